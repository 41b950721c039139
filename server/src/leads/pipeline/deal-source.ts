import { type SearchHit, searchSource } from "../../inbox/index.ts";
import { cursorOf, readCursor, sql } from "../../platform/index.ts";
import { leadsRead } from "../rights.ts";
import { dealVisibleTo } from "./deal.ts";
import { wordsOf } from "./list-deals.ts";

/** Deals by parts of their words and of the name of whom they are with, the newest first. */
export const dealSource = searchSource({
  kind: "deals",
  right: leadsRead,
  async find(ctx, { query, conversationId, limit, cursor }) {
    const plain = query.plain.trim();
    if (plain === "") return { items: [], nextCursor: null };
    const parts = [sql`d.workspace_id = ${ctx.workspaceId}`, dealVisibleTo(ctx.actor), ...wordsOf(plain)];
    if (conversationId !== undefined) parts.push(sql`d.conversation_id = ${conversationId}`);
    if (cursor !== undefined) {
      const [at, id] = readCursor(cursor, "time", "id");
      parts.push(sql`(d.created_at, d.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<Found>`
        select d.id, d.title, d.created_at as at, coalesce(p.name, p.profile_name, '') as name
        from deals d join contacts p on p.workspace_id = d.workspace_id and p.id = d.contact_id
        where ${sql.join(parts, sql` and `)} order by d.created_at desc, d.id desc limit ${limit + 1}`),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items: items.map(hitOf), nextCursor: isMore ? cursorOf([last.at.toISOString(), last.id]) : null };
  },
});

interface Found {
  id: string;
  title: string;
  name: string;
  at: Date;
}

const hitOf = ({ id, title, name, at }: Found): SearchHit => ({
  id,
  conversationId: null,
  contactId: null,
  messageId: null,
  name: title,
  channelKind: null,
  author: null,
  at,
  snippet: { text: name, marks: [] },
});
