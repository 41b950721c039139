import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { type ContactRow, contactColumns } from "../contacts/read-contacts.ts";
import { searchContacts } from "../contacts/search-contacts.ts";
import { contactVisibleTo, visibleTo } from "../conversations/sight.ts";
import { readInTime } from "../conversations/stop-slow-filter.ts";
import { searchTooSlow } from "../errors.ts";
import { contactsRead } from "../rights.ts";
import { markWords } from "./mark-words.ts";
import { asksForMessages, type SearchQuery } from "./read-query.ts";
import { type Hit, type SearchAsked, searchSource } from "./search-source.ts";

/** Of a name that more people have, some are looked at: whoever types goes on typing. */
const LOOKED_AT = 2_000;

/**
 * People, by the beginnings of their names and addresses; who was spoken with last stands first. What only a message can be asked (who
 * wrote it, when) finds none.
 */
export const contactSource = searchSource({
  kind: "contacts",
  right: contactsRead,
  async find(ctx, asked) {
    const { query, conversationId, limit } = asked;
    if (query.plain === "" || conversationId !== undefined || asksForMessages(query)) return { items: [], nextCursor: null };
    const rows = await findContacts(ctx, asked);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null;
    return { items: items.map((row) => hitOf(row, query)), nextCursor };
  },
});

type Found = ContactRow & { at: Date };

/** From the words to people to sight, never the other way: few people have a name, and many may be in sight. */
function findContacts(ctx: Ctx, { query, limit, cursor }: SearchAsked): Promise<Found[]> {
  const named = searchContacts(ctx, query.plain) ?? sql`false`;
  const [at, id] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "id");
  const behind = at === null ? sql`` : sql`where (p.at, p.id) < (${at}::timestamptz, ${id}::uuid)`;
  const latest = sql`(
    select max(c.last_message_at) from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id and ${visibleTo(ctx.actor)})`;
  const read = sql<Found>`
    with named as materialized (
        select p.id from contacts p where p.workspace_id = ${ctx.workspaceId} and p.merged_into is null and ${named} limit ${LOOKED_AT}),
      seen as materialized (
        select p.*, coalesce(${latest}, p.created_at) as at from named join contacts p on p.workspace_id = ${ctx.workspaceId} and p.id = named.id
        where ${contactVisibleTo(ctx.actor)}),
      page as (select * from seen p ${behind} order by p.at desc, p.id desc limit ${limit + 1})
    select ${contactColumns(ctx.actor)}, p.at from page p order by p.at desc, p.id desc`;
  return readInTime(ctx, (tx) => tx.many(read), searchTooSlow);
}

function hitOf(row: Found, query: SearchQuery): Hit {
  const name = row.name ?? row.profileName ?? row.identities?.[0]?.value ?? "";
  const last = row.lastConversation;
  // Every word may be the beginning of a name's, not only the last.
  const beginnings = [...query.beginnings, ...query.plain.split(" ").filter((word) => word !== "")];
  return {
    id: row.id,
    conversationId: last?.id ?? null,
    contactId: row.id,
    messageId: null,
    name,
    channelKind: last?.channelKind ?? null,
    author: null,
    at: row.at,
    snippet: { text: name, marks: markWords(name, { ...query, beginnings }) },
  };
}
