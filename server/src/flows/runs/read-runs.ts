import type { FlowEvent, RunState, Step } from "../../../../flow/run.ts";
import { visibleTo } from "../../inbox/index.ts";
import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { ensureFlow } from "../documents/versions.ts";

/** A run as lists show it. */
export interface ShownRun {
  id: string;
  flowId: string;
  version: number;
  status: RunState["status"];
  ending: string | null;
  /** Where it stands, or stood when it ended. */
  block: string | null;
  conversationId: string;
  contactName: string | null;
  startedBy: string;
  startedAt: Date;
  endedAt: Date | null;
  failure: string | null;
}

const columns = sql`r.id, r.flow_id as "flowId", r.version, r.status, r.ending, r.at_block as block, r.conversation_id as "conversationId",
  (select coalesce(p.name, p.profile_name) from contacts p where p.workspace_id = r.workspace_id and p.id = r.contact_id) as "contactName",
  r.started_by as "startedBy", r.started_at as "startedAt", r.ended_at as "endedAt", r.failure`;
/** Of conversations that the asker sees. */
export const runVisibleTo = (ctx: Ctx) =>
  sql`exists (select 1 from conversations c where c.workspace_id = r.workspace_id and c.id = r.conversation_id and ${visibleTo(ctx.actor)})`;

export interface RunFilter {
  /** That it came by. */
  block?: string | undefined;
  /** That it stands at, or ended at. */
  standsAt?: string | undefined;
  status?: RunState["status"] | undefined;
  version?: number | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The conversations behind a number, of what the asker sees, newest first. @throws {AppError} platform.not_found */
export function listRuns(ctx: Ctx, flowId: string, filter: RunFilter): Promise<{ items: ShownRun[]; nextCursor: string | null }> {
  const { block, standsAt, status, version, from, to, limit, cursor } = filter;
  return ctx.transaction(async (tx) => {
    await ensureFlow(tx, flowId);
    const parts = [sql`r.workspace_id = ${ctx.workspaceId}`, sql`r.flow_id = ${flowId}`, runVisibleTo(ctx)];
    if (status !== undefined) parts.push(sql`r.status = ${status}`);
    if (version !== undefined) parts.push(sql`r.version = ${version}`);
    if (standsAt !== undefined) parts.push(sql`r.at_block = ${standsAt}`);
    if (from !== undefined) parts.push(sql`r.started_at >= ${from}`);
    if (to !== undefined) parts.push(sql`r.started_at < ${to}`);
    if (block !== undefined)
      parts.push(
        sql`exists (select 1 from flow_visits v where v.workspace_id = r.workspace_id and v.run_id = r.id and v.block = ${block} and v.flow_id = ${flowId})`,
      );
    if (cursor !== undefined) {
      const [time, id] = readCursor(cursor, "time", "id");
      parts.push(sql`(r.started_at, r.id) < (${time}::timestamptz, ${id}::uuid)`);
    }
    const rows = await tx.many(sql<ShownRun>`
      select ${columns} from flow_runs r where ${sql.join(parts, sql` and `)} order by r.started_at desc, r.id desc limit ${limit + 1}`);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page,
      nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.startedAt.toISOString(), last.id]) : null,
    };
  });
}

/** A run with the name of its flow. */
export interface RunOfPerson extends ShownRun {
  flowName: string;
}

/** What flows did with a person in conversations that the asker sees, newest first; without one, the runs that go on now. */
export function listRunsOf(ctx: Ctx, contactId: string | undefined, limit: number): Promise<RunOfPerson[]> {
  return ctx.transaction((tx) =>
    tx.many(sql<RunOfPerson>`
      select ${columns}, f.name as "flowName" from flow_runs r join flows f on f.workspace_id = r.workspace_id and f.id = r.flow_id
      where r.workspace_id = ${ctx.workspaceId} and ${contactId === undefined ? sql`r.status <> 'ended'` : sql`r.contact_id = ${contactId}`} and ${runVisibleTo(ctx)} order by r.started_at desc, r.id desc limit ${limit}`),
  );
}

/** A run with every step that it took. */
export interface ReplayedRun extends ShownRun {
  steps: { number: number; at: Date; event: FlowEvent; step: Step }[];
}

/** What happened, to be looked at again: values of secret variables are left out. @throws {AppError} platform.not_found, out of sight too */
export function replayRun(ctx: Ctx, runId: string): Promise<ReplayedRun> {
  return ctx.transaction(async (tx) => {
    const run = await tx.maybeOne(sql<ShownRun>`select ${columns} from flow_runs r where r.id = ${runId} and ${runVisibleTo(ctx)}`);
    if (run === null) throw notFound({ what: "run" });
    const steps = await tx.many(sql<{
      number: number;
      at: Date;
      event: FlowEvent;
      state: RunState;
      effects: Step["effects"];
      path: Step["path"];
    }>`
      select number, at, event, state, effects, path from flow_steps where run_id = ${runId} order by number limit 2000`);
    const secret = await secretNames(tx, run);
    return {
      ...run,
      steps: steps.map(({ number, at, event, state, effects, path }) => ({
        number,
        at,
        event,
        step: { state: { ...state, variables: without(state.variables, secret) }, effects: effects.map(withoutHeaders), path },
      })),
    };
  });
}

async function secretNames(tx: Tx, { flowId, version }: ShownRun): Promise<ReadonlySet<string>> {
  const rows = await tx.many(sql<{ name: string }>`
    select one->>'name' as name from flow_versions v, jsonb_array_elements(v.document->'variables') one
    where v.flow_id = ${flowId} and v.version = ${version} and (one->>'isSecret')::boolean`);
  return new Set(rows.map(({ name }) => name));
}

const without = (variables: RunState["variables"], secret: ReadonlySet<string>): RunState["variables"] =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, secret.has(name) ? "•••" : value]));

/** What a request carried in its headers may be a key that somebody typed. */
const withoutHeaders = (effect: Step["effects"][number]): Step["effects"][number] =>
  effect.do === "request" ? { ...effect, headers: effect.headers.map(({ name }) => ({ name, value: "•••" })) } : effect;
