import { type Ctx, cursorOf, readCursor, sql, type Tx } from "../../platform/index.ts";
import { branchesOf, type Fragment, messageVisibleTo } from "../conversations/sight.ts";
import { readInTime } from "../conversations/stop-slow-filter.ts";
import { searchTooSlow } from "../errors.ts";
import { hasWords, type SearchQuery, WRITERS } from "./read-query.ts";
import type { SearchAsked } from "./search-source.ts";

/** Which words of a message are looked at: what people read, or the names of its files. */
export type Part = "text" | "files";

/** So many of the newest are looked at first: of a common word they hold a page, and no index is faster. */
const NEWEST = 4_000;
/** Of a word with fewer hits all are gathered and the newest sorted out. With more of them, walking from the newest soon finds a page. */
const GATHERED = 20_000;
/** With fewer conversations in sight they are read one by one. */
const FEW_CONVERSATIONS = 500;

export interface FoundMessage {
  id: string;
  at: Date;
}

/**
 * Messages that the asker sees, newest first. Three ways, each for another kind of word, all with the same result.
 * @throws {AppError} inbox.search_too_slow
 */
export async function findMessages(
  ctx: Ctx,
  part: Part,
  asked: SearchAsked,
): Promise<{ found: FoundMessage[]; nextCursor: string | null }> {
  if (!hasWords(asked.query)) return { found: [], nextCursor: null };
  const rows = await readInTime(ctx, (tx) => look(tx, ctx, part, asked), searchTooSlow);
  const found = rows.slice(0, asked.limit);
  const last = found.at(-1);
  return { found, nextCursor: rows.length > asked.limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null };
}

async function look(tx: Tx, ctx: Ctx, part: Part, asked: SearchAsked): Promise<FoundMessage[]> {
  const read = (way: Way) => tx.many(page(ctx, part, asked, way));
  const few = await readFew(tx, ctx, asked.conversationId);
  if (few !== null) return read(inConversations(ctx, part, asked, few));
  const newest = await read(amongNewest(ctx, part, asked));
  if (newest.length > asked.limit) return newest;
  const gathered = await tx.many(sql<Entry>`
    select occurred_at::text as at, message_id as id from find_message_words(${part}, ${wordsOf(asked.query)}::tsquery, ${GATHERED})`);
  return read(gathered.length < GATHERED ? amongThese(ctx, asked, gathered) : alongTime(ctx, part, asked));
}

/** The conversations to read one by one, or null where there are too many. */
async function readFew(tx: Tx, ctx: Ctx, conversationId: string | undefined): Promise<string[] | null> {
  if (conversationId !== undefined) return [conversationId];
  if (ctx.actor.sight.kind === "all") return null;
  const parts = branchesOf(ctx.actor).map(({ from, where }) => {
    const joined = from === null ? sql`conversations c` : sql`${from} cross join conversations c`;
    return sql`(select c.id from ${joined} where c.workspace_id = ${ctx.workspaceId} and ${where} limit ${FEW_CONVERSATIONS + 1})`;
  });
  const seen = await tx.many(sql<{ id: string }>`${sql.join(parts, sql` union all `)} limit ${FEW_CONVERSATIONS + 1}`);
  return seen.length > FEW_CONVERSATIONS ? null : seen.map(({ id }) => id);
}

/** An entry of the index of words. */
interface Entry {
  at: string;
  id: string;
}

/** Where entries `w` whose words fit are read, with their messages `m`; the conditions begin with `and`. */
interface Way {
  from: Fragment;
  where: Fragment;
}

function page(ctx: Ctx, part: Part, { query, limit }: SearchAsked, { from, where }: Way) {
  return sql<FoundMessage>`
    select m.id, w.occurred_at as at from ${from}
    where m.workspace_id = ${ctx.workspaceId} and m.deleted_at is null and ${messageVisibleTo(ctx.actor)} ${narrowed(ctx, part, query)} ${where}
    order by w.occurred_at desc, w.message_id desc limit ${limit + 1}`;
}

const MESSAGE = sql`join messages m on m.id = w.message_id`;
const fits = (query: SearchQuery): Fragment => sql`and w.words @@ ${wordsOf(query)}::tsquery`;

