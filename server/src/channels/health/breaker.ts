import { addJobs, emit, sql, type Tx } from "../../platform/index.ts";
import { breakerClosed, breakerOpened, channelStopped } from "../events.ts";
import { trySendingJob } from "../job-kinds.ts";
import { beginAlert, endAlert } from "./alerts.ts";
import { endTrouble, noteTrouble } from "./fallback.ts";

/** Failures in a row after which sending pauses, and how long until one message tries again. */
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

/** Nothing waited that could try: the next message decides, and its failure alone pauses the channel again. */
export async function leaveTrialToNext(tx: Tx, channelId: string): Promise<void> {
  await tx.run(sql`update channel_flow set breaker = 'closed', failures = failures - 1 where channel_id = ${channelId}`);
}

/** The one that was to try could not leave for a reason of its own: the next one tries. */
export async function tryAnother(tx: Tx, workspaceId: string, channelId: string, now: Date): Promise<void> {
  await tx.run(sql`update channel_flow set breaker = 'open' where channel_id = ${channelId} and breaker = 'half_open'`);
  addJobs(tx, [trySendingJob({ workspaceId, payload: { channelId } })], now);
}

/** The provider stopped the account, for the reason `code`: nothing leaves until somebody or a check heals it. */
export async function stopChannel(tx: Tx, place: Place, code: string): Promise<void> {
  const { workspaceId, channelId, now } = place;
  await tx.run(
    sql`update channels set status = 'error', status_reason = ${`provider_${code}`}, updated_at = ${now} where id = ${channelId} and status <> 'inactive'`,
  );
  await beginAlert(tx, place, "stopped");
  await noteTrouble(tx, place);
  emit(tx, [channelStopped({ workspaceId, subjectId: channelId, detail: { code } })], now);
}
