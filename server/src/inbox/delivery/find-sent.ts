import { adapterOf } from "../../channels/index.ts";
import { addJobs, emit, type Job, sql, type Tx } from "../../platform/index.ts";
import { messageSent } from "../events.ts";
import { findSentJob } from "../job-kinds.ts";
import { identitiesOf } from "../messages/send-message.ts";
import { applyParkedSignals } from "../signals/apply-parked.ts";
import type { DeliveryParts } from "./delivery-parts.ts";

interface Lost {
  contactId: string;
  channelId: string;
  conversationId: string;
  text: string | null;
  attemptedAt: Date;
}

/** Providers list a message some moments after they took it. */
const LOOK_AFTER_MS = 60_000;

/** Looks for a message whose answer was lost, where its provider can be asked. */
export function lookLater(tx: Tx, workspaceId: string, messageId: string, now: Date): void {
  const runAt = new Date(now.getTime() + LOOK_AFTER_MS);
  addJobs(tx, [findSentJob({ workspaceId, payload: { messageId }, runAt })], now);
}

/** Asks the provider whether a message whose answer was lost did leave. It is never sent again here: found or not, a person decides. */
export async function findSentMessage(
  { db, clock, adapters, channels, tools }: DeliveryParts,
  { workspaceId, payload: { messageId } }: Job<{ messageId: string }>,
): Promise<void> {
  const found = await db.inWorkspace(workspaceId, async (tx) => {
    const lost = await tx.maybeOne(sql<Lost>`
      select c.contact_id as "contactId", m.channel_id as "channelId", m.conversation_id as "conversationId", m.text, m.attempted_at as "attemptedAt"
      from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
      where m.id = ${messageId} and m.status = 'unconfirmed' and m.provider_message_id is null and m.attempted_at is not null`);
    const channel = lost === null ? null : await channels.open(tx, lost.channelId);
    if (lost === null || channel === null) return null;
    const adapter = adapterOf(adapters, channel.kind);
    const recipient = adapter.pickRecipient(await identitiesOf(tx, lost.contactId), { kind: "text", text: lost.text ?? "" });
    return recipient === null ? null : { lost, channel, adapter, recipient };
  });
  if (found === null) return;
  const { lost, channel, adapter, recipient } = found;
  const providerMessageId = await adapter.findSent?.(
    { id: messageId, recipient, text: lost.text, attemptedAt: lost.attemptedAt },
    channel,
    tools,
  );
  if (providerMessageId === null || providerMessageId === undefined) return;
  await db.inWorkspace(workspaceId, async (tx) => {
    const updated = await tx.run(sql`
      update messages set provider_message_id = ${providerMessageId}, status = 'sent', sent_at = attempted_at, failure_code = null, failure_text = null
      where id = ${messageId} and status = 'unconfirmed' and provider_message_id is null
        and not exists (select 1 from messages twin where twin.channel_id = ${lost.channelId} and twin.provider_message_id = ${providerMessageId})`);
    if (updated === 0) return;
    emit(tx, [messageSent({ workspaceId, conversationId: lost.conversationId, subjectId: messageId })], clock.now());
    await applyParkedSignals(tx, workspaceId, [{ channelId: lost.channelId, providerMessageId }], clock.now());
  });
}
