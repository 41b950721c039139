import { TOO_MUCH_SIGNAL } from "./memory-limit.ts";

// Beside the thread that opens files: a decoder that asks for memory without end answers nobody.
const MAX_BYTES = 600 * 1024 * 1024;
const LOOK_EVERY_MS = 25;

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_BYTES) process.kill(process.pid, TOO_MUCH_SIGNAL);
}, LOOK_EVERY_MS);
