import { type Database, type Logger, sql } from "../../platform/index.ts";

/** Who waits for news of a chat: sockets and long polls of this process. */
export interface Waiters {
  /** @param news as far as the waiter knows. @returns what ends the waiting */
  wait(chat: { workspaceId: string; personId: string; news: number }, tell: () => void): () => void;
  /** Something of this chat was committed in this process. */
  wake(personId: string): void;
  stop(): void;
}

interface Waiting {
  workspaceId: string;
  personId: string;
  news: number;
  tell(): void;
}

/** What another process wrote is found this late. */
const LOOK_MS = 1_000;

/** One question a second for all who wait, however many: nothing is asked while nobody does. */
export function createWaiters({ db, log }: { db: Database; log: Logger }): Waiters {
  const waiting = new Map<string, Set<Waiting>>();
  let timer: NodeJS.Timeout | undefined;

  async function look() {
    const all = [...waiting.values()].flatMap((some) => [...some]);
    for (const [workspaceId, some] of Map.groupBy(all, (one) => one.workspaceId)) {
      const ids = [...new Set(some.map(({ personId }) => personId))];
      const rows = await db.inWorkspace(workspaceId, (tx) =>
        tx.many(sql<{ id: string; news: string }>`select id, news from webchat_people where id = any(${ids})`),
      );
      const news = new Map(rows.map((row) => [row.id, Number(row.news)]));
      for (const one of some) if ((news.get(one.personId) ?? 0) > one.news) one.tell();
    }
  }

  function lookAgain() {
    if (waiting.size === 0) return;
    timer ??= setTimeout(() => {
      look()
        .catch((error) => log.warn({ err: error }, "news of web chats could not be looked for"))
        .finally(() => {
          timer = undefined;
          lookAgain();
        });
    }, LOOK_MS).unref();
  }

  return {
    wait(chat, tell) {
      const one: Waiting = { ...chat, tell };
      const some = waiting.get(chat.personId) ?? new Set();
      waiting.set(chat.personId, some.add(one));
      lookAgain();
      return () => {
        some.delete(one);
        if (some.size === 0 && waiting.get(chat.personId) === some) waiting.delete(chat.personId);
      };
    },
    wake(personId) {
      for (const { tell } of waiting.get(personId) ?? []) tell();
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
