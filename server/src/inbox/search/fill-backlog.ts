import { setTimeout as sleep } from "node:timers/promises";
import { type Database, type Logger, sql } from "../../platform/index.ts";

const AT_ONCE = 500;
/** After each batch it rests as long as the batch took, so that it never has more than a half of a connection. */
const SHORTEST_REST_MS = 20;

interface Parts {
  db: Database;
  log: Logger;
}

/** Adds the words of messages that are older than the search, once, beside everything else. @returns how to stop */
export function watchBacklog({ db, log }: Parts): () => void {
  const stopping = new AbortController();
  fillBacklog(db, stopping.signal).catch((error) => {
    if (!stopping.signal.aborted) log.warn({ err: error }, "older messages could not be added to the search; the next start goes on");
  });
  return () => stopping.abort();
}

/** All workspaces' older messages, newest first; of several workers one is at a workspace. */
export async function fillBacklog(db: Database, signal: AbortSignal): Promise<void> {
  const left = await db.systemStatement<{ workspaceId: string }>(
    "inbox.search_backlog",
    `select workspace_id as "workspaceId" from search_backlog`,
    [],
  );
  for (const { workspaceId } of left) {
    for (;;) {
      signal.throwIfAborted();
      const began = performance.now();
      const { more } = await db.inWorkspace(workspaceId, (tx) =>
        tx.one(sql<{ more: boolean }>`select fill_search_backlog(${AT_ONCE}) as more`),
      );
      if (!more) break;
      await sleep(Math.max(SHORTEST_REST_MS, performance.now() - began), undefined, { signal });
    }
  }
}
