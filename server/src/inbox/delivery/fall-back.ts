import type { OutboundContent } from "../../../../content/content.ts";
import { degrade } from "../../../../content/degrade.ts";
import {
  type Adapters,
  adapterOf,
  beginAlert,
  type ChannelKind,
  judgeFallback,
  MAIL_KINDS,
  SMS_KINDS,
  WHATSAPP_KINDS,
} from "../../channels/index.ts";
import { addJobs, type Clock, type Database, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { recordSystemAudit } from "../../team/index.ts";
import { messageFellBack } from "../events.ts";
import { deliverJob } from "../job-kinds.ts";
import type { FileLinks } from "../media/file-links.ts";
import { outboundColumns } from "../messages/content-columns.ts";
import { deliveryKey, identitiesOf } from "../messages/send-message.ts";
import { restoreContent } from "./restore-content.ts";

export interface FallbackParts {
  adapters: Adapters;
  fileLinks: FileLinks;
}

/** How a message went another way; kept with it and shown on it. */
interface FallbackNote {
  from: { channelId: string; kind: string };
  because: "channel_down" | "not_delivered";
  at: string;
  /** Channels that were tried, the first one included: none twice. */
  tried: string[];
}

interface Waiting {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  channelKind: ChannelKind;
  kind: string;
  text: string | null;
  content: Record<string, unknown> & { fallback?: FallbackNote };
  replyToId: string | null;
  attachmentId: string | null;
  isCritical: boolean;
  authorKind: string;
}

const AT_ONCE = 200;

/** While a channel is down, what waits for it leaves another way, the oldest first. */
export async function fallBackAll(
  { db, clock, ...parts }: FallbackParts & { db: Database; clock: Clock },
  workspaceId: string,
  channelId: string,
): Promise<void> {
  await db.inWorkspace(workspaceId, async (tx) => {
    const now = clock.now();
    if (!(await judgeFallback(tx, { workspaceId, channelId, now }))) return;
    const waiting = await tx.many(sql<{ id: string }>`
      select id from messages where workspace_id = ${workspaceId} and channel_id = ${channelId} and parked_at is not null
      order by is_critical desc, created_at limit ${AT_ONCE} for update skip locked`);
    for (const { id } of waiting) await fallBack(tx, parts, { workspaceId, messageId: id, now }, "channel_down");
  });
}

/**
 * Sends one message over the next channel of the chain that reaches its contact: e-mail, then SMS for critical notices only. The message
 * moves: it is taken out of what waits for its first channel, so that nobody gets it twice. Campaigns and reactions wait.
 * @returns false when there is no other way
 */
export async function fallBack(
  tx: Tx,
  { adapters, fileLinks }: FallbackParts,
  { workspaceId, messageId, now }: { workspaceId: string; messageId: string; now: Date },
  because: FallbackNote["because"],
): Promise<boolean> {
  const message = await findWaiting(tx, messageId);
  if (message === null || message.authorKind === "campaign" || message.kind === "reaction") return false;
  const tried = [...(message.content.fallback?.tried ?? []), message.channelId];
  const first = message.content.fallback?.from ?? { channelId: message.channelId, kind: message.channelKind };
  const next = await findWay(tx, adapters, message, tried);
  if (next === null) {
    if (message.isCritical) await beginAlert(tx, { workspaceId, channelId: first.channelId, now }, "undelivered");
    return false;
  }
  const { fallback: _before, ...content } = message.content;
  const fallback: FallbackNote = { from: first, because, at: now.toISOString(), tried };
  const [head, ...rest] = await degradeFor(tx, { ...message, content }, next.kind, adapters, (id) => fileLinks.make(workspaceId, id));
  const ids = [messageId, ...rest.map(() => newId())];
  const columns = [head as OutboundContent, ...rest].map(outboundColumns);
  for (const [index, { kind, text, content: inner }] of columns.entries()) {
    const kept = JSON.stringify({ ...inner, fallback });
    if (index === 0)
      await tx.run(sql`
        update messages set channel_id = ${next.id}, kind = ${kind}, text = ${text}, content = ${kept}, parked_at = null, attempted_at = null, attempts = 0,
          status = 'queued', failure_code = null, failure_text = null, failed_at = null where id = ${messageId}`);
    else
      await tx.run(sql`
        insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content, status, is_critical, floor_version, occurred_at, created_at)
        select workspace_id, ${ids[index]}, conversation_id, channel_id, direction, author_kind, author_id, author_name, ${kind}, ${text}, ${kept}, 'queued', is_critical, floor_version,
          occurred_at, ${now} from messages where id = ${messageId}`);
  }
  emit(
    tx,
    ids.map((id) =>
      messageFellBack({ workspaceId, conversationId: message.conversationId, subjectId: id, detail: { to: next.kind, because } }),
    ),
    now,
  );
  await recordSystemAudit(
    tx,
    { workspaceId, now },
    {
      action: "message.fell_back",
      subjectKind: "message",
      subjectId: messageId,
      detail: { from: message.channelId, to: next.id, because },
    },
  );
  addJobs(
    tx,
    ids.map((id) => deliverJob({ workspaceId, payload: { messageId: id, channelId: next.id }, key: deliveryKey(message.conversationId) })),
    now,
  );
  return true;
}

function findWaiting(tx: Tx, messageId: string): Promise<Waiting | null> {
  return tx.maybeOne(sql<Waiting>`
    select m.id, m.conversation_id as "conversationId", c.contact_id as "contactId", m.channel_id as "channelId", h.kind as "channelKind", m.kind, m.text, m.content,
      m.reply_to_id as "replyToId", m.is_critical as "isCritical", m.author_kind as "authorKind",
      (select a.id from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id order by a.position limit 1) as "attachmentId"
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id
    where m.id = ${messageId} and m.direction = 'out' and not m.is_note and m.status in ('queued', 'failed') and m.provider_message_id is null for update of m`);
}

interface Way {
  id: string;
  kind: ChannelKind;
}

/** The first working channel of the chain that has an address of the contact. */
async function findWay(tx: Tx, adapters: Adapters, message: Waiting, tried: string[]): Promise<Way | null> {
  const kinds = [...(WHATSAPP_KINDS.includes(message.channelKind) ? MAIL_KINDS : []), ...(message.isCritical ? SMS_KINDS : [])];
  if (kinds.length === 0) return null;
  const ways = await tx.many(sql<Way>`
    select c.id, c.kind from channels c join channel_flow f on f.workspace_id = c.workspace_id and f.channel_id = c.id
    where c.kind = any(${kinds}) and c.status = 'active' and f.breaker = 'closed' and c.id <> all(${tried}::uuid[])
    order by array_position(${kinds}, c.kind), c.is_default desc, c.created_at`);
  const identities = await identitiesOf(tx, message.contactId);
  return ways.find(({ kind }) => adapterOf(adapters, kind).pickRecipient(identities, { kind: "text", text: "" }) !== null) ?? null;
}

/** As the other channel can show it; a template is its words there. */
async function degradeFor(
  tx: Tx,
  message: Waiting,
  kind: ChannelKind,
  adapters: Adapters,
  linkTo: (attachmentId: string) => string,
): Promise<OutboundContent[]> {
  const content = restoreContent(message);
  const plain: OutboundContent = content.kind === "template" || content.kind === "flow" ? { kind: "text", text: content.text } : content;
  const files = await tx.many(sql<{ id: string; mediaType: string; size: number }>`
    select id, coalesce(media_type, 'application/octet-stream') as "mediaType", size::float8 as size from attachments where message_id = ${message.id} and state = 'stored'`);
  return degrade(plain, adapterOf(adapters, kind).capabilities, { files: new Map(files.map((file) => [file.id, file])), linkTo }).parts;
}
