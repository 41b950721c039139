import type { FlowDocument, Layout, Start } from "../../../../flow/document.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";

/** Who did something; null where it was a machine without a name of its own. */
export interface Person {
  id: string;
  name: string;
}

/** A flow as lists show it. */
export interface FlowSummary {
  id: string;
  name: string;
  /** From 0: of two active flows that fit, the one further up begins. */
  position: number;
  isActive: boolean;
  publishedVersion: number | null;
  /** The draft is another than what was published. */
  isChanged: boolean;
  /** Runs that began in the last 30 days. */
  entries30Days: number;
  savedBy: Person | null;
  savedAt: Date;
}

/** With what is drawn. */
export interface Flow extends FlowSummary {
  document: FlowDocument;
  layout: Layout;
  /** Grows with every save; whoever saves names the one that they read. */
  revision: number;
}

/** A flow in words and numbers; `now` is a time. */
export const summaryColumns = (now: Date) => sql`
  f.id, f.name, (select count(*)::int from flows u where u.workspace_id = f.workspace_id and u.removed_at is null and (u.position, u.id) < (f.position, f.id)) as position,
  f.is_active as "isActive", f.published_version as "publishedVersion", f.published_revision is distinct from f.draft_revision as "isChanged",
  (select count(*)::int from flow_runs r where r.workspace_id = f.workspace_id and r.flow_id = f.id and r.started_at > ${now}::timestamptz - interval '30 days') as "entries30Days",
  case when f.saved_by_id is not null then json_build_object('id', f.saved_by_id, 'name', f.saved_by_name) end as "savedBy", f.saved_at as "savedAt"`;

/** @throws {AppError} platform.not_found */
export async function readFlow(tx: Tx, ctx: Ctx, flowId: string): Promise<Flow> {
  const flow = await tx.maybeOne(sql<Flow>`
    select ${summaryColumns(ctx.now())}, f.draft as document, f.layout, f.draft_revision as revision from flows f where f.id = ${flowId} and f.removed_at is null`);
  if (flow === null) throw notFound({ what: "flow" });
  return flow;
}

/** What changing one needs to know of it. */
export interface LockedFlow {
  id: string;
  name: string;
  isActive: boolean;
  position: number;
  document: FlowDocument;
  layout: Layout;
  revision: number;
  savedByName: string;
  savedAt: Date;
  publishedVersion: number | null;
}

/** @throws {AppError} platform.not_found */
export async function lockFlow(tx: Tx, flowId: string): Promise<LockedFlow> {
  const flow = await tx.maybeOne(sql<LockedFlow>`
    select id, name, is_active as "isActive", position, draft as document, layout, draft_revision as revision, saved_by_name as "savedByName", saved_at as "savedAt",
      published_version as "publishedVersion"
    from flows where id = ${flowId} and removed_at is null for update`);
  if (flow === null) throw notFound({ what: "flow" });
  return flow;
}

/** Active flows with what begins them, the first one first. */
export const readStarters = (tx: Tx): Promise<{ id: string; starts: readonly Start[] }[]> =>
  tx.named<{ id: string; starts: readonly Start[] }>(
    "flows.starters",
    "select id, starts from flows where workspace_id = current_workspace() and is_active and published_version is not null and removed_at is null order by position, id",
    [],
  );

/** The member behind whoever acts, as rows keep it. */
export const authorOf = ({ actor }: Ctx): { id: string | null; name: string } => ({
  id: actor.kind === "member" ? actor.id : (actor.madeById ?? null),
  name: actor.name,
});

/** A removed flow has a name too: its runs go on. */
export async function nameOf(tx: Tx, flowId: string): Promise<string> {
  const row = await tx.maybeOne(sql<{ name: string }>`select name from flows where id = ${flowId}`);
  return row?.name ?? "Flow";
}
