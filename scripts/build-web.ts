import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const WIDGET = path.resolve(import.meta.dirname, "../widget");
const WEB = path.resolve(import.meta.dirname, "../web");
const VITE = path.resolve(import.meta.dirname, "../node_modules/vite/bin/vite.js");

/** Builds the interface and the widget, each unless nothing of it changed since its last build. */
export async function buildWebIfStale(): Promise<void> {
  await buildIfStale(WEB, ["src/**/*", "public/**/*", "index.html", "*.ts", "../{content,rules,hours,language,flow}/**/*.ts"]);
  await buildIfStale(WIDGET, ["src/**/*", "*.ts"]);
}

async function buildIfStale(folder: string, sources: string[]): Promise<void> {
  // A container image has what was built and not what it was built of.
  if (!existsSync(path.join(folder, "src"))) return;
  const stampFile = path.join(folder, "dist/.stamp");
  const stamp = fingerprint(folder, [...sources, "../package-lock.json"]);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  // In a process of its own: the bundler takes 400 MB, and a server that loaded it would never give them back.
  await promisify(execFile)(process.execPath, [VITE, "build", "--config", path.join(folder, "vite.config.ts"), "--logLevel", "warn"]);
  writeFileSync(stampFile, stamp);
}

function fingerprint(folder: string, sources: string[]): string {
  const hash = createHash("sha256");
  for (const file of globSync(sources, { cwd: folder }).sort()) {
    const { size, mtimeMs, isFile } = describe(path.join(folder, file));
    if (isFile) hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function describe(file: string) {
  const found = statSync(file);
  return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
}
