import path from "node:path";
import { Worker } from "node:worker_threads";
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

/** What the thread is asked; it answers in the same order. */
export type MailQuestion = { raw: Uint8Array } & ({ task: "read" } | { task: "file"; providerMediaId: string });
export type MailAnswer = { value: unknown } | { error: Error };

interface Waiting {
  question: MailQuestion;
  tries: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

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
  const waiting: Waiting[] = [];
  let thread: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  function ask(question: MailQuestion): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const one = { question, tries: 0, resolve, reject };
      waiting.push(one);
      const current = thread ?? begin();
      if (waiting.length === 1) watch(current);
      post(current, one);
    });
  }

  /** A piece of a pool would take the whole pool along: it goes as bytes of its own, which nobody has to copy again. */
  function post(current: Worker, { question }: Waiting): void {
    const raw = new Uint8Array(question.raw);
    current.postMessage({ ...question, raw }, [raw.buffer]);
  }

  function begin(): Worker {
    const started = new Worker(program, { env: {}, resourceLimits: MEMORY });
    started.on("message", (answer: MailAnswer) => {
      const one = waiting.shift();
      if ("error" in answer) one?.reject(answer.error);
      else one?.resolve(answer.value);
      watch(started);
    });
    let reason = new Error("The mail took too long to read.");
    started.on("error", (error) => {
      reason = error;
    });
    started.on("exit", () => {
      if (thread !== started) return;
      thread = undefined;
      beginAgain(reason);
    });
    thread = started;
    return started;
  }

  /** It was the mail whose turn it was; the first time something else may have been it. Those behind are asked again. */
  function beginAgain(reason: Error): void {
    const [first] = waiting;
    if (first === undefined) return;
    first.tries += 1;
    if (first.tries > 1) waiting.shift()?.reject(reason);
    if (waiting.length === 0) return;
    const current = begin();
    watch(current);
    for (const one of waiting) post(current, one);
  }

  /** The thread keeps the program alive while somebody waits, and each mail has its time. */
  function watch(current: Worker): void {
    clearTimeout(timer);
    if (waiting.length > 0) current.ref();
    else current.unref();
    const end = waiting.length > 0 ? () => void current.terminate() : () => stop(current);
    timer = setTimeout(end, waiting.length > 0 ? maxMs : IDLE_MS).unref();
  }

  function stop(current: Worker): void {
    if (thread === current) thread = undefined;
    void current.terminate();
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
