import type { ChannelEvent, IdentityKey } from "../../channels/index.ts";
import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { resolveContacts } from "../contacts/resolve-contacts.ts";
import { conversationHandedOver } from "../events.ts";
import { type HandoverEvent, parkSignals, type Signal } from "./park-signals.ts";

interface ReceivedHandover {
  event: HandoverEvent;
  channelId: string;
  at: Date;
}

export const isHandover = (one: { event: ChannelEvent; channelId: string; at: Date }): one is ReceivedHandover =>
  one.event.type === "handover" || one.event.type === "summary";

/**
 * Who answers in a conversation, and what another system knows of it: the summary becomes a note. Before the person's first
 * message is here there is no conversation: the news waits for it.
 */
export async function applyHandover(tx: Tx, workspaceId: string, { event, channelId, at }: ReceivedHandover, now: Date): Promise<void> {
  const [contactId] = await resolveContacts(tx, workspaceId, [{ sender: event.contact, at }], now);
  const conversation = await tx.maybeOne(sql<{ id: string }>`
    select id from conversations where channel_id = ${channelId} and contact_id = ${contactId} and thread_key = '' for update`);
  if (conversation === null) {
    const [key] = event.contact.keys;
    if (key === undefined) return;
    const signal: Signal = { type: "handover", event, at };
    return parkSignals(tx, workspaceId, [{ channelId, providerMessageId: waitingFor(key), signal }], now);
  }
  const heldBy = event.type === "handover" ? event.heldBy : null;
  if (event.type === "handover")
    await tx.run(sql`
      update conversations set held_by = ${heldBy}, held_changed_at = ${at} where id = ${conversation.id} and (held_changed_at is null or held_changed_at <= ${at})`);
  const summary = event.type === "handover" ? (event.summary ?? null) : event.text;
  await noteHandover(tx, workspaceId, { conversationId: conversation.id, channelId, summary, heldBy, at, kind: event.type }, now);
}

/** The name under which news waits for a person's first message. */
const PREFIX = "person ";
const waitingFor = ({ kind, value }: Pick<IdentityKey, "kind" | "value">): string => `${PREFIX}${kind} ${value}`;

interface Fresh {
  channelId: string;
  conversation: { messageCount: number };
  event: { contact: { keys: IdentityKey[] } };
}

/** What waited for the first message of these people; only a conversation that is new can have been waited for. */
export async function applyParkedHandovers(tx: Tx, workspaceId: string, fresh: Fresh[], now: Date): Promise<void> {
  const first = fresh.filter(({ conversation }) => conversation.messageCount === 0);
  const names = first.flatMap(({ channelId, event }) =>
    event.contact.keys.map((key) => ({ channelId, providerMessageId: waitingFor(key) })),
  );
  if (names.length > 0) await takeParkedHandovers(tx, workspaceId, names, now);
}

/** The second look of news that was parked while its conversation was being made. */
export async function takeParkedHandovers(
  tx: Tx,
  workspaceId: string,
  names: { channelId: string; providerMessageId: string }[],
  now: Date,
): Promise<void> {
  const people = names.filter(({ providerMessageId }) => providerMessageId.startsWith(PREFIX));
  if (people.length === 0) return;
  const taken = await tx.named<{ channelId: string; signal: Signal }>(
    "inbox.take_handovers",
    `delete from parked_signals p using unnest($2::uuid[], $3::text[]) as m(channel_id, provider_message_id)
     where p.channel_id = m.channel_id and p.provider_message_id = m.provider_message_id
       and exists (select 1 from conversations c join contact_identities i on i.workspace_id = c.workspace_id and i.contact_id = c.contact_id
         where c.workspace_id = $1 and c.channel_id = p.channel_id and $4 || i.kind || ' ' || i.value = p.provider_message_id)
     returning p.channel_id as "channelId", p.signal`,
    [workspaceId, people.map(({ channelId }) => channelId), people.map(({ providerMessageId }) => providerMessageId), PREFIX],
  );
  const inOrder = taken.flatMap(({ channelId, signal }) =>
    signal.type === "handover" ? [{ event: signal.event, channelId, at: new Date(signal.at) }] : [],
  );
  inOrder.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const one of inOrder) await applyHandover(tx, workspaceId, one, now);
}

interface Handover {
  conversationId: string;
  channelId: string;
  summary: string | null;
  heldBy: string | null;
  at: Date;
  kind: "handover" | "summary";
}

/** The other side's summary becomes a note for the team; the same handover is noted once. */
async function noteHandover(
  tx: Tx,
  workspaceId: string,
  { conversationId, channelId, summary, heldBy, at, kind }: Handover,
  now: Date,
): Promise<void> {
  const messageId = newId();
  const stored = await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, kind, text, content, idempotency_key, status, occurred_at, created_at)
    values (${workspaceId}, ${messageId}, ${conversationId}, ${channelId}, 'out', true, 'system', 'handover', ${summary}, ${JSON.stringify({ heldBy })},
      ${`${kind} ${conversationId} ${at.toISOString()} ${heldBy ?? ""}`}, 'sent', ${at}, ${now})
    on conflict (workspace_id, idempotency_key) where idempotency_key is not null do nothing`);
  if (stored > 0) emit(tx, [conversationHandedOver({ workspaceId, conversationId, subjectId: messageId })], now);
}
