import { addJobs, emit, sql, type Tx } from "../platform/index.ts";
import { beginAlert, endAlert } from "./alerts.ts";
import { breakerClosed, breakerOpened } from "./events.ts";
import { endTrouble, noteTrouble } from "./fallback.ts";
import { trySendingJob } from "./job-kinds.ts";

/** Failures in a row after which sending pauses, and how long until one message tries again. Source: SPEC CH-12. */
const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 10 * 60_000;

export type Breaker = "closed" | "open" | "half_open";

interface Place {
  workspaceId: string;
  channelId: string;
  now: Date;
}

/** A send failed in a way that speaks against the channel. @returns true when sending pauses from now on. */
export async function recordFailure(tx: Tx, { workspaceId, channelId, now }: Place): Promise<boolean> {
  const { breaker, opened } = await tx.one(sql<{ breaker: Breaker; opened: boolean }>`
    update channel_flow f set failures = f.failures + 1,
      breaker = case when f.breaker = 'half_open' or f.failures + 1 >= ${FAILURES_TO_OPEN} then 'open' else f.breaker end,
      opened_at = case when f.breaker = 'half_open' or (f.breaker = 'closed' and f.failures + 1 >= ${FAILURES_TO_OPEN}) then ${now}::timestamptz else f.opened_at end
    from (select breaker from channel_flow where channel_id = ${channelId} for update) before
    where f.channel_id = ${channelId}
    returning f.breaker, before.breaker <> 'open' and f.breaker = 'open' as opened`);
  await noteTrouble(tx, { workspaceId, channelId, now });
  if (opened) {
    emit(tx, [breakerOpened({ workspaceId, subjectId: channelId })], now);
    const runAt = new Date(now.getTime() + HALF_OPEN_AFTER_MS);
    await beginAlert(tx, { workspaceId, channelId, now }, "paused");
    addJobs(tx, [trySendingJob({ workspaceId, payload: { channelId }, runAt })], now);
  }
  return breaker === "open";
}

/** A send worked, or the channel was checked: sending goes on. @returns true when it had paused. */
export async function recordSuccess(tx: Tx, { workspaceId, channelId, now }: Place): Promise<boolean> {
  await endAlert(tx, { workspaceId, channelId, now });
  await endTrouble(tx, { workspaceId, channelId, now });
  const [before] = await tx.many(sql<{ breaker: Breaker }>`
    update channel_flow f set failures = 0, breaker = 'closed', opened_at = null
    from (select breaker from channel_flow where channel_id = ${channelId} for update) before
    where f.channel_id = ${channelId} and (f.failures > 0 or f.breaker <> 'closed') returning before.breaker`);
  if (before === undefined || before.breaker === "closed") return false;
  emit(tx, [breakerClosed({ workspaceId, subjectId: channelId })], now);
  return true;
}

/** One message may try. @returns false when sending has not paused, or is being tried already. */
export async function halfOpen(tx: Tx, channelId: string): Promise<boolean> {
  return (await tx.run(sql`update channel_flow set breaker = 'half_open' where channel_id = ${channelId} and breaker = 'open'`)) > 0;
}
