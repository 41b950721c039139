import type pg from "pg";
import type { Clock } from "./clock.ts";
import type { Database } from "./db.ts";
import type { Logger } from "./log.ts";

/** "PROS": the first half of every liveness lock. */
export const LOCK_SPACE = 0x50524f53;

interface Alive {
  client: pg.Client;
  /** The number under which this process claims jobs. */
  owner: number;
}

/**
 * Shows that this process lives: a connection of its own holds a session lock on the process's number. When another
 * can take that lock, the process is dead, and its jobs are free at once.
 */
export function createLiveness({ db, clock, log }: { db: Database; clock: Clock; log: Logger }) {
  let living: Alive | undefined;
  let becoming: Promise<Alive> | undefined;

  /** Claims that come together share one connection; after a broken one comes a new number. */
  async function alive(): Promise<Alive> {
    if (living !== undefined) return living;
    becoming ??= becomeAlive().finally(() => (becoming = undefined));
    return becoming;
  }

  async function becomeAlive(): Promise<Alive> {
    const client = await db.connect();
    const { rows } = await client.query<{ owner: number }>("select nextval('worker_numbers')::int as owner");
    const owner = rows[0]?.owner as number;
    await client.query("select pg_advisory_lock($1, $2)", [LOCK_SPACE, owner]);
    living = { client, owner };
    const forget = () => {
      if (living?.client === client) living = undefined;
    };
    client.on("error", forget);
    client.on("end", forget);
    return living;
  }

  return {
    alive,
    /** Gives back the jobs of processes whose lock can be taken, or whose lease has ended. @returns how many. */
    async freeTheDead(): Promise<number> {
      const { client, owner: own } = await alive();
      const { rows } = await client.query<{ owner: number }>("select distinct owner from jobs where owner is not null and owner <> $1", [
        own,
      ]);
      let freed = 0;
      for (const { owner } of rows) {
        const { rows: tried } = await client.query<{ dead: boolean }>("select pg_try_advisory_lock($1, $2) as dead", [LOCK_SPACE, owner]);
        if (!tried[0]?.dead) continue;
        try {
          const result = await client.query("update jobs set owner = null, lease_until = null, attempts = attempts - 1 where owner = $1", [
            owner,
          ]);
          freed += result.rowCount ?? 0;
        } finally {
          await client.query("select pg_advisory_unlock($1, $2)", [LOCK_SPACE, owner]);
        }
      }
      const expired = await client.query("update jobs set owner = null, lease_until = null where lease_until < $1", [clock.now()]);
      freed += expired.rowCount ?? 0;
      if (freed > 0) log.info({ freed }, "jobs of a dead process are free again");
      return freed;
    },
    async countDue(): Promise<number> {
      const { client } = await alive();
      const due = await client.query<{ n: number }>("select count(*)::int as n from jobs where owner is null and run_at <= $1", [
        clock.now(),
      ]);
      return due.rows[0]?.n ?? 0;
    },
    async end(): Promise<void> {
      await living?.client.end();
    },
  };
}
