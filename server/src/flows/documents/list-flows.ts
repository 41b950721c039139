import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { type FlowSummary, summaryColumns } from "./flow.ts";

export interface FlowFilter {
  isActive?: boolean | undefined;
  /** A part of the name. */
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** In their order, a page at a time. */
export async function listFlows(
  ctx: Ctx,
  { isActive, search, limit, cursor }: FlowFilter,
): Promise<{ items: FlowSummary[]; nextCursor: string | null }> {
  const parts = [sql`f.workspace_id = ${ctx.workspaceId}`, sql`f.removed_at is null`];
  if (isActive !== undefined) parts.push(sql`f.is_active = ${isActive}`);
  if (search !== undefined) parts.push(sql`strpos(prosa_fold(f.name), prosa_fold(${search})) > 0`);
  if (cursor !== undefined) {
    const [position, id] = readCursor(cursor, "number", "id");
    parts.push(sql`(f.position, f.id) > (${Number(position)}::int, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<FlowSummary & { place: number }>`
      select ${summaryColumns(ctx.now())}, f.position as place from flows f where ${sql.join(parts, sql` and `)} order by f.position, f.id limit ${limit + 1}`),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ place: _place, ...flow }) => flow),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.place, last.id]) : null,
  };
}
