import type { RunState } from "../../../../flow/run.ts";
import { wakeAt } from "../../../../flow/step.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** A conversation's way through a flow, as the engine holds it while it is locked. */
export interface Run {
  id: string;
  flowId: string;
  /** That of its beginning, for life. */
  version: number;
  sessionId: string;
  conversationId: string;
  contactId: string;
  state: RunState;
  status: RunState["status"];
  /** Arrival number of the last message that it has read. */
  heard: number;
  /** Variables that whoever began it gave along. */
  given: Readonly<Record<string, unknown>>;
  /** How many events it took. */
  steps: number;
  startedBy: string;
  startedAt: Date;
}

const columns = sql`id, flow_id as "flowId", version, session_id as "sessionId", conversation_id as "conversationId", contact_id as "contactId", state, status,
  heard::float8 as heard, given, steps, started_by as "startedBy", started_at as "startedAt"`;

/** The run that goes on in a session; the caller has locked the conversation. */
export const lockOpenRun = (tx: Tx, sessionId: string): Promise<Run | null> =>
  tx.maybeOne(sql<Run>`select ${columns} from flow_runs where session_id = ${sessionId} and status <> 'ended' for update`);

/** One run, whatever became of it; the caller has locked the conversation. */
export const lockRun = (tx: Tx, runId: string): Promise<Run | null> =>
  tx.maybeOne(sql<Run>`select ${columns} from flow_runs where id = ${runId} for update`);

/** When the run goes on by itself: a wait, a date, a silence, or the rest of an answer that comes in pieces. */
export function wakeAtOf(state: RunState): Date | null {
  const at = state.status === "ended" ? null : wakeAt(state);
  return at === null ? null : new Date(at);
}

/** Keeps where the run is now. */
export async function storeRun(tx: Tx, run: Run, now: Date, failure: string | null = null): Promise<void> {
  const { state } = run;
  run.status = state.status;
  await tx.run(sql`
    update flow_runs set state = ${JSON.stringify(state)}, status = ${state.status}, ending = ${state.status === "ended" ? (state.ending ?? "done") : null},
      at_block = coalesce(${state.at}, at_block), wake_at = ${wakeAtOf(state)}, heard = ${run.heard}, steps = ${run.steps},
      ended_at = ${state.status === "ended" ? now : null}, failure = coalesce(${failure}, failure)
    where id = ${run.id}`);
}
