import { fork } from "node:child_process";
import path from "node:path";
import type { Logger } from "../platform/index.ts";

const EVERY_MS = 6 * 3_600_000;
/** The program starts before its first backup does. */
const FIRST_AFTER_MS = 60_000;

/**
 * A run every six hours, in a process of its own: it must not take the program's memory or time. Which kind is due the run
 * finds out itself. @returns how to stop
 */
export function scheduleBackups(log: Logger): () => void {
  const begin = () => {
    const child = fork(path.join(import.meta.dirname, "run-backup.ts"), { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    let words = "";
    const hear = (chunk: Buffer) => {
      words = (words + chunk.toString("utf8")).slice(-2_000);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", (code) => {
      if (code === 0) log.info({ words: words.trim() }, "a backup was made");
      else log.error({ code, words: words.trim() }, "a backup failed; the next one comes in six hours, or now: npm run backup");
    });
  };
  let timer = setTimeout(() => {
    begin();
    timer = setInterval(begin, EVERY_MS);
  }, FIRST_AFTER_MS);
  return () => clearTimeout(timer);
}
