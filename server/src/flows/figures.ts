import { type Ctx, sql } from "../platform/index.ts";
import { ensureFlow } from "./documents/versions.ts";

/** What happened at one block. */
export interface BlockFigures {
  visits: number;
  /** Visits after which the run came to no other block: it ended here before it was done, by silence or by hand. */
  leftHere: number;
  /** Visits that were left by an exit. */
  completed: number;
  /** How long the run stood here, of those that went on. */
  medianSeconds: number | null;
  exits: Readonly<Record<string, number>>;
}

export interface FiguresAsked {
  version?: number | undefined;
  from: Date;
  to: Date;
}

interface Row {
  block: string;
  visits: number;
  leftHere: number;
  completed: number;
  medianSeconds: number | null;
  exits: Record<string, number> | null;
}

/** By block of those that were visited in the period; numbers of the whole flow, whoever asks. @throws {AppError} platform.not_found */
export function readFlowFigures(ctx: Ctx, flowId: string, { version, from, to }: FiguresAsked): Promise<Record<string, BlockFigures>> {
  const ofVersion = version === undefined ? sql`` : sql`and v.version = ${version}`;
  return ctx.transaction(async (tx) => {
    await ensureFlow(tx, flowId);
    const rows = await tx.many(sql<Row>`
      with seen as (
        select v.run_id, v.number, v.block, v.exit, extract(epoch from v.left_at - v.entered_at) as seconds from flow_visits v
        where v.workspace_id = ${ctx.workspaceId} and v.flow_id = ${flowId} and v.entered_at >= ${from} and v.entered_at <= ${to} ${ofVersion}),
      stopped as (
        select s.block, count(*)::int as count from seen s join flow_runs r on r.workspace_id = ${ctx.workspaceId} and r.id = s.run_id
        where s.exit is null and r.status = 'ended' and r.ending in ('cancelled', 'failed', 'too_many_steps', 'replaced') group by s.block),
      taken as (
        select block, jsonb_object_agg(exit, count) as exits from (select block, exit, count(*)::int as count from seen where exit is not null group by block, exit) e group by block)
      select a.block, a.visits, a.completed, a."medianSeconds", coalesce(stopped.count, 0) as "leftHere", taken.exits from (
        select block, count(*)::int as visits, count(exit)::int as completed,
          (percentile_cont(0.5) within group (order by seconds) filter (where exit is not null))::float8 as "medianSeconds" from seen group by block) a
      left join stopped on stopped.block = a.block left join taken on taken.block = a.block`);
    return Object.fromEntries(rows.map(({ block, exits, ...row }) => [block, { ...row, exits: exits ?? {} }]));
  });
}
