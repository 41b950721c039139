import { readFileSync } from "node:fs";
import path from "node:path";
import type { InboundContent } from "../../../content/content.ts";
import { canonicalPhone, type IdentityKey, type ReceivedEvent, type ReceiveEvents, whatsappCloud } from "../channels/index.ts";
import { addStorageUse } from "../inbox/index.ts";
import { type Ctx, hashOf, newId, type Storage, sql, storageKey, type Tx } from "../platform/index.ts";
import { type Line, QUEUES, TALKS, type Talk } from "./cast.ts";

interface Place {
  channelId: string;
  members: Map<string, string>;
  start: Date;
  storage: Storage;
  receive: ReceiveEvents;
}

/** The queues of the demo and every talk in them, as if it had happened up to `start`. */
export async function addTalks(tx: Tx, ctx: Ctx, place: Place): Promise<void> {
  const queues = await addQueues(tx, ctx);
  for (const talk of TALKS) await addTalk(tx, ctx, { ...place, talk, queues });
}

async function addQueues(tx: Tx, ctx: Ctx): Promise<Map<string, string>> {
  const queues = new Map<string, string>();
  for (const name of QUEUES) {
    const id = newId();
    await tx.run(sql`insert into queues (workspace_id, id, name, created_at) values (${ctx.workspaceId}, ${id}, ${name}, ${ctx.now()})`);
    queues.set(name, id);
  }
  return queues;
}

interface TalkParts extends Place {
  talk: Talk;
  queues: Map<string, string>;
}

/** The contact's lines take the road of every message; ours are written with the times and marks of the story. */
async function addTalk(tx: Tx, ctx: Ctx, { talk, channelId, members, queues, start, storage, receive }: TalkParts) {
  const userId = `BR.${talk.phone ?? "20911837465500192837"}`;
  const keys: IdentityKey[] = [{ kind: "whatsapp_user_id", value: userId, address: userId }];
  const phone = talk.phone === undefined ? null : canonicalPhone(talk.phone);
  if (phone !== null && talk.phone !== undefined) keys.unshift({ kind: "phone", value: phone, address: talk.phone });
  const lines = talk.lines.toSorted((a, b) => b.ago - a.ago);
  const ids: string[] = [];
  let conversationId: string | null = null;
  for (const [index, line] of lines.entries()) {
    const at = new Date(start.getTime() - line.ago * 60_000 + index);
    const wamid = `wamid.demo.${newId()}`;
    if (line.by === "contact") {
      const event: ReceivedEvent["event"] = {
        type: "message",
        account: null,
        at,
        providerMessageId: wamid,
        direction: "in",
        contact: { keys, profileName: talk.name },
        content: contentOf(line),
        ...(talk.fromAd === true && index === 0
          ? {
              referral: {
                source: "ad",
                sourceId: "120200000000000001",
                headline: "Limpeza de split a partir de R$ 180",
                url: "https://fb.example/anuncio",
              },
            }
          : {}),
      };
      await receive(
        tx,
        ctx.workspaceId,
        [
          {
            event,
            channelId,
            channelKind: "whatsapp_cloud",
            windowHours: whatsappCloud.windowHours,
            at,
            receivedAt: at,
            correlationId: newId(),
          },
        ],
        start,
      );
    } else {
      conversationId ??= await conversationOf(tx, ctx, channelId, keys, talk.name, at, start);
      await addOwnLine(tx, ctx, {
        line,
        at,
        wamid,
        conversationId,
        channelId,
        members,
        quoted: line.quotes === undefined ? null : (ids[index - line.quotes] ?? null),
      });
    }
    const row = await tx.one(
      sql<{
        id: string;
        conversationId: string;
      }>`select id, conversation_id as "conversationId" from messages where provider_message_id = ${wamid}`,
    );
    conversationId = row.conversationId;
    ids.push(row.id);
    if (line.file !== undefined) await storeDemoFile(tx, ctx, storage, row.id, line.file);
    if (line.reaction !== undefined)
      await tx.run(
        sql`insert into reactions (workspace_id, message_id, reactor, emoji, reacted_at) values (${ctx.workspaceId}, ${row.id}, 'contact', ${line.reaction}, ${at})`,
      );
    if (line.deleted === true) await tx.run(sql`update messages set deleted_at = ${at} where id = ${row.id}`);
    if (line.edited !== undefined) await tx.run(sql`update messages set edited_at = ${at} where id = ${row.id}`);
  }
  // The files are here already: nothing is to be fetched.
  await tx.run(sql`delete from jobs where kind = 'inbox.fetch_media'`);
  // Our lines take no road that would mark the session as answered.
  await tx.run(sql`
    update sessions s set first_reply_at = (
      select min(m.occurred_at) from messages m where m.workspace_id = s.workspace_id and m.conversation_id = s.conversation_id and m.direction = 'out'
        and m.author_kind = 'member' and not m.is_note and m.occurred_at >= s.opened_at and (s.closed_at is null or m.occurred_at <= s.closed_at))
    where s.conversation_id = ${conversationId}`);
  const resolved = talk.state === "resolved";
  await tx.run(sql`
    update conversations set unread_count = ${talk.unread ?? 0}, assignee_id = ${talk.assignee === undefined ? null : (members.get(talk.assignee) ?? null)},
      queue_id = ${talk.queue === undefined ? null : (queues.get(talk.queue) ?? null)}, state = ${talk.state ?? "open"},
      snoozed_until = ${talk.state === "snoozed" ? new Date(start.getTime() + 2 * 86_400_000) : null}
    where id = ${conversationId}`);
  if (talk.assignee !== undefined)
    await tx.run(sql`
      update sessions s set holder = 'person', holder_id = c.assignee_id, ends_at = null from conversations c
      where c.id = ${conversationId} and s.workspace_id = c.workspace_id and s.conversation_id = c.id and c.assignee_id is not null`);
  if (resolved)
    await tx.run(
      sql`update sessions set closed_at = ${start}, closed_reason = 'resolved', ends_at = null where conversation_id = ${conversationId}`,
    );
}

