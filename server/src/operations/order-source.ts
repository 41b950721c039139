import { type SearchHit, searchSource } from "../inbox/index.ts";
import { cursorOf, readCursor, sql } from "../platform/index.ts";
import { orderVisibleTo } from "./orders/order.ts";
import { operationsRead } from "./rights.ts";

/** Orders by their number, or by parts of their words and of what they are about, the newest first. */
export const orderSource = searchSource({
  kind: "orders",
  right: operationsRead,
  async find(ctx, { query, conversationId, limit, cursor }) {
    const plain = query.plain.trim();
    if (plain === "") return { items: [], nextCursor: null };
    const number = /^(?:[a-z]{1,6}\s*)?(\d{1,9})$/.exec(plain)?.[1];
    const found =
      number === undefined
        ? plain
            .split(/\s+/)
            .map(
              (word) => sql`position(prosa_fold(${word}) in prosa_fold(concat_ws(' ', o.title, o.solution, a.code, a.name, s.name))) > 0`,
            )
        : [sql`o.number = ${Number(number)}`];
    const parts = [sql`o.workspace_id = ${ctx.workspaceId}`, orderVisibleTo(ctx.actor), ...found];
    if (conversationId !== undefined) parts.push(sql`o.conversation_id = ${conversationId}`);
    if (cursor !== undefined) {
      const [at, id] = readCursor(cursor, "time", "id");
      parts.push(sql`(o.created_at, o.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<Found>`
        select o.id, o.code, o.title, o.created_at as at from work_orders o
          left join assets a on a.workspace_id = o.workspace_id and a.id = o.asset_id
          left join sites s on s.workspace_id = o.workspace_id and s.id = o.site_id
        where ${sql.join(parts, sql` and `)} order by o.created_at desc, o.id desc limit ${limit + 1}`),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items: items.map(hitOf), nextCursor: isMore ? cursorOf([last.at.toISOString(), last.id]) : null };
  },
});

interface Found {
  id: string;
  code: string;
  title: string;
  at: Date;
}

const hitOf = ({ id, code, title, at }: Found): SearchHit => ({
  id,
  conversationId: null,
  contactId: null,
  messageId: null,
  name: code,
  channelKind: null,
  author: null,
  at,
  snippet: { text: title, marks: [] },
});
