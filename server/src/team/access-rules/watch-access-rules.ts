import { type Clock, type Database, type Logger, sql, type Tx } from "../../platform/index.ts";
import { IN_USE_FIRST } from "../own-workspaces.ts";
import { revoke } from "../revoke.ts";
import { tellSightChanged } from "../sight.ts";
import { sessionEnd } from "./sessions.ts";

const LOOK_EVERY_MS = 60_000;
const AT_ONCE = 200;

interface Parts {
  db: Database;
  clock: Clock;
}

/** Looks every minute for what a page that only listens does not ask about. @returns how to stop */
export function watchAccessRules({ db, clock, log }: Parts & { log: Logger }): () => void {
  const look = () => sweepAccessRules({ db, clock }).catch((error) => log.warn({ err: error }, "access rules could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: logins that have come to their end, and second factors whose day has begun. */
export async function sweepAccessRules({ db, clock }: Parts): Promise<void> {
  const now = clock.now();
  await db.asSystem((tx) => tellOfSecondFactors(tx, now));
  for (;;) {
    const ended = await db.systemStatement<{ id: string; userId: string; why: End }>(
      "team.find_ended_sessions",
      `select s.id, s.user_id as "userId", ${sessionEnd("$1::timestamptz")} as why
       from auth_sessions s cross join lateral (
         select m.workspace_id from members m
         where m.user_id = s.user_id and m.removed_at is null and (s.bound_to is null or m.workspace_id = s.bound_to)
         order by ${IN_USE_FIRST} limit 1) m
       where ${sessionEnd("$1::timestamptz")} is not null order by s.id limit ${AT_ONCE}`,
      [now],
    );
    for (const session of ended) await endSession({ db, clock }, session);
    if (ended.length < AT_ONCE) return;
  }
}

export type End = "aged" | "idle";

/** Ends a login, once, whoever finds that it has come to its end. */
export async function endSession({ db, clock }: Parts, { id, userId, why }: { id: string; userId: string; why: End }): Promise<void> {
  await db.asSystem(async (tx) => {
    const found = await tx.maybeOne(sql`select 1 from auth_sessions where id = ${id} for update`);
    if (found !== null) await revoke(tx, { userId, sessionId: id }, `session_${why}`, clock.now());
  });
}

async function tellOfSecondFactors(tx: Tx, now: Date): Promise<void> {
  const begun = await tx.many(sql<{ workspaceId: string }>`
    update access_rules a set second_factor_told = true from workspaces w
    where w.id = a.workspace_id and not a.second_factor_told and a.second_factor_from <= (${now}::timestamptz at time zone w.time_zone)::date
    returning a.workspace_id as "workspaceId"`);
  for (const { workspaceId } of begun) tellSightChanged(tx, { workspaceId, now: () => now }, null);
}
