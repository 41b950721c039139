import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import path from "node:path";
import pLimit from "p-limit";
import type { MediaKind } from "../../../../content/content.ts";
import type { Logger } from "../../platform/index.ts";
import { asDownload, type InspectedFile } from "./inspect-file.ts";

/** Opens files of strangers: in a process of its own, that knows no secret, writes nothing, and waits behind everything else. */
export interface FileReader {
  /** Looks at the bytes of a file. What cannot be read becomes a download; nothing here throws for bad content. */
  inspect(bytes: Buffer, declaredKind: MediaKind): Promise<InspectedFile>;
  /** The picture as WebP, in its own size and turned upright; null when it cannot be read. */
  shrink(bytes: Buffer): Promise<Buffer | null>;
  /** One page of a PDF as WebP of at most 1800 px; null when it cannot be shown. @param page from 1 */
  showPage(bytes: Buffer, page: number): Promise<Buffer | null>;
  stop(): void;
}

/**
 * What the process is asked; the bytes follow on its standard input, where nothing copies them. One file at a time, so that it is
 * known which one ended it.
 */
export type ReaderQuestion = ReaderTask & { length: number };
type ReaderTask = { task: "inspect"; declaredKind: MediaKind } | { task: "shrink" } | { task: "page"; page: number };

/** A file that takes longer is hostile or hopeless. */
const MAX_MS = 60_000;
/** It holds decoders and buffers: without work it goes. */
const IDLE_MS = 60_000;
const PROGRAM = path.join(import.meta.dirname, "file-reader-process.ts");

/** @param options.program another one than ours, for tests of what becomes of a bad end */
export function createFileReader({
  log,
  program = PROGRAM,
  maxMs = MAX_MS,
}: {
  log: Logger;
  program?: string;
  maxMs?: number;
}): FileReader {
  const oneByOne = pLimit(1);
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  /** @returns null when the file ends the process, or does not end itself. Twice: the first time something else may have done it. */
  async function ask<Answer>(task: ReaderTask, bytes: Buffer): Promise<Answer | null> {
    return oneByOne(async () => {
      clearTimeout(idle);
      const answer = (await askOnce<Answer>(task, bytes)) ?? (await askOnce<Answer>(task, bytes));
      idle = setTimeout(stop, IDLE_MS).unref();
      return answer === null ? null : answer.value;
    });
  }

  async function askOnce<Answer>(task: ReaderTask, bytes: Buffer): Promise<{ value: Answer } | null> {
    const current = child ?? (await begin());
    return new Promise((resolve) => {
      const timer = setTimeout(() => current.kill("SIGKILL"), maxMs);
      const settle = (answer: { value: Answer } | null) => {
        clearTimeout(timer);
        current.off("message", hear).off("exit", end);
        resolve(answer);
      };
      const hear = (value: unknown) => settle({ value: value as Answer });
      const end = (code: number | null, signal: string | null) => {
        log.warn({ code, signal, task: task.task, bytes: bytes.length }, "the process that reads files ended");
        settle(null);
      };
      current.once("message", hear).once("exit", end);
      const question: ReaderQuestion = { ...task, length: bytes.length };
      current.send(question, (error) => {
        if (error !== null) current.kill("SIGKILL"); // a channel that broke; its end comes as an exit
      });
      current.stdin?.write(bytes);
    });
  }

  /** @throws when no process can be started: nothing is known of the file then, and it is tried again */
  async function begin(): Promise<ChildProcess> {
    const started = fork(program, {
      serialization: "advanced",
      env: {},
      execArgv: ["--permission", "--allow-fs-read=*", "--allow-addons", "--disable-warning=SecurityWarning", "--max-old-space-size=256"],
      stdio: ["pipe", "ignore", "ignore", "ipc"],
    });
    await once(started, "spawn");
    started.on("error", ({ message }) => log.warn(`the process that reads files: ${message}`));
    started.stdin?.on("error", () => undefined); // its end is heard as an exit
    started.once("exit", () => {
      if (child === started) child = undefined;
    });
    started.unref();
    started.channel?.unref();
    (started.stdin as Socket | null)?.unref();
    child = started;
    return started;
  }

  function stop(): void {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = undefined;
  }

  return {
    inspect: async (bytes, declaredKind) =>
      (await ask<InspectedFile>({ task: "inspect", declaredKind }, bytes)) ?? asDownload("application/octet-stream"),
    shrink: (bytes) => ask<Buffer>({ task: "shrink" }, bytes),
    showPage: (bytes, page) => ask<Buffer>({ task: "page", page }, bytes),
    stop,
  };
}
