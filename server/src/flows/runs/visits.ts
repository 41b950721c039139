import type { Passed, RunState, Step } from "../../../../flow/run.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { Run } from "./run.ts";

/**
 * Writes down which blocks a step came to and left. One that asks or waits is come to in one step and left in another: its row stays open between them.
 * @param before the run's state before the step
 */
export async function noteVisits(tx: Tx, run: Run, before: RunState, { path, state }: Step, now: Date): Promise<void> {
  for (const { flowId, block, exit } of path.filter(({ hasCome }) => !hasCome))
    await tx.run(sql`
      update flow_visits set left_at = ${now}, exit = ${exit}
      where run_id = ${run.id} and flow_id = ${flowId} and block = ${block} and left_at is null
        and number = (select max(number) from flow_visits where run_id = ${run.id} and flow_id = ${flowId} and block = ${block})`);
  const come = path.filter(({ hasCome }) => hasCome);
  if (come.length === 0) return;
  const versions = come.map((one) => versionOf(one, [state, before, run]));
  await tx.run(sql`
    insert into flow_visits (workspace_id, run_id, number, flow_id, version, block, entered_at, left_at, exit)
    select current_workspace(), ${run.id}, last.number + t.place, t.flow_id, t.version, t.block, ${now}, case when t.exit is not null then ${now}::timestamptz end, t.exit
    from unnest(${come.map(({ flowId }) => flowId)}::uuid[], ${versions}::int[], ${come.map(({ block }) => block)}::text[], ${come.map(({ exit }) => exit)}::text[])
        with ordinality as t(flow_id, version, block, exit, place),
      (select coalesce(max(number), 0) as number from flow_visits where run_id = ${run.id}) last`);
}

/** That of the flow which the block is of: a step may go into a sub-flow and out again. */
function versionOf({ flowId }: Passed, [after, before, run]: [RunState, RunState, Run]): number {
  const known = [after, before, run, ...after.stack, ...before.stack].find((one) => one.flowId === flowId);
  return known?.version ?? run.version;
}
