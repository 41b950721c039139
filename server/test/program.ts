import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const MAIN = path.resolve(import.meta.dirname, "../src/main.ts");

export interface Program {
  process: ChildProcess;
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the real program and resolves when it says that it is ready; rejects with its words when it ends before. */
export function startProgram(env: Record<string, string>, timeoutMs = 30_000): Promise<Program> {
  let words = "";
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], PROSA_LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const program: Program = {
    process: child,
    output: () => words,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${timeoutMs} ms: ${words}`)), timeoutMs);
    const hear = (chunk: Buffer) => {
      words += chunk;
      if (!words.includes("Prosa is ready")) return;
      clearTimeout(timer);
      resolve(program);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}: ${words}`));
    });
  });
}

export function temporaryFolder(name = "prosa program "): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), name));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Process id of the database of a data folder, or null when there is none. */
export function databasePid(dataDir: string): number | null {
  try {
    return Number(readFileSync(path.join(dataDir, "database/postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return null;
  }
}
