import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Language, readWorkspace, recordAudit } from "../../team/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";

export interface TranscriptWish {
  format: "text" | "json";
  /** With what the team wrote for itself; the log of exports says so. */
  notes: boolean;
}

/** Messages that are read at once. */
const PAGE = 500;

interface Said {
  id: string;
  arrival: number;
  occurredAt: Date;
  direction: "in" | "out";
  isNote: boolean;
  authorKind: string;
  authorName: string | null;
  kind: string;
  /** Null where there are no words, or where it was deleted. */
  text: string | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  status: string;
  files: string[];
  /** What is said in its voice messages; null where nobody wrote it down. */
  heard: string | null;
}

interface Head {
  contact: string;
  subject: string | null;
  channel: string;
  timeZone: string;
  language: Language;
  exportedAt: Date;
}

/**
 * What was said in a conversation, oldest first, a piece at a time: words for people, or JSON for machines. What happened in it is left
 * out, and so is what was never sent. It is in the audit log before the first line leaves.
 * @throws {AppError} platform.not_found, out of sight too
 */
export async function exportTranscript(ctx: Ctx, conversationId: string, wish: TranscriptWish): Promise<AsyncIterable<string>> {
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
  return wish.format === "json" ? asJson(head, read(ctx, conversationId, wish)) : asText(head, read(ctx, conversationId, wish));
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

const WORDS: Record<
  Language,
  { exported: string; note: string; deleted: string; edited: string; file: string; heard: string; us: string }
> = {
  "pt-BR": {
    exported: "Exportada em",
    note: "nota da equipe",
    deleted: "mensagem apagada",
    edited: "editada",
    file: "arquivo",
    heard: "transcrição",
    us: "Equipe",
  },
  en: {
    exported: "Exported on",
    note: "note of the team",
    deleted: "message deleted",
    edited: "edited",
    file: "file",
    heard: "transcript",
    us: "Team",
  },
  es: {
    exported: "Exportada el",
    note: "nota del equipo",
    deleted: "mensaje eliminado",
    edited: "editado",
    file: "archivo",
    heard: "transcripción",
    us: "Equipo",
  },
};

/** A line a message: time on the workspace's wall, author, words, and the names of files. */
async function* asText(head: Head, pages: AsyncIterable<Said[]>): AsyncGenerator<string> {
  const words = WORDS[head.language];
  const clock = new Intl.DateTimeFormat(head.language, { timeZone: head.timeZone, dateStyle: "short", timeStyle: "short" });
  const title = [head.contact, head.subject, head.channel].filter((part) => part !== null && part !== "").join(" · ");
  yield `${title}\n${words.exported} ${clock.format(head.exportedAt)} (${head.timeZone})\n\n`;
  for await (const page of pages) {
    const lines = page.map((said) => {
      const author = said.direction === "in" ? head.contact : (said.authorName ?? words.us);
      const marks = [said.isNote ? words.note : null, said.editedAt === null ? null : words.edited].filter((mark) => mark !== null);
      const parts = [said.deletedAt === null ? said.text : `[${words.deleted}]`, ...said.files.map((name) => `[${words.file}: ${name}]`)];
      if (said.heard !== null) parts.push(`[${words.heard}: ${said.heard}]`);
      const text = parts.filter((part) => part !== null && part !== "").join(" ");
      return `[${clock.format(said.occurredAt)}] ${author}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}: ${text === "" ? `[${said.kind}]` : text}\n`;
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
