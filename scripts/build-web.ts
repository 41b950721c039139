import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const WEB = path.resolve(import.meta.dirname, "../web");
const VITE = path.resolve(import.meta.dirname, "../node_modules/vite/bin/vite.js");
const STAMP = path.join(WEB, "dist/.stamp");

/** Builds the interface unless nothing of it changed since the last build. */
export async function buildWebIfStale(): Promise<void> {
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  // In a process of its own: the bundler takes 400 MB, and a server that loaded it would never give them back.
  await promisify(execFile)(process.execPath, [VITE, "build", "--config", path.join(WEB, "vite.config.ts"), "--logLevel", "warn"]);
  writeFileSync(STAMP, stamp);
}

function fingerprint(): string {
  const files = globSync(
    ["src/**/*", "public/**/*", "index.html", "*.ts", "../package-lock.json", "../{content,rules,hours,language,flow}/**/*.ts"],
    {
      cwd: WEB,
    },
  ).sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs, isFile } = describe(path.join(WEB, file));
    if (isFile) hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function describe(file: string) {
  const found = statSync(file);
  return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
}
