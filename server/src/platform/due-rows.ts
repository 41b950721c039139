import type { Clock } from "./clock.ts";
import type { Database, Tx } from "./db.ts";
import { addJobs, type NewJob } from "./jobs.ts";
import type { Logger } from "./log.ts";

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 200;

/** Rows of a room whose time comes: how they are found among all workspaces, and what is done for those of one. */
export interface DueRows {
  /** Of them, for the log: "flows that wait". */
  name: string;
  /** The longest due first, at most so many; from an index on the time. */
  find(db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]>;
  /** Marks those of them that nobody else holds (`for update skip locked`) as seen to; each becomes a job, once. */
  take(tx: Tx, ids: string[], now: Date, workspaceId: string): Promise<NewJob[]>;
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Looks every second for rows whose time has come; any number of workers may do so. @returns how to stop */
export function watchDueRows(parts: Parts, rows: DueRows): () => void {
  const look = () => wakeDueRows(parts, rows).catch((error) => parts.log.warn({ err: error }, `${rows.name} could not be looked at`));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each row that is due gets its job, whoever looks. @returns how many jobs */
export async function wakeDueRows({ db, clock }: Pick<Parts, "db" | "clock">, { find, take }: DueRows): Promise<number> {
  const now = clock.now();
  let woken = 0;
  for (;;) {
    const due = await find(db, now, AT_ONCE);
    const before = woken;
    for (const [workspaceId, rows] of Map.groupBy(due, (one) => one.workspaceId))
      woken += await db.inWorkspace(workspaceId, async (tx) => {
        const ids = rows.map(({ id }) => id);
        const jobs = await take(tx, ids, now, workspaceId);
        addJobs(tx, jobs, now);
        return jobs.length;
      });
    // What is left is held by another worker, who sees to it.
    if (due.length < AT_ONCE || woken === before) return woken;
  }
}
