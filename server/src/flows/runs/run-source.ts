import { findWords, type SearchAsked, type SearchHit, searchSource } from "../../inbox/index.ts";
import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { flowsRead } from "../rights.ts";
import { runVisibleTo } from "./read-runs.ts";

/** Runs by beginnings of words of the flow's name and of the person's, the newest first. */
export const runSource = searchSource({
  kind: "flow_runs",
  right: flowsRead,
  async find(ctx, asked) {
    const rows = await findThem(ctx, asked);
    const items = rows.slice(0, asked.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > asked.limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null;
    return { items: items.map(hitOf), nextCursor };
  },
});

interface Found {
  id: string;
  flow: string;
  person: string;
  conversationId: string;
  contactId: string;
  channelKind: string;
  at: Date;
}

async function findThem(ctx: Ctx, { query, conversationId, limit, cursor }: SearchAsked): Promise<Found[]> {
  const found = findWords(query.plain, hasWord(ctx));
  if (found === undefined) return [];
  const parts = [sql`r.workspace_id = ${ctx.workspaceId}`, found, runVisibleTo(ctx)];
  if (conversationId !== undefined) parts.push(sql`r.conversation_id = ${conversationId}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(r.started_at, r.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return ctx.transaction((tx) =>
    tx.many(sql<Found>`
      select r.id, f.name as flow, coalesce(p.name, p.profile_name, '') as person, r.conversation_id as "conversationId", r.contact_id as "contactId", h.kind as "channelKind",
        r.started_at as at
      from flow_runs r join flows f on f.workspace_id = r.workspace_id and f.id = r.flow_id
        join contacts p on p.workspace_id = r.workspace_id and p.id = r.contact_id
        join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      where ${sql.join(parts, sql` and `)} order by r.started_at desc, r.id desc limit ${limit + 1}`),
  );
}

/** Both sides by an index of runs: whoever has the word, and the few flows that have it. */
const hasWord =
  ({ workspaceId }: Ctx) =>
  (from: string, to: string) =>
    sql`(
    r.contact_id in (select w.contact_id from contact_words w where w.workspace_id = ${workspaceId} and w.word >= ${from} and w.word < ${to})
    or r.flow_id in (select l.id from flows l, regexp_split_to_table(prosa_fold(l.name), '[^[:alnum:]]+') as word
      where l.workspace_id = ${workspaceId} and word >= ${from} and word < ${to}))`;

const hitOf = ({ flow, person, ...row }: Found): SearchHit => ({
  ...row,
  messageId: null,
  name: person,
  author: null,
  snippet: { text: flow, marks: [] },
});
