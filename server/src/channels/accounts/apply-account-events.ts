import { createHash } from "node:crypto";
import { addJobs, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { channelNoticed } from "../events.ts";
import { beginAlert } from "../health/alerts.ts";
import { checkChannelJob, resumeSendingJob } from "../job-kinds.ts";
import type { ReceivedEvent } from "../receiving/normalise.ts";
import { languageKey } from "./templates.ts";

/** Writes down what providers say of accounts and templates, and does what follows from it. */
export async function applyAccountEvents(tx: Tx, workspaceId: string, received: ReceivedEvent[], now: Date): Promise<void> {
  for (const { event, channelId, at, correlationId } of received) {
    if (!("notice" in event)) continue;
    const body = JSON.stringify(event.notice.body);
    const hash = createHash("sha256").update(event.notice.kind).update(body).digest();
    const isNew = await tx.run(sql`
      insert into channel_notices (workspace_id, id, channel_id, kind, body, body_hash, occurred_at, raw_event_id)
      values (${workspaceId}, ${newId()}, ${channelId}, ${event.notice.kind}, ${body}, ${hash}, ${at}, ${correlationId}) on conflict do nothing`);
    if (isNew === 0) continue; // a replay moves nothing
    emit(tx, [channelNoticed({ workspaceId, subjectId: channelId, detail: { notice: event.notice.kind } })], now);
    if (event.type === "template_update") {
      // Names are unique within one account only, and a template that was made again has another id.
      const isThis =
        event.templateId === undefined
          ? sql`name = ${event.name} and lower(replace(language, '-', '_')) = ${languageKey(event.language)}`
          : sql`external_id = ${event.templateId}`;
      await tx.run(sql`
        update message_templates set status = coalesce(${event.status ?? null}, status), status_reason = coalesce(${event.reason ?? null}, status_reason),
          category = coalesce(${event.category ?? null}, category), quality = coalesce(${event.quality ?? null}, quality)
        where channel_id = ${channelId} and ${isThis}`);
    }
    if (event.type === "account_update") {
      await tx.run(sql`
        update channels set updated_at = ${now},
          throughput_per_second = coalesce(${event.throughputPerSecond ?? null}, throughput_per_second),
          messaging_limit = coalesce(${event.messagingLimit ?? null}, messaging_limit),
          status = case ${event.health} when 'stopped' then 'error' when 'ok' then 'active' else status end,
          status_reason = case ${event.health} when 'stopped' then 'account_stopped' when 'ok' then null else status_reason end
        where id = ${channelId} and status <> 'inactive'`);
      if (event.health === "unknown") addJobs(tx, [checkChannelJob({ workspaceId, payload: { channelId } })], now);
      if (event.health === "stopped") await beginAlert(tx, { workspaceId, channelId, now }, "stopped");
      if (event.health === "ok") addJobs(tx, [resumeSendingJob({ workspaceId, payload: { channelId } })], now);
    }
  }
}