function alongTime(ctx: Ctx, part: Part, asked: SearchAsked): Way {
  return {
    from: sql`message_words w ${MESSAGE}`,
    where: sql`and w.workspace_id = ${ctx.workspaceId} and w.part = ${part} ${within(ctx, asked)} ${fits(asked.query)}`,
  };
}

function amongNewest(ctx: Ctx, part: Part, asked: SearchAsked): Way {
  const newest = sql`
    (select w.occurred_at, w.message_id, w.words from message_words w where w.workspace_id = ${ctx.workspaceId} and w.part = ${part} ${within(ctx, asked)}
     order by w.occurred_at desc, w.message_id desc limit ${NEWEST})`;
  return { from: sql`${newest} w ${MESSAGE}`, where: fits(asked.query) };
}

function amongThese(ctx: Ctx, asked: SearchAsked, found: Entry[]): Way {
  // Sorted first, so that only as many messages are looked at as a page needs.
  const sorted = sql`
    (select w.occurred_at, w.message_id from unnest(${found.map(({ at }) => at)}::timestamptz[], ${found.map(({ id }) => id)}::uuid[]) w(occurred_at, message_id)
     where true ${within(ctx, asked)} order by w.occurred_at desc, w.message_id desc offset 0)`;
  return { from: sql`${sorted} w ${MESSAGE}`, where: sql`` };
}

function inConversations(ctx: Ctx, part: Part, asked: SearchAsked, ids: string[]): Way {
  return {
    from: sql`messages m join message_words w on w.workspace_id = m.workspace_id and w.occurred_at = m.occurred_at and w.message_id = m.id`,
    where: sql`and m.conversation_id = any(${ids}::uuid[]) and w.part = ${part} ${within(ctx, asked)} ${fits(asked.query)}`,
  };
}

/** Behind the page before, and between the days that were asked for; days are the workspace's. */
function within(ctx: Ctx, { query, cursor }: SearchAsked): Fragment {
  const parts: Fragment[] = [];
  const startOf = (day: string) => sql`(${day}::timestamp at time zone (select time_zone from workspaces where id = ${ctx.workspaceId}))`;
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(w.occurred_at, w.message_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  if (query.after !== null) parts.push(sql`w.occurred_at >= ${startOf(query.after)}`);
  if (query.before !== null) parts.push(sql`w.occurred_at < ${startOf(query.before)}`);
  return sql.join([sql``, ...parts], sql` and `);
}

/** What the index does not know: who wrote, where, with a file, and words that follow each other. */
function narrowed(ctx: Ctx, part: Part, { from, channelKinds, hasFile, phrases }: SearchQuery): Fragment {
  const parts: Fragment[] = [];
  if (from !== null) parts.push(sql`m.author_kind = any(${[...WRITERS[from]]})`);
  if (channelKinds !== null)
    parts.push(
      sql`m.channel_id in (select h.id from channels h where h.workspace_id = ${ctx.workspaceId} and h.kind = any(${channelKinds}))`,
    );
  const files = sql`from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id`;
  if (hasFile) parts.push(sql`exists (select 1 ${files})`);
  const says =
    part === "text"
      ? sql`concat_ws(' ', searched_text(m.text, m.content), heard_text(m.workspace_id, m.id))`
      : sql`(select string_agg(a.file_name, ' ') ${files})`;
  for (const phrase of phrases) parts.push(sql`' ' || search_text(${says}) || ' ' like ${`% ${phrase.join(" ")} %`}`);
  return sql.join([sql``, ...parts], sql` and `);
}

/** What was typed as a query of the index. Words are letters and digits: nothing in them ends the quotes. */
function wordsOf({ words, beginnings, without, joined }: SearchQuery): string {
  const all = words.map((word) => `'${word}'`);
  if (beginnings.length > 0) all.push(`(${beginnings.map((one) => `'${one}':*`).join(" | ")})`);
  const together = joined === null ? all.join(" & ") : `((${all.join(" & ")}) | '${joined}':*)`;
  return [together, ...without.map((word) => `!'${word}'`)].join(" & ");
}
