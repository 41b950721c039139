import path from "node:path";
import { createSideThread } from "../../../platform/index.ts";
import type { SideAnswer } from "../../../platform/pure.ts";
import { fileInMail, type Mail, readMail } from "./read-mail.ts";

/**
 * Reads large mails in a thread of their own: one of 20 MB takes half a second, in which providers would hear nothing. A small one
 * takes less than the way to the thread and back.
 */
export interface MailReader {
  /** @throws when it is nested or long beyond reason, or ends the thread */
  read(raw: Buffer): Promise<Mail>;
  /** The bytes of one of its files; null when there is none of that name. */
  fileIn(raw: Buffer, providerMediaId: string): Promise<Buffer | null>;
}

/** What the thread is asked. */
export type MailQuestion = { raw: Uint8Array } & ({ task: "read" } | { task: "file"; providerMediaId: string });
export type MailAnswer = SideAnswer;

/** Takes some 2 ms. */
const SMALL_BYTES = 64 * 1024;
/** A mail that takes longer is hostile. */
const MAX_MS = 30_000;
/** Bytes are not counted in it: only what the words of a mail of 36 MB become. */
const MAX_HEAP_MB = 512;
const PROGRAM = path.join(import.meta.dirname, "mail-reader-thread.ts");

/** @param options.program another one than ours, for tests of what becomes of a bad end */
export function createMailReader({
  program = PROGRAM,
  maxMs = MAX_MS,
  smallBytes = SMALL_BYTES,
}: {
  program?: string;
  maxMs?: number;
  smallBytes?: number;
} = {}): MailReader {
  const thread = createSideThread<MailQuestion>({
    program,
    maxMs,
    maxHeapMb: MAX_HEAP_MB,
    tooLong: "The mail took too long to read.",
  });

  // A piece of a pool would take the whole pool along: it goes as bytes of its own, which nobody has to copy again.
  function ask(raw: Buffer, task: { task: "read" } | { task: "file"; providerMediaId: string }): Promise<unknown> {
    return thread.ask(() => {
      const own = new Uint8Array(raw);
      return { question: { ...task, raw: own }, moved: [own.buffer] };
    });
  }

  return {
    read: async (raw) => (raw.length <= smallBytes ? readMail(raw) : (ask(raw, { task: "read" }) as Promise<Mail>)), // the thread's word
    async fileIn(raw, providerMediaId) {
      if (raw.length <= smallBytes) return fileInMail(raw, providerMediaId);
      const bytes = (await ask(raw, { task: "file", providerMediaId })) as Uint8Array | null; // as `fileInMail` there gave it
      return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
  };
}

/** One for all channels: it holds nothing of any of them. */
export const mailReader = createMailReader();
