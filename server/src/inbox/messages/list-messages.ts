import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { type Fragment, messageVisibleTo } from "../conversations/sight.ts";
import type { MessageJson } from "./message.schemas.ts";

/** One message with its files, reactions and quote: everything that its bubble shows. */
const SELECT = sql`
  select m.id, m.conversation_id as "conversationId", m.direction, m.is_note as "isNote", json_build_object('kind', m.author_kind, 'id', m.author_id, 'name', m.author_name) as author,
    m.kind, case when m.deleted_at is null then m.text end as text, case when m.deleted_at is null then m.content else '{}'::jsonb end as content,
    m.status, m.parked_at is not null as "isParked", m.is_critical as "isCritical", m.failure_code as "failureCode", m.failure_text as "failureText", m.provider_message_id as "providerMessageId",
    m.idempotency_key as "idempotencyKey", json_build_object('id', h.id, 'kind', h.kind) as channel,
    m.occurred_at as "occurredAt", m.arrival, m.created_at as "createdAt", m.sent_at as "sentAt", m.delivered_at as "deliveredAt", m.read_at as "readAt", m.played_at as "playedAt",
    m.edited_at as "editedAt", m.deleted_at as "deletedAt", m.reply_to_provider_id as "replyToProviderId",
    (select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'failureCode', a.failure_code, 'mediaType', coalesce(a.media_type, a.declared_type), 'fileName', a.file_name,
        'size', a.size, 'width', a.width, 'height', a.height, 'hasThumbnail', a.thumbnail_key is not null,
        'pages', a.pages, 'durationMs', a.duration_ms, 'waveform', a.waveform,
        'transcript', case when a.transcript_state is not null then json_build_object('state', a.transcript_state, 'reason', a.transcript_reason, 'text', a.transcript_text,
          'pieces', a.transcript_pieces, 'confidence', a.transcript_confidence, 'language', a.transcript_language, 'original', a.transcript_original,
          'correctedBy', a.transcript_corrected_by) end) order by a.position, a.id)
      from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id and m.deleted_at is null) as attachments,
    (select json_agg(json_build_object('reactor', r.reactor, 'emoji', r.emoji) order by r.reacted_at)
      from reactions r where r.workspace_id = m.workspace_id and r.message_id = m.id and r.emoji is not null) as reactions,
    (select json_build_object('id', q.id, 'author', json_build_object('kind', q.author_kind, 'id', q.author_id, 'name', q.author_name), 'kind', q.kind,
        'text', case when q.deleted_at is null then left(q.text, 200) end)
      from messages q where q.workspace_id = m.workspace_id and q.id = m.reply_to_id) as quote`;

const JOINS = sql`join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id`;

interface MessageRow {
  id: string;
  conversationId: string;
  direction: "in" | "out";
  isNote: boolean;
  author: MessageJson["author"];
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
  status: MessageJson["status"];
  isParked: boolean;
  isCritical: boolean;
  failureCode: string | null;
  failureText: string | null;
  providerMessageId: string | null;
  idempotencyKey: string | null;
  channel: MessageJson["channel"];
  occurredAt: Date;
  arrival: number;
  createdAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  playedAt: Date | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  replyToProviderId: string | null;
  attachments: MessageJson["attachments"] | null;
  reactions: MessageJson["reactions"] | null;
  quote: MessageJson["replyTo"];
}

/** Newest first. Reactions that we sent are rows of the queue, not of the timeline. */
export async function listMessages(
  ctx: Ctx,
  conversationId: string,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: MessageJson[]; nextCursor: string | null }> {
  const [before, beforeArrival] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "number");
  const rows = await ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    return tx.many(sql<MessageRow>`
      with page as (
        select * from messages where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and kind <> 'reaction'
          ${before === null ? sql`` : sql`and (occurred_at, arrival) < (${before}::timestamptz, ${beforeArrival}::bigint)`}
        order by occurred_at desc, arrival desc limit ${limit + 1})
      ${SELECT} from page m ${JOINS} order by m.occurred_at desc, m.arrival desc`);
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(presentMessage),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.occurredAt.toISOString(), last.arrival]) : null,
  };
}

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export function findMessage(ctx: Ctx, id: string): Promise<MessageJson> {
  return ctx.transaction((tx) => readMessage(tx, id, messageVisibleTo(ctx.actor)));
}

/** What became of a message that the asker has just written or changed, also where they no longer see it. */
export function showChangedMessage(ctx: Ctx, id: string): Promise<MessageJson> {
  return ctx.transaction((tx) => readMessage(tx, id, sql`true`));
}

async function readMessage(tx: Tx, id: string, visible: Fragment): Promise<MessageJson> {
  const row = await tx.maybeOne(sql<MessageRow>`${SELECT} from messages m ${JOINS} where m.id = ${id} and ${visible}`);
  if (row === null) throw notFound({ what: "message" });
  return presentMessage(row);
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

function presentMessage(row: MessageRow): MessageJson {
  const { raw: _raw, ...content } = row.content;
  const failure =
    row.failureCode !== null && (row.status === "failed" || row.status === "unconfirmed" || row.isParked)
      ? { code: row.failureCode, message: row.failureText ?? "" }
      : null;
  return {
    id: row.id,
    conversationId: row.conversationId,
    direction: row.direction,
    isNote: row.isNote,
    author: row.author,
    kind: row.kind,
    text: row.text,
    content,
    attachments: row.attachments ?? [],
    replyTo: row.quote ?? (row.replyToProviderId === null ? null : { id: null, author: null, kind: null, text: null }),
    reactions: row.reactions ?? [],
    status: row.status,
    isParked: row.isParked,
    isCritical: row.isCritical,
    failure,
    providerMessageId: row.providerMessageId,
    idempotencyKey: row.idempotencyKey,
    channel: row.channel,
    occurredAt: row.occurredAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    sentAt: iso(row.sentAt),
    deliveredAt: iso(row.deliveredAt),
    readAt: iso(row.readAt),
    playedAt: iso(row.playedAt),
    editedAt: iso(row.editedAt),
    deletedAt: iso(row.deletedAt),
  };
}
