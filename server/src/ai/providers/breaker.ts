import { sql, type Tx } from "../../platform/index.ts";
import type { Failure } from "../models/read-failure.ts";

const FAILURES_TO_CLOSE = 3;
/** The second time twice as long, and so on. */
const CLOSED_MS = 60_000;
const CLOSED_AT_MOST_MS = 15 * 60_000;
/** What only a person mends is asked again seldom. */
const CLOSED_FOR_PEOPLE_MS = 10 * 60_000;
const FOR_PEOPLE: ReadonlySet<Failure["kind"]> = new Set(["credentials", "quota", "address_refused"]);
/** These speak of what was asked, not of the provider. */
const OF_THE_REQUEST: ReadonlySet<Failure["kind"]> = new Set(["too_long", "blocked", "bad_output"]);

/** It worked: it is asked again at once. */
export async function noteSuccess(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.run(
    sql`update ai_providers set failures = 0, closed_until = null, problem = null, checked_at = ${now} where id = ${id} and (failures > 0 or problem is not null or checked_at is null)`,
  );
}

/** After some failures in a row it is left alone for a while, longer each time. */
export async function noteFailure(tx: Tx, id: string, { kind }: Failure, now: Date): Promise<void> {
  if (OF_THE_REQUEST.has(kind)) return;
  const [row] = await tx.many(
    sql<{
      failures: number;
    }>`update ai_providers set failures = failures + 1, problem = ${kind}, checked_at = ${now} where id = ${id} returning failures`,
  );
  const failures = row?.failures ?? 0;
  const isForPeople = FOR_PEOPLE.has(kind);
  if (!isForPeople && failures < FAILURES_TO_CLOSE) return;
  const waits = isForPeople ? CLOSED_FOR_PEOPLE_MS : Math.min(CLOSED_AT_MOST_MS, CLOSED_MS * 2 ** (failures - FAILURES_TO_CLOSE));
  await tx.run(sql`update ai_providers set closed_until = ${new Date(now.getTime() + waits)} where id = ${id}`);
}