function contentOf(line: Line): InboundContent {
  const caption = line.text === undefined ? {} : { text: line.text };
  if (line.file === "voice.ogg") return { kind: "voice", media: { providerMediaId: "demo" } };
  if (line.file !== undefined) return { kind: "image", media: { providerMediaId: "demo" }, ...caption };
  if (line.location !== undefined) return { kind: "location", ...line.location };
  if (line.card !== undefined)
    return { kind: "contacts", contacts: [{ name: line.card.name, phones: [{ phone: line.card.phone }], emails: [] }] };
  if (line.unsupported !== undefined) return { kind: "unsupported", label: line.unsupported, raw: {} };
  return { kind: "text", text: line.text ?? "" };
}

/** A talk that we began: the conversation is there before the contact's first word. */
async function conversationOf(
  tx: Tx,
  ctx: Ctx,
  channelId: string,
  keys: IdentityKey[],
  name: string,
  at: Date,
  now: Date,
): Promise<string> {
  const contactId = newId();
  const id = newId();
  await tx.run(
    sql`insert into contacts (workspace_id, id, profile_name, created_at, updated_at) values (${ctx.workspaceId}, ${contactId}, ${name}, ${now}, ${now})`,
  );
  for (const key of keys) {
    await tx.run(sql`
      insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
      values (${ctx.workspaceId}, ${key.kind}, ${key.value}, ${contactId}, ${key.address}, ${now}, ${now})`);
  }
  await tx.run(
    sql`insert into conversations (workspace_id, id, channel_id, contact_id, last_message_at, created_at) values (${ctx.workspaceId}, ${id}, ${channelId}, ${contactId}, ${at}, ${now})`,
  );
  return id;
}

interface OwnLine {
  line: Line;
  at: Date;
  wamid: string;
  conversationId: string;
  channelId: string;
  members: Map<string, string>;
  quoted: string | null;
}

async function addOwnLine(tx: Tx, ctx: Ctx, { line, at, wamid, conversationId, channelId, members, quoted }: OwnLine) {
  const isNote = line.by.startsWith("note:");
  const isAgent = line.by === "lia";
  const memberId = members.get(line.by.replace("note:", "")) ?? null;
  const status = isNote ? "sent" : (line.status ?? "read");
  const reached = (wanted: string[]) => (wanted.includes(status) && !isNote ? at : null);
  const id = newId();
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, author_id, author_name, kind, text, content, reply_to_id, provider_message_id,
      status, failure_code, occurred_at, created_at, sent_at, delivered_at, read_at, failed_at)
    values (${ctx.workspaceId}, ${id}, ${conversationId}, ${channelId}, 'out', ${isNote}, ${isAgent ? "ai" : "member"}, ${memberId}, coalesce((select name from members where id = ${memberId}), 'Lia'),
      ${line.buttons === undefined ? "text" : "buttons"}, ${line.text ?? null}, ${JSON.stringify(line.buttons === undefined ? {} : { buttons: line.buttons.map((title, index) => ({ id: `b${index}`, title })) })},
      ${quoted}, ${wamid}, ${status}, ${line.failure ?? null}, ${at}, ${at}, ${reached(["sent", "delivered", "read"])}, ${reached(["delivered", "read"])}, ${reached(["read"])}, ${status === "failed" ? at : null})`);
  await tx.run(sql`
    update conversations set last_message_id = case when last_message_id is null or last_message_at <= ${at} then ${id} else last_message_id end, last_message_at = greatest(last_message_at, ${at}),
      message_count = message_count + 1 where id = ${conversationId}`);
}

async function storeDemoFile(tx: Tx, ctx: Ctx, storage: Storage, messageId: string, name: string) {
  const bytes = readFileSync(path.join(import.meta.dirname, "media", name));
  const { inspectFile } = await import("../inbox/media/inspect-file.ts");
  const { kind, mediaType, width, height, thumbnail, durationMs, waveform } = await inspectFile(
    bytes,
    name.endsWith(".ogg") ? "voice" : "image",
  );
  const key = storageKey(ctx.workspaceId, hashOf(bytes));
  await storage.put(key, bytes);
  const thumbnailKey = thumbnail === null ? null : storageKey(ctx.workspaceId, hashOf(bytes), "-thumbnail");
  if (thumbnail !== null && thumbnailKey !== null) await storage.put(thumbnailKey, thumbnail);
  await tx.run(sql`
    update attachments set state = 'stored', kind = ${kind}, media_type = ${mediaType}, size = ${bytes.length}, hash = ${key.slice(-64)}, storage_key = ${key}, thumbnail_key = ${thumbnailKey},
      width = ${width}, height = ${height}, duration_ms = ${durationMs}, waveform = ${waveform}, file_name = ${name}, stored_at = ${ctx.now()}
    where message_id = ${messageId}`);
  addStorageUse(tx, ctx.workspaceId, bytes.length);
}
