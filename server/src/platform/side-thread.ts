import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import type { SideAnswer } from "./side-answer.ts";

/**
 * Work on bytes of strangers in a thread of its own: however long it takes, whatever it ends, providers and people are answered meanwhile.
 */
export interface SideThread<Question> {
  /**
   * One question after another, so that it is known which one ended the thread. Its buffers go along, and are gone here.
   * @throws what the thread threw, or why it ended: too long, too much memory
   */
  ask(make: () => { question: Question; moved?: ArrayBuffer[] }): Promise<unknown>;
}

/** The thread holds a parser and buffers: without work it goes. */
const IDLE_MS = 60_000;

/** @param program file of the thread: it hears one question and says one {@link SideAnswer}. */
export function createSideThread<Question>({
  program,
  maxMs,
  maxHeapMb,
  tooLong,
}: {
  program: string;
  maxMs: number;
  maxHeapMb: number;
  tooLong: string;
}): SideThread<Question> {
  const oneByOne = pLimit(1);
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  /** Whether the last question took too long: then it would again. */
  let isLate = false;

  /** @throws why the thread ended */
  function askOnce({ question, moved = [] }: { question: Question; moved?: ArrayBuffer[] }): Promise<SideAnswer> {
    const current = thread ?? begin();
    return new Promise((resolve, reject) => {
      let reason = new Error(tooLong);
      isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        void current.terminate();
      }, maxMs);
      const settle = () => {
        clearTimeout(timer);
        current.off("message", hear).off("error", fail).off("exit", end).unref();
      };
      const hear = (answer: SideAnswer) => {
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
      current.postMessage(question, moved);
    });
  }

  function begin(): Worker {
    const started = new Worker(program, { env: {}, resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 16 } });
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
    ask: (make) =>
      oneByOne(async () => {
        clearTimeout(idle);
        // Twice where the thread ends: the first time something else may have done it.
        const answer = await askOnce(make()).catch((error: Error) => {
          if (isLate) throw error;
          return askOnce(make());
        });
        idle = setTimeout(stop, IDLE_MS).unref();
        if ("error" in answer) throw answer.error;
        return answer.value;
      }),
  };
}
