import path from "node:path";
import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
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

/** What the thread is asked. One mail at a time, so that it is known which one ended it. */
export type MailQuestion = { raw: Uint8Array } & ({ task: "read" } | { task: "file"; providerMediaId: string });
export type MailAnswer = { value: unknown } | { error: Error };

/** Takes some 2 ms. */
const SMALL_BYTES = 64 * 1024;
/** A mail that takes longer is hostile. */
const MAX_MS = 30_000;
/** The thread holds a parser and buffers: without work it goes. */
const IDLE_MS = 60_000;
/** Bytes are not counted in it: only what the words of a mail of 36 MB become. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };
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
  const oneByOne = pLimit(1);
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  /** Twice where the thread ends: the first time something else may have done it. */
  function ask(question: MailQuestion): Promise<unknown> {
    return oneByOne(async () => {
      clearTimeout(idle);
      const answer = await askOnce(question).catch(() => askOnce(question));
      idle = setTimeout(stop, IDLE_MS).unref();
      if ("error" in answer) throw answer.error;
      return answer.value;
    });
  }

  /** @throws why the thread ended */
  function askOnce(question: MailQuestion): Promise<MailAnswer> {
    const current = thread ?? begin();
    return new Promise((resolve, reject) => {
      let reason = new Error("The mail took too long to read.");
      const timer = setTimeout(() => void current.terminate(), maxMs);
      const settle = () => {
        clearTimeout(timer);
        current.off("message", hear).off("error", fail).off("exit", end).unref();
      };
      const hear = (answer: MailAnswer) => {
        settle();
        resolve(answer);
      };
      const fail = (error: Error) => {
        reason = error;
      };
      const end = () => {
        settle();
        reject(reason);
      };
      current.on("message", hear).on("error", fail).on("exit", end).ref();
      // A piece of a pool would take the whole pool along: it goes as bytes of its own, which nobody has to copy again.
      const raw = new Uint8Array(question.raw);
      current.postMessage({ ...question, raw }, [raw.buffer]);
    });
  }

  function begin(): Worker {
    const started = new Worker(program, { env: {}, resourceLimits: MEMORY });
    started.on("error", () => undefined); // its end is heard as an exit
    started.once("exit", () => {
      if (thread === started) thread = undefined;
    });
    thread = started;
    return started;
  }

  function stop(): void {
    void thread?.terminate();
    thread = undefined;
  }

  return {
    read: async (raw) => (raw.length <= smallBytes ? readMail(raw) : (ask({ task: "read", raw }) as Promise<Mail>)),
    async fileIn(raw, providerMediaId) {
      if (raw.length <= smallBytes) return fileInMail(raw, providerMediaId);
      const bytes = (await ask({ task: "file", raw, providerMediaId })) as Uint8Array | null;
      return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
  };
}

/** One for all channels: it holds nothing of any of them. */
export const mailReader = createMailReader();
