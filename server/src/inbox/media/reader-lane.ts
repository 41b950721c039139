import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import type { Socket } from "node:net";
import path from "node:path";
import type { MediaKind } from "../../../../content/content.ts";
import type { Logger } from "../../platform/index.ts";
import { TOO_MUCH_SIGNAL } from "./memory-limit.ts";
import type { TextSource } from "./read-text.ts";

/**
 * What the process is asked; the bytes follow on its standard input, where nothing copies them. One file at a time, so that it is
 * known which one ended it.
 */
export type ReaderQuestion = ReaderTask & { length: number };
export type ReaderTask =
  | { task: "inspect"; declaredKind: MediaKind }
  | { task: "shrink" }
  | { task: "page"; page: number }
  | { task: "wav" }
  | { task: "text"; source: TextSource };

/** What the process says: once that it has begun; then of each file what its bytes are, before they are opened, and the answer. */
export type ReaderWord = { isReady: true } | { mediaType: string } | { value: unknown };

export type ReaderAnswer =
  | { value: unknown }
  /** The file ended the process. `died`: something else may have done it. */
  | { ended: "died" | "too_long" | "too_much"; mediaType: string | undefined };

/** One process that opens files. It begins with the first one, and goes when it has no work. */
export interface ReaderLane {
  /** @throws when no process can be started: nothing is known of the file then, and it is tried again */
  ask(task: ReaderTask, bytes: Buffer): Promise<ReaderAnswer>;
  stop(): void;
}

/** It holds decoders and buffers. */
const IDLE_MS = 60_000;

const ROOT = path.resolve(import.meta.dirname, "../../../..");

/** It reads its own program and what that is made of: neither the secrets nor anybody's files. */
const readable = (program: string): string[] => [
  ...["server/src", "content", "node_modules"].map((folder) => `${realpathSync(path.join(ROOT, folder))}/*`),
  `${path.join(ROOT, "node_modules")}/*`,
  path.join(ROOT, "package.json"),
  path.dirname(program),
];

export function createReaderLane({ log, program, maxMs }: { log: Logger; program: string; maxMs: number }): ReaderLane {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function ask(task: ReaderTask, bytes: Buffer): Promise<ReaderAnswer> {
    clearTimeout(idle);
    const current = child ?? (await begin());
    const answer = await askProcess(current, task, bytes);
    idle = setTimeout(stop, IDLE_MS).unref();
    return answer;
  }

  function askProcess(current: ChildProcess, task: ReaderTask, bytes: Buffer): Promise<ReaderAnswer> {
    return new Promise((resolve) => {
      let isLate = false;
      let mediaType: string | undefined;
      const timer = setTimeout(() => {
        isLate = true;
        current.kill("SIGKILL");
      }, maxMs);
      const settle = (answer: ReaderAnswer) => {
        clearTimeout(timer);
        current.off("message", hear).off("exit", end);
        resolve(answer);
      };
      const hear = (told: unknown) => {
        const word = told as ReaderWord; // our own program's
        if ("value" in word) settle(word);
        else if ("mediaType" in word) mediaType = word.mediaType;
      };
      const end = (code: number | null, signal: string | null) => {
        log.warn({ code, signal, task: task.task, bytes: bytes.length }, "the process that reads files ended");
        settle({ ended: isLate ? "too_long" : signal === TOO_MUCH_SIGNAL ? "too_much" : "died", mediaType });
      };
      current.on("message", hear).once("exit", end);
      const question: ReaderQuestion = { ...task, length: bytes.length };
      current.send(question, (error) => {
        if (error !== null) current.kill("SIGKILL"); // a channel that broke; its end comes as an exit
      });
      current.stdin?.write(bytes);
    });
  }

  async function begin(): Promise<ChildProcess> {
    const started = fork(program, {
      serialization: "advanced",
      env: {},
      execArgv: [
        ...["--permission", "--allow-addons", "--allow-worker", "--disable-warning=SecurityWarning", "--max-old-space-size=256"],
        ...readable(program).map((place) => `--allow-fs-read=${place}`),
      ],
      stdio: ["pipe", "ignore", "ignore", "ipc"],
    });
    await once(started, "spawn");
    // A file's time begins when somebody can open it: on a busy machine the start alone may take longer than most files.
    const isReady = await Promise.race([once(started, "message").then(() => true), once(started, "exit").then(() => false)]);
    if (!isReady) throw new Error("the process that reads files ended before it began");
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

  return { ask, stop };
}
