import { once } from "node:events";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { inspectFile, pageAsPicture, sniff, toSmallerPicture } from "./inspect-file.ts";
import { readText } from "./read-text.ts";
import type { ReaderQuestion, ReaderWord } from "./reader-lane.ts";
import { soundAsWav } from "./sound-as-wav.ts";

// The program `reader-lane.ts` starts. Messages of the same machine go first; nice(10) is about a tenth of the others' share.
os.setPriority(10);
// A terminal's Ctrl+C reaches every process of its group: this one goes when its parent does.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
new Worker(path.join(import.meta.dirname, "memory-guard-thread.ts")).unref();

process.on("message", (question: ReaderQuestion) => void answer(question));
say({ isReady: true });

async function answer(question: ReaderQuestion): Promise<void> {
  const bytes = await take(question.length);
  if (question.task === "inspect") say({ mediaType: await sniff(bytes) });
  say({ value: await read(question, bytes) });
}

function say(word: ReaderWord): void {
  process.send?.(word);
}

function read(question: ReaderQuestion, bytes: Buffer): Promise<unknown> {
  switch (question.task) {
    case "inspect":
      return inspectFile(bytes, question.declaredKind);
    case "shrink":
      return toSmallerPicture(bytes);
    case "page":
      return pageAsPicture(bytes, question.page);
    case "wav":
      return soundAsWav(bytes);
    case "text":
      return readText(bytes, question.source);
  }
}

/** So many bytes of what comes in. */
async function take(length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const chunk = process.stdin.read(Math.min(length - at, process.stdin.readableLength)) as Buffer | null;
    if (chunk === null) await once(process.stdin, "readable");
    else at += chunk.copy(bytes, at);
  }
  return bytes;
}
