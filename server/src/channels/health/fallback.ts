import { addJobs, dropJobs, emit, sql, type Tx } from "../../platform/index.ts";
import type { ChannelKind } from "../adapters/adapter.ts";
import { fallbackBegan, fallbackEnded } from "../events.ts";
import { sendAnotherWayJob } from "../job-kinds.ts";
import { beginAlert, endAlert } from "./alerts.ts";

/** Which kinds stand in for another, the first first. */
export const WHATSAPP_KINDS: readonly ChannelKind[] = ["whatsapp_cloud", "megaapi", "waha", "wppconnect", "evolution"];
export const MAIL_KINDS: readonly ChannelKind[] = ["email", "sendgrid"];
export const SMS_KINDS: readonly ChannelKind[] = ["twilio", "sns"];

const DOWN_MS = 15 * 60_000;
const FAILING_WINDOW_MS = 60 * 60_000;
/** Fewer sends than this in the hour say nothing about a channel. */
const FAILING_LEAST_SENDS = 10;
const LOOK_AGAIN_MS = 60_000;

interface Place {
  workspaceId: string;
  channelId: string;
  now: Date;
}

/** The first sign of trouble starts the clock, and somebody looks every minute whether it lasts. */
export async function noteTrouble(tx: Tx, { workspaceId, channelId, now }: Place): Promise<void> {
  const isFirst = await tx.run(sql`update channel_flow set down_since = ${now} where channel_id = ${channelId} and down_since is null`);
  if (isFirst > 0) await lookLater(tx, { workspaceId, channelId, now });
}

/** It works: nothing goes another way from now on. */
export async function endTrouble(tx: Tx, place: Place): Promise<void> {
  const { channelId, workspaceId, now } = place;
  const [before] = await tx.many(sql<{ fallbackSince: Date | null }>`
    update channel_flow f set down_since = null, fallback_since = null
    from (select fallback_since from channel_flow where channel_id = ${channelId} and down_since is not null for update) old
    where f.channel_id = ${channelId} returning old.fallback_since as "fallbackSince"`);
  if (before === undefined || before.fallbackSince === null) return;
  await endAlert(tx, place, ["fallback"]);
  emit(tx, [fallbackEnded({ workspaceId, subjectId: channelId })], now);
}

async function lookLater(tx: Tx, { workspaceId, channelId, now }: Place): Promise<void> {
  const key = `fall back ${channelId}`;
  // One look a channel: a trouble that comes and goes would leave one behind each time.
  await dropJobs(tx, workspaceId, key);
  const runAt = new Date(now.getTime() + LOOK_AGAIN_MS);
  addJobs(tx, [sendAnotherWayJob({ workspaceId, payload: { channelId }, key, runAt })], now);
}

interface State {
  kind: ChannelKind;
  status: string;
  fallsBack: boolean;
  breaker: string;
  checkFailures: number;
  downSince: Date | null;
  fallbackSince: Date | null;
  sent: number;
  failed: number;
}

/**
 * Whether messages of the channel go another way now: it has been down for over 15 minutes (its checks or all its sends
 * fail, or the provider stopped it), or over half of at least ten sends of the last hour failed. While a trouble lasts
 * another look is asked for.
 */
export async function judgeFallback(tx: Tx, place: Place): Promise<boolean> {
  const { workspaceId, channelId, now } = place;
  const state = await tx.maybeOne(sql<State>`
    select c.kind, c.status, c.falls_back as "fallsBack", f.breaker, f.check_failures as "checkFailures", f.down_since as "downSince", f.fallback_since as "fallbackSince",
      coalesce(t.sent, 0)::int as sent, coalesce(t.failed, 0)::int as failed
    from channels c join channel_flow f on f.workspace_id = c.workspace_id and f.channel_id = c.id
    left join lateral (select sum(sent) as sent, sum(failed) as failed from channel_traffic
      where workspace_id = c.workspace_id and channel_id = c.id and slot > ${new Date(now.getTime() - FAILING_WINDOW_MS)}) t on true
    where c.id = ${channelId} for update of f`);
  if (state === null || state.downSince === null || state.status === "inactive") return false;
  await lookLater(tx, place);
  const isDown =
    (state.breaker !== "closed" || state.checkFailures > 0 || state.status === "error") &&
    now.getTime() - state.downSince.getTime() >= DOWN_MS;
  const tried = state.sent + state.failed;
  const isFailing = tried >= FAILING_LEAST_SENDS && state.failed * 2 > tried;
  if (!state.fallsBack || (!isDown && !isFailing)) return false;
  // Without another channel nobody needs to hear of one.
  const others = [...(WHATSAPP_KINDS.includes(state.kind) ? MAIL_KINDS : []), ...SMS_KINDS];
  if ((await tx.maybeOne(sql`select 1 from channels where kind = any(${others}) and status = 'active' limit 1`)) === null) return false;
  if (state.fallbackSince === null) {
    await tx.run(sql`update channel_flow set fallback_since = ${now} where channel_id = ${channelId}`);
    await beginAlert(tx, place, "fallback");
    emit(tx, [fallbackBegan({ workspaceId, subjectId: channelId, detail: { because: isDown ? "down" : "failing" } })], now);
  }
  return true;
}
