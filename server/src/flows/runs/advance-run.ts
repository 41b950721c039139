import type { FlowDocument } from "../../../../flow/document.ts";
import { factsWanted } from "../../../../flow/facts.ts";
import type { Documents, FlowEvent, RunState } from "../../../../flow/run.ts";
import { step } from "../../../../flow/step.ts";
import { readFloor } from "../../inbox/index.ts";
import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { runEnded } from "../events.ts";
import type { FlowGround } from "../ground.ts";
import { carryOut } from "./carry-out.ts";
import { readDocuments } from "./documents.ts";
import { handToPeople, release } from "./hand-over.ts";
import { type FactsAsked, readMoment } from "./moment.ts";
import { type Run, storeRun } from "./run.ts";
import { noteVisits } from "./visits.ts";

type WithoutMoment<Event> = Event extends unknown ? Omit<Event, "now" | "timeZone" | "facts"> : never;
/** An event before it is told what time it is. */
export type Happening = WithoutMoment<FlowEvent>;

/** Exits by which nobody came further. */
const STUCK = ["silence", "invalid", "failed"];

/** A flow whose effects answer each other for so long goes round in circles. */
const MOST_STEPS = 250;

/**
 * Lets a run take an event and everything that follows from it at once, in one transaction: each step is stored with what it did. The caller has locked
 * the conversation and the run. A run whose flow has not the floor any more says nothing, and ends.
 */
export async function advanceRun(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, happened: Happening): Promise<void> {
  const documents = await readDocuments(tx, run.state);
  const coming: Happening[] = [happened];
  let steps = 0;
  for (let next = coming.shift(); next !== undefined; next = coming.shift()) {
    if (!(await hasFloor(tx, run))) return endRun(tx, ctx, run, "replaced");
    steps += 1;
    if (steps > MOST_STEPS) return failRun(tx, ctx, ground, run, "flows.too_many_steps");
    const outcome = await takeStep(tx, ctx, ground, run, documents, next);
    if ("failure" in outcome) return failRun(tx, ctx, ground, run, outcome.failure);
    coming.push(...outcome.results);
  }
  if (run.state.status === "ended") return finish(tx, ctx, ground, run);
  if (!(await hasFloor(tx, run))) return endRun(tx, ctx, run, "replaced");
  await storeRun(tx, run, ctx.now());
}

async function takeStep(
  tx: Tx,
  ctx: Ctx,
  ground: FlowGround,
  run: Run,
  documents: Documents,
  happened: Happening,
): Promise<{ results: Happening[] } | { failure: string }> {
  const before = run.state;
  const moment = await readMoment(tx, ctx, ground, run, wantedBy(documents, before));
  const event = { ...happened, ...moment } as FlowEvent; // the two halves of one
  const taken = step(documents, before, event);
  run.state = taken.state;
  run.steps += 1;
  await tx.run(sql`
    insert into flow_steps (workspace_id, run_id, number, event, state, effects, path, at)
    values (${ctx.workspaceId}, ${run.id}, ${run.steps}, ${JSON.stringify(event)}, ${JSON.stringify(taken.state)}, ${JSON.stringify(taken.effects)}, ${JSON.stringify(taken.path)}, ${ctx.now()})`);
  await noteVisits(tx, run, before, taken, ctx.now());
  const results: Happening[] = [];
  const isTold = before.waiting?.for === "effect" && before.waiting.isAnswered === true;
  const isAnswered = isTold || taken.path.some(({ hasCome, exit }) => !hasCome && exit !== null && !STUCK.includes(exit));
  for (const effect of taken.effects) {
    const done = await carryOut(tx, ctx, ground, run, effect, isAnswered);
    if (typeof done !== "object") continue;
    if ("failure" in done) return done;
    results.push({ kind: "effect_done", effectId: effect.id, result: done.result });
    // An act may have given the conversation to somebody: what was still to be said is theirs to say.
    if (!(await hasFloor(tx, run))) break;
  }
  return { results };
}

/** What conditions and texts of the documents that this run is in ask for; a sub-flow that a step may enter is one of them. */
function wantedBy(documents: Documents, { flowId, version, stack }: RunState): FactsAsked {
  const wanted: FactsAsked = { fields: new Set(), variables: new Set() };
  const seen = new Set<FlowDocument>();
  const open = [...stack, { flowId, version }].map((one) => documents(one.flowId, one.version)?.document);
  for (let document = open.pop(); document !== undefined || open.length > 0; document = open.pop()) {
    if (document === undefined || seen.has(document)) continue;
    seen.add(document);
    const { fields, variables } = factsWanted(document);
    for (const id of fields) wanted.fields.add(id);
    for (const id of variables) wanted.variables.add(id);
    for (const block of document.blocks) if (block.type === "sub_flow") open.push(documents(block.flowId, null)?.document);
  }
  return wanted;
}

/** Under the conversation's lock: nobody takes it while this is true. */
export async function hasFloor(tx: Tx, { conversationId, sessionId, flowId }: Run): Promise<boolean> {
  const floor = await readFloor(tx, conversationId);
  return floor.sessionId === sessionId && floor.holder === "flow" && floor.id === flowId;
}

/** The step ended it: whoever comes next has the floor, nobody where the flow named none. */
async function finish(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run): Promise<void> {
  if (await hasFloor(tx, run)) {
    const { ending = "done" } = run.state;
    if (ending === "failed" || ending === "too_many_steps")
      await handToPeople(tx, ctx, ground, run, { reason: `flow_${ending}`, summary: "", sentence: null });
    else await release(tx, ctx, run);
  }
  await conclude(tx, ctx, run);
}

/** What the flow wanted to say cannot be said: people take over, and the run tells why. */
async function failRun(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, failure: string): Promise<void> {
  run.state = ended(run.state, "failed");
  ctx.log.warn({ code: failure, runId: run.id, flowId: run.flowId, block: run.state.at }, "a flow could not go on");
  if (await hasFloor(tx, run)) await handToPeople(tx, ctx, ground, run, { reason: "flow_failed", summary: "", sentence: null });
  await conclude(tx, ctx, run, failure);
}

/** Ends a run from outside: somebody else speaks now, or its session is over. The caller has locked the conversation and the run. */
export async function endRun(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, run: Run, ending: "replaced"): Promise<void> {
  run.state = ended(run.state, ending);
  await conclude(tx, ctx, run);
}

const ended = (state: RunState, ending: "replaced" | "failed"): RunState => ({ ...state, status: "ended", ending, waiting: null });

async function conclude(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, run: Run, failure: string | null = null): Promise<void> {
  const { id, flowId, version, conversationId, state } = run;
  await storeRun(tx, run, ctx.now(), failure);
  const detail = { flowId, version, ending: state.ending ?? "done", block: state.at };
  emit(tx, [runEnded({ workspaceId: ctx.workspaceId, conversationId, subjectId: id, detail })], ctx.now());
}
