import type { FlowDocument } from "../../../../../flow/document.ts";
import type { Answer, Documents, Effect, EffectResult, Fact, FlowEvent, RunState, Step } from "../../../../../flow/run.ts";
import { beginRun, step } from "../../../../../flow/step.ts";
import { isoIn } from "./iso-in.ts";

/** One step of a run, tried here or lived by a contact. */
export interface TakenStep {
  event: FlowEvent;
  step: Step;
}

/** A run in the browser, by the same rules as on the server. Nothing outside happens: what would be done is given back by hand. */
export interface Trial {
  state: RunState;
  steps: readonly TakenStep[];
  /** Milliseconds since 1970: jumps when it is told to. */
  now: number;
  /** An effect whose result only a person can say here. */
  pending: Effect | null;
}

/** What stands around a trial and does not change with it. */
export interface Ground {
  documents: Documents;
  timeZone: string;
  /** Of the contact that is played. */
  facts: Readonly<Record<string, Fact>>;
}

/** @param seed tells this trial's run from others: ways of a split come from it */
export function beginTrial(flow: { id: string; version: number; document: FlowDocument }, seed: string, now: number): Trial {
  const state = beginRun({ flowId: flow.id, version: flow.version, document: flow.document, seed });
  return { state, steps: [], now, pending: null };
}

export const start = (trial: Trial, first: string | null, ground: Ground): Trial =>
  happen(trial, { kind: "started", by: "test", first: first === null ? null : answer(trial, { text: first }), given: {} }, ground);

export const write = (trial: Trial, part: Partial<Answer>, ground: Ground): Trial =>
  happen(trial, { kind: "answered", answers: [answer(trial, part)] }, ground);

/** A button: of the question that waits, or of an earlier one. */
export function tap(trial: Trial, block: string, option: { id: string; title: string }, ground: Ground): Trial {
  const said = answer(trial, { text: option.title, choiceId: option.id });
  const { waiting, version } = trial.state;
  if (waiting?.for === "answer" && waiting.block === block) return happen(trial, { kind: "answered", answers: [said] }, ground);
  return happen(trial, { kind: "tapped", block, version, optionId: option.id, answer: said }, ground);
}

/** The clock jumps to a moment, and what waited for it goes on. */
export const jumpTo = (trial: Trial, at: number, ground: Ground): Trial => happen({ ...trial, now: at }, { kind: "time_came" }, ground);

export const finish = (trial: Trial, effectId: string, result: EffectResult, ground: Ground): Trial =>
  happen(trial, { kind: "effect_done", effectId, result }, ground);

type Happening = FlowEvent extends infer One
  ? One extends FlowEvent
    ? Omit<One, "now" | "timeZone" | "facts" | "currency">
    : never
  : never;

function happen(trial: Trial, happening: Happening, ground: Ground): Trial {
  const event = { ...happening, now: isoIn(trial.now, ground.timeZone), timeZone: ground.timeZone, facts: ground.facts } as FlowEvent; // the moment makes it whole
  const taken = step(ground.documents, trial.state, event);
  const after: Trial = { ...trial, state: taken.state, steps: [...trial.steps, { event, step: taken }], pending: null };
  const { waiting } = taken.state;
  const awaited = waiting?.for === "effect" ? taken.effects.find(({ id }) => id === waiting.effectId) : undefined;
  if (awaited === undefined) return after;
  // Acts of the house are shown as done; nobody wants to say so for each of them.
  if (awaited.do === "act" || awaited.do === "register") return finish(after, awaited.id, { ok: true }, ground);
  return { ...after, pending: awaited };
}

const answer = ({ steps }: Trial, part: Partial<Answer>): Answer => ({
  messageId: `trial-${steps.length}`,
  text: null,
  choiceId: null,
  files: [],
  location: null,
  ...part,
});
