import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const WEB = path.resolve(import.meta.dirname, "../web");
const STAMP = path.join(WEB, "dist/.stamp");

/** Builds the interface unless nothing of it changed since the last build. */
export async function buildWebIfStale(): Promise<void> {
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const { build } = await import("vite"); // large: loaded only when there is something to build
  await build({ configFile: path.join(WEB, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, stamp);
}

function fingerprint(): string {
  const files = globSync(["src/**/*", "public/**/*", "index.html", "vite.config.ts", "../package-lock.json"], { cwd: WEB }).sort();
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
