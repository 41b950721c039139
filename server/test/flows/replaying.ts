import assert from "node:assert/strict";
import type { FlowDocument } from "../../../flow/document.ts";
import type { Documents, FlowEvent, RunState } from "../../../flow/run.ts";
import { beginRun, step } from "../../../flow/step.ts";

type Rows = (text: string) => Promise<Record<string, unknown>[]>;
interface Stored {
  flow: string;
  version: number;
  runId: string;
  number: number;
  event: FlowEvent;
  state: RunState;
  effects: unknown;
  path: unknown;
}

/** Plays every step that the engine stored again, from its run's beginning: each gives what stands in its row. @returns how many there were */
export async function replayAll(rows: Rows): Promise<number> {
  const versions = (await rows("select flow_id, version, document from flow_versions")) as {
    flow_id: string;
    version: number;
    document: FlowDocument;
  }[];
  const documents: Documents = (flowId, version) => versions.find((one) => one.flow_id === flowId && one.version === version) ?? null;
  const stored = (await rows(`select r.flow_id as flow, r.version, r.id as "runId", s.number, s.event, s.state, s.effects, s.path
    from flow_runs r join flow_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id order by r.id, s.number`)) as unknown as Stored[];
  let state: RunState | undefined;
  for (const { flow, version, runId, number, event, ...row } of stored) {
    const document = documents(flow, version)?.document;
    assert.ok(document !== undefined);
    if (number === 1) state = beginRun({ flowId: flow, version, document, seed: runId, language: row.state.language });
    assert.ok(state !== undefined, "a run without its first step");
    const taken = step(documents, state, event);
    const again = { state: taken.state, effects: taken.effects, path: taken.path };
    assert.deepEqual(JSON.parse(JSON.stringify(again)), { state: row.state, effects: row.effects, path: row.path }, `${runId} ${number}`);
    state = row.state;
  }
  return stored.length;
}
