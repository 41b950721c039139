import { emit, isId, sql, type Tx } from "../../platform/index.ts";
import { messageSent } from "../events.ts";
import { inboundColumns } from "../messages/content-columns.ts";
import type { Received, ReceivedRow } from "../messages/update-conversations.ts";

/**
 * A gateway echoes what we sent ourselves. Where our own row does not know the provider's id yet, because the answer is
 * still on its way or was lost, the echo names it: the row gets the id, and what was unconfirmed has left.
 * Messages of one conversation leave one after the other, so at most one is in flight; text must be equal, files of one kind.
 */
export async function adoptEchoes(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): Promise<void> {
  for (const { event, channelId, conversation, at } of rows) {
    if (event.direction !== "out" || event.silent !== undefined) continue;
    const { kind, text } = inboundColumns(event.content, event);
    const [adopted] = await tx.named<{ id: string }>(
      "inbox.adopt_echo",
      `update messages set provider_message_id = $4, sent_at = coalesce(sent_at, $5), failure_code = null, failure_text = null,
         status = case when message_rank(status) > message_rank('sent') and status <> 'unconfirmed' then status else 'sent' end
       where id = (
         select id from messages m where m.conversation_id = $1 and m.channel_id = $2 and m.direction = 'out' and not m.is_note
           and m.provider_message_id is null and m.attempts > 0 and m.status in ('queued', 'unconfirmed') and m.created_at > $6::timestamptz - interval '1 day'
           and (m.id::text = $3 or (m.kind = $7 and m.text is not distinct from $8))
         order by m.created_at limit 1 for update)
       and not exists (select 1 from messages twin where twin.channel_id = $2 and twin.provider_message_id = $4)
       returning id`,
      [conversation.id, channelId, event.callbackData ?? null, event.providerMessageId, at, now, kind, text],
    );
    if (adopted !== undefined) emit(tx, [messageSent({ workspaceId, conversationId: conversation.id, subjectId: adopted.id })], now);
  }
}

const OWN_ID = /^<([0-9a-f-]{36})@/;

/** Whoever answers a mail of ours has got it, whatever became of the answer to our send: the mail's id is made of our own. */
export async function adoptAnswered(tx: Tx, workspaceId: string, messages: Received[], now: Date): Promise<void> {
  const answered = messages.flatMap(({ event, channelId }) =>
    (event.thread?.references ?? []).flatMap((reference) => {
      const id = OWN_ID.exec(reference)?.[1];
      return id === undefined || !isId(id) ? [] : [{ id, channelId, reference }];
    }),
  );
  if (answered.length === 0) return;
  const adopted = await tx.named<{ id: string; conversationId: string }>(
    "inbox.adopt_answered",
    `update messages m set provider_message_id = a.reference, status = 'sent', sent_at = coalesce(m.sent_at, m.attempted_at), failure_code = null, failure_text = null
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as a(id, channel_id, reference)
     where m.id = a.id and m.channel_id = a.channel_id and m.direction = 'out' and m.status = 'unconfirmed' and m.provider_message_id is null
     returning m.id, m.conversation_id as "conversationId"`,
    [answered.map(({ id }) => id), answered.map(({ channelId }) => channelId), answered.map(({ reference }) => reference)],
  );
  emit(
    tx,
    adopted.map(({ id, conversationId }) => messageSent({ workspaceId, conversationId, subjectId: id })),
    now,
  );
}

/**
 * The other order: the echo was stored as a message of its own, because nothing told then that it is ours (the gateway had
 * written the words otherwise, say). Its marks pass to our message, and it goes.
 */
export async function absorbEchoes(tx: Tx, sent: Sent[]): Promise<void> {
  const columns = [
    sent.map(({ id }) => id),
    sent.map(({ channelId }) => channelId),
    sent.map(({ providerMessageId }) => providerMessageId),
  ];
  const found = await tx.named<{ conversationId: string }>(
    "inbox.find_echoes",
    `select e.conversation_id as "conversationId" ${ECHOES}`,
    columns,
  );
  if (found.length === 0) return;
  // Conversations before messages, as receiving does.
  await tx.many(
    sql`select 1 from conversations where id = any(${found.map(({ conversationId }) => conversationId)}) order by id for update`,
  );
  const echoes = await tx.named<Echo>(
    "inbox.lock_echoes",
    `select e.id, s.id as "messageId", e.conversation_id as "conversationId", e.status, e.sent_at as "sentAt", e.delivered_at as "deliveredAt", e.read_at as "readAt"
     ${ECHOES} for update of e`,
    columns,
  );
  for (const echo of echoes) await absorb(tx, echo);
}

interface Sent {
  id: string;
  channelId: string;
  providerMessageId: string;
}

const ECHOES = `from unnest($1::uuid[], $2::uuid[], $3::text[]) as s(id, channel_id, provider_message_id)
  join messages e on e.channel_id = s.channel_id and e.provider_message_id = s.provider_message_id and e.author_kind = 'echo' and e.id <> s.id`;

interface Echo {
  id: string;
  /** Of our own row. */
  messageId: string;
  conversationId: string;
  status: string;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
}

async function absorb(tx: Tx, echo: Echo): Promise<void> {
  const { messageId, conversationId } = echo;
  await tx.run(sql`update reactions set message_id = ${messageId} where message_id = ${echo.id}`);
  await tx.run(sql`update messages set reply_to_id = ${messageId} where conversation_id = ${conversationId} and reply_to_id = ${echo.id}`);
  await tx.run(sql`delete from messages where id = ${echo.id}`);
  await tx.run(sql`
    update messages set status = ${echo.status}, sent_at = ${echo.sentAt}, delivered_at = ${echo.deliveredAt}, read_at = ${echo.readAt}
    where id = ${messageId} and message_rank(status) < message_rank(${echo.status})`);
  await tx.run(sql`
    update conversations set message_count = message_count - 1, last_message_id = case when last_message_id = ${echo.id} then ${messageId} else last_message_id end
    where id = ${conversationId}`);
}
