import type { FlowDocument, Layout } from "../../../../flow/document.ts";
import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { Person } from "./flow.ts";

export interface FlowVersion {
  version: number;
  note: string;
  publishedBy: Person | null;
  publishedAt: Date;
}

const columns = sql`v.version, v.note, v.published_at as "publishedAt",
  case when v.published_by_id is not null then json_build_object('id', v.published_by_id, 'name', v.published_by_name) end as "publishedBy"`;

/** What was published, newest first. @throws {AppError} platform.not_found */
export function listVersions(
  ctx: Ctx,
  flowId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: FlowVersion[]; nextCursor: string | null }> {
  return ctx.transaction(async (tx) => {
    await ensureFlow(tx, flowId);
    const before = cursor === undefined ? sql`` : sql`and v.version < ${Number(readCursor(cursor, "number")[0])}::int`;
    const rows = await tx.many(sql<FlowVersion>`
      select ${columns} from flow_versions v where v.flow_id = ${flowId} ${before} order by v.version desc limit ${limit + 1}`);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { items: page, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.version]) : null };
  });
}

/** One version as it was drawn. @throws {AppError} platform.not_found */
export async function readVersion(
  tx: Tx,
  flowId: string,
  version: number,
): Promise<FlowVersion & { document: FlowDocument; layout: Layout }> {
  await ensureFlow(tx, flowId);
  const found = await tx.maybeOne(sql<FlowVersion & { document: FlowDocument; layout: Layout }>`
    select ${columns}, v.document, v.layout from flow_versions v where v.flow_id = ${flowId} and v.version = ${version}`);
  if (found === null) throw notFound({ what: "version" });
  return found;
}

/** @throws {AppError} platform.not_found */
export async function ensureFlow(tx: Tx, flowId: string): Promise<void> {
  if ((await tx.maybeOne(sql`select 1 from flows where id = ${flowId} and removed_at is null`)) === null) throw notFound({ what: "flow" });
}
