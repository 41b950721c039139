import { type SearchHit, searchSource } from "../../inbox/index.ts";
import { cursorOf, readCursor, sql } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";

interface Found {
  id: string;
  title: string;
  supplier: string | null;
  at: Date;
}

/** Purchases by their number or what is bought. They belong to no conversation, so one within a conversation finds none. */
export const purchaseSource = searchSource({
  kind: "purchases",
  right: operationsRead,
  async find(ctx, { query, conversationId, limit, cursor }) {
    const typed = query.plain.trim();
    if (conversationId !== undefined || typed.length < 2) return { items: [], nextCursor: null };
    const parts = [
      sql`p.workspace_id = ${ctx.workspaceId}`,
      sql`(p.number::text = ltrim(${typed}, '0') or position(prosa_fold(${typed}) in prosa_fold(p.title)) > 0)`,
    ];
    if (cursor !== undefined) {
      const [at, id] = readCursor(cursor, "time", "id");
      parts.push(sql`(p.changed_at, p.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<Found>`
        select p.id, lpad(p.number::text, 4, '0') || ' ' || p.title as title, p.changed_at as at,
          (select s.name from suppliers s where s.workspace_id = p.workspace_id and s.id = p.supplier_id) as supplier
        from purchases p where ${sql.join(parts, sql` and `)} order by p.changed_at desc, p.id desc limit ${limit + 1}`),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(hitOf),
      nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null,
    };
  },
});

const hitOf = ({ id, title, supplier, at }: Found): SearchHit => ({
  id,
  conversationId: null,
  contactId: null,
  messageId: null,
  name: title,
  channelKind: null,
  author: null,
  at,
  snippet: { text: supplier ?? "", marks: [] },
});
