import { halfOpen, leaveTrialToNext, resumeSendingJob } from "../../channels/index.ts";
import { addJobs, emit, sql, type Tx } from "../../platform/index.ts";
import { messageParked } from "../events.ts";
import { deliverJob, freeWaitingJob } from "../job-kinds.ts";
import { deliveryKey } from "../messages/send-message.ts";

const AT_ONCE = 10_000;

/** The message keeps its place and its clock, and leaves when the channel works again. */
export async function park(tx: Tx, workspaceId: string, message: { id: string; conversationId: string }, now: Date): Promise<void> {
  await tx.run(sql`update messages set parked_at = ${now}, attempted_at = null, attempts = 0 where id = ${message.id}`);
  emit(tx, [messageParked({ workspaceId, conversationId: message.conversationId, subjectId: message.id })], now);
}

interface Waiting {
  id: string;
  conversationId: string;
}

/** Takes the oldest of what waits for a channel out of the waiting. */
function free(tx: Tx, channelId: string, limit: number): Promise<Waiting[]> {
  return tx.many(sql<Waiting>`
    with waiting as (select workspace_id, id, conversation_id, created_at from messages where channel_id = ${channelId} and parked_at is not null order by created_at, id limit ${limit} for update),
    freed as (update messages m set parked_at = null from waiting w where m.workspace_id = w.workspace_id and m.id = w.id)
    select id, conversation_id as "conversationId" from waiting order by created_at, id`);
}

const delivery = (workspaceId: string, channelId: string, { id, conversationId }: Waiting, isProbe = false) =>
  deliverJob({
    workspaceId,
    payload: { messageId: id, channelId, ...(isProbe ? { probe: true as const } : {}) },
    key: deliveryKey(conversationId),
  });

/** Lets everything that waited for a channel leave, in the order in which it was written. */
export async function resumeDelivery(tx: Tx, workspaceId: string, channelId: string, now: Date): Promise<void> {
  const waiting = await free(tx, channelId, AT_ONCE);
  addJobs(
    tx,
    waiting.map((one) => delivery(workspaceId, channelId, one)),
    now,
  );
  if (waiting.length === AT_ONCE) addJobs(tx, [resumeSendingJob({ workspaceId, payload: { channelId } })], now);
}

const RESUME_AFTER_MS = 10 * 60_000;

/** What waits although its channel works: it is tried again after a while. */
export function resumeLater(tx: Tx, workspaceId: string, channelId: string, now: Date): void {
  const runAt = new Date(now.getTime() + RESUME_AFTER_MS);
  addJobs(tx, [freeWaitingJob({ workspaceId, payload: { channelId }, runAt })], now);
}

/** Lets what waits leave, unless its channel has paused or stopped meanwhile: then that decides. */
export async function freeWaiting(tx: Tx, workspaceId: string, channelId: string, now: Date): Promise<void> {
  const works = await tx.maybeOne(sql`
    select 1 from channels c join channel_flow f on f.workspace_id = c.workspace_id and f.channel_id = c.id
    where c.id = ${channelId} and c.status = 'active' and f.breaker = 'closed'`);
  if (works !== null) await resumeDelivery(tx, workspaceId, channelId, now);
}

/** Ten minutes after sending paused, one message tries; the others keep waiting for how it ends. */
export async function tryChannel(tx: Tx, workspaceId: string, channelId: string, now: Date): Promise<void> {
  if (!(await halfOpen(tx, channelId))) return;
  const [first] = await free(tx, channelId, 1);
  if (first !== undefined) return addJobs(tx, [delivery(workspaceId, channelId, first, true)], now);
  await leaveTrialToNext(tx, channelId);
}
