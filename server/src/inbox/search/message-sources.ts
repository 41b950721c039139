import { type Ctx, sql } from "../../platform/index.ts";
import { conversationsRead } from "../rights.ts";
import { findMessages, type Part } from "./find-messages.ts";
import { snippetOf } from "./mark-words.ts";
import type { SearchQuery } from "./read-query.ts";
import { type Hit, type SearchAsked, type SearchPage, searchSource } from "./search-source.ts";

/** What people read of messages; and the names of files. */
export const messageSources = [
  searchSource({ kind: "messages", right: conversationsRead, find: (ctx, asked) => findPart(ctx, "text", asked) }),
  searchSource({ kind: "files", right: conversationsRead, find: (ctx, asked) => findPart(ctx, "files", asked) }),
];

async function findPart(ctx: Ctx, part: Part, asked: SearchAsked): Promise<SearchPage> {
  const { found, nextCursor } = await findMessages(ctx, part, asked);
  if (found.length === 0) return { items: [], nextCursor };
  const rows = await readShown(
    ctx,
    found.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = found.flatMap(({ id }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [hitOf(row, part, asked.query)];
  });
  return { items, nextCursor };
}

interface Shown {
  id: string;
  conversationId: string;
  contactId: string;
  name: string;
  channelKind: string;
  authorKind: string;
  authorName: string | null;
  at: Date;
  text: string | null;
  /** Subject of a mail, name and address of a place, what is said in a voice message. */
  beside: string;
  files: string[];
}

/** What a line shows of messages that the asker sees: their ids were found under their sight. */
function readShown(ctx: Ctx, ids: string[]): Promise<Shown[]> {
  return ctx.transaction((tx) =>
    tx.many(sql<Shown>`
      select m.id, m.conversation_id as "conversationId", c.contact_id as "contactId", coalesce(p.name, p.profile_name, c.last_address, '') as name,
        h.kind as "channelKind", m.author_kind as "authorKind", m.author_name as "authorName", m.occurred_at as at, m.text,
        concat_ws(' ', searched_text(null, m.content), heard_text(m.workspace_id, m.id)) as beside,
        array(select a.file_name from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id and a.file_name is not null
          order by a.position, a.id) as files
      from messages m
        join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
        join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
        join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id
      where m.workspace_id = ${ctx.workspaceId} and m.id = any(${ids}::uuid[]) and m.deleted_at is null`),
  );
}

function hitOf({ authorKind, authorName, text, beside, files, ...row }: Shown, part: Part, query: SearchQuery): Hit {
  const snippets = (part === "files" ? files : [text ?? "", beside]).map((one) => snippetOf(one, query));
  const best = snippets.find(({ marks }) => marks.length > 0) ?? snippets[0] ?? { text: "", marks: [] };
  return { ...row, messageId: row.id, author: { kind: authorKind, name: authorName }, snippet: best };
}
