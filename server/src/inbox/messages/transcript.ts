import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { exportedOf, type Head, type Said, teller, titleOf } from "./transcript-lines.ts";
import { asPaper } from "./transcript-paper.ts";

export interface TranscriptWish {
  format: "text" | "json" | "pdf";
  /** With what the team wrote for itself; the log of exports says so. */
  notes: boolean;
}

/** Messages that are read at once. */
const PAGE = 500;

/**
 * What was said in a conversation, oldest first, a piece at a time: words for people, on paper too, or JSON for machines. What happened in it is left
 * out, and so is what was never sent. It is in the audit log before the first line leaves.
 * @throws {AppError} platform.not_found, out of sight too
 */
export async function exportTranscript(
  ctx: Ctx,
  conversationId: string,
  wish: TranscriptWish,
): Promise<AsyncIterable<string | Uint8Array>> {
  const head = await ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    const detail = { format: wish.format, notes: wish.notes };
    await recordAudit(tx, ctx, { action: "conversation.exported", subjectKind: "conversation", subjectId: conversationId, detail });
    const named = await tx.one(sql<{ contact: string; subject: string | null; channel: string }>`
      select coalesce(p.name, p.profile_name, '') as contact, c.subject, h.name as channel from conversations c
      join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      where c.id = ${conversationId}`);
    const { timeZone, language } = await readWorkspace(tx);
    return { ...named, timeZone, language, exportedAt: ctx.now() };
  });
  return WRITERS[wish.format](head, read(ctx, conversationId, wish));
}

async function* read(ctx: Ctx, conversationId: string, { notes }: TranscriptWish): AsyncGenerator<Said[]> {
  for (let last: Said | undefined; ; ) {
    const page = await ctx.transaction((tx) => readPage(tx, conversationId, notes, last));
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1);
  }
}

const readPage = (tx: Tx, conversationId: string, notes: boolean, last: Said | undefined): Promise<Said[]> =>
  tx.many(sql<Said>`
    select m.id, m.arrival, m.occurred_at as "occurredAt", m.direction, m.is_note as "isNote", m.author_kind as "authorKind", m.author_name as "authorName", m.kind,
      case when m.deleted_at is null then m.text end as text, m.edited_at as "editedAt", m.deleted_at as "deletedAt", m.status,
      array(select coalesce(a.file_name, a.kind) from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id and m.deleted_at is null
        order by a.position, a.id) as files,
      case when m.deleted_at is null then heard_text(m.workspace_id, m.id) end as heard
    from messages m where m.workspace_id = current_workspace() and m.conversation_id = ${conversationId} and m.kind not in ('reaction', 'event')
      and (not m.is_note or ${notes}) and m.status <> 'withdrawn'
      ${last === undefined ? sql`` : sql`and (m.occurred_at, m.arrival) > (${last.occurredAt}, ${last.arrival}::bigint)`}
    order by m.occurred_at, m.arrival limit ${PAGE}`);

/** A line a message: time on the workspace's wall, author, words, and the names of files. */
async function* asText(head: Head, pages: AsyncIterable<Said[]>): AsyncGenerator<string> {
  yield `${titleOf(head)}\n${exportedOf(head)}\n\n`;
  const tell = teller(head);
  for await (const page of pages) {
    const lines = page.map((said) => {
      const { when, who, text } = tell(said);
      return `[${when}] ${who}: ${text}\n`;
    });
    yield lines.join("");
  }
}

async function* asJson({ contact, subject, channel, timeZone, exportedAt }: Head, pages: AsyncIterable<Said[]>): AsyncGenerator<string> {
  yield `${JSON.stringify({ contact, subject, channel, timeZone, exportedAt }).slice(0, -1)},"messages":[`;
  let isFirst = true;
  for await (const page of pages) {
    const items = page.map(({ arrival: _, authorKind, authorName, ...said }) =>
      JSON.stringify({ ...said, author: { kind: authorKind, name: authorName } }),
    );
    yield (isFirst ? "" : ",") + items.join(",");
    isFirst = false;
  }
  yield "]}\n";
}

const WRITERS = { text: asText, json: asJson, pdf: asPaper } satisfies Record<TranscriptWish["format"], unknown>;
