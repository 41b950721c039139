import {
  applyAccountEvents,
  type IdentityKey,
  type MessageEvent,
  type ReceivedEvent,
  type ReceiveEvents,
  type StatusEvent,
} from "../channels/index.ts";
import { emit, type Metrics, sql, type Tx } from "../platform/index.ts";
import { changeIdentity } from "./contacts/change-identity.ts";
import { resolveContacts } from "./contacts/resolve-contacts.ts";
import { contactConsentChanged } from "./events.ts";
import { type ReceiveParts, receiveMessages } from "./messages/receive-messages.ts";
import type { Tombstones } from "./privacy/tombstones.ts";
import { applyChange } from "./signals/apply-changes.ts";
import { applyHandover, isHandover } from "./signals/apply-handovers.ts";
import { applyStatuses } from "./signals/apply-statuses.ts";
import { applyWatermarks } from "./signals/apply-watermarks.ts";
import type { ChangeEvent } from "./signals/park-signals.ts";

/** Takes what the channels understood, of one workspace, in one transaction. Everything here may run twice. */
export function createReceiveEvents(parts: ReceiveParts & { metrics: Metrics }): ReceiveEvents {
  return async (tx, workspaceId, received, now) => {
    // Who is who comes first, so that the messages of the same batch find the right person.
    for (const one of received)
      if (one.event.type === "identity_change") await changeIdentity(tx, { workspaceId, ...one.event, at: one.at, now });
    await receiveMessages(tx, workspaceId, received.filter(isMessage), parts, now);
    await applyStatuses(tx, workspaceId, received.filter(isStatus), now);
    await applyWatermarks(tx, workspaceId, received, now);
    for (const one of received) if (isChange(one)) await applyChange(tx, workspaceId, one, now);
    for (const one of received) await applyContactEvent(tx, workspaceId, one, parts.tombstones, now);
    for (const one of received) if (isHandover(one)) await applyHandover(tx, workspaceId, one, now);
    await applyAccountEvents(tx, workspaceId, received, now);
    for (const { event, channelKind } of received.filter(isMessage))
      parts.metrics.messages.inc({ direction: event.direction, kind: channelKind });
  };
}

const isMessage = (one: ReceivedEvent): one is ReceivedEvent & { event: MessageEvent } => one.event.type === "message";
const isStatus = (one: ReceivedEvent): one is ReceivedEvent & { event: StatusEvent } => one.event.type === "status";
const isChange = (one: ReceivedEvent): one is ReceivedEvent & { event: ChangeEvent } =>
  ["reaction", "edit", "revoke"].includes(one.event.type);

/** News about a person. */
async function applyContactEvent(
  tx: Tx,
  workspaceId: string,
  { event, channelId, at }: ReceivedEvent,
  tombstones: Tombstones,
  now: Date,
): Promise<void> {
  if (event.type === "contact_sync" || event.type === "consent") {
    // An address book still knows them; whoever was erased comes back by writing.
    const erased = await tombstones.read(tx, workspaceId, event.contact.keys);
    if (erased.some((erasedAt) => erasedAt !== null) && (await isUnknown(tx, event.contact.keys))) return;
  }
  if (event.type === "contact_sync") {
    const [contactId] = await resolveContacts(tx, workspaceId, [{ sender: event.contact, at }], now);
    // The phone's address book names people who have no name here; it never overrides what a member wrote.
    await tx.run(
      sql`update contacts set name = ${event.name?.slice(0, 200) ?? null}, updated_at = ${now} where id = ${contactId} and name is null and ${event.name ?? null}::text is not null`,
    );
  }
  if (event.type === "consent") {
    const [contactId] = await resolveContacts(tx, workspaceId, [{ sender: event.contact, at }], now);
    const changed = await tx.run(
      sql`update contacts set marketing_consent = ${event.marketing}, updated_at = ${now} where id = ${contactId} and marketing_consent <> ${event.marketing}`,
    );
    if (changed > 0)
      emit(tx, [contactConsentChanged({ workspaceId, subjectId: contactId ?? null, detail: { marketing: event.marketing } })], now);
  }
  if (event.type === "unreachable")
    await tx.run(
      // Mails know whole seconds: what came back in the second in which somebody wrote came after it.
      sql`update contact_identities i set unreachable_at = ${at} where i.kind = ${event.key.kind} and i.value = ${event.key.value} and i.unreachable_at is null and i.last_seen_at <= ${at}
        and exists (select 1 from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
          where m.channel_id = ${channelId} and m.provider_message_id = ${event.proof} and m.direction = 'out' and c.contact_id = i.contact_id)`,
    );
}

async function isUnknown(tx: Tx, keys: IdentityKey[]): Promise<boolean> {
  const known = await tx.maybeOne(sql`
    select 1 from contact_identities i join unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[]) as k(kind, value)
      on i.kind = k.kind and i.value = k.value limit 1`);
  return known === null;
}
