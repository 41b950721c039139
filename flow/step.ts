import type { FlowDocument, Language } from "./document.ts";
import { enterBlock } from "./enter-block.ts";
import { hear, hearClock, hearTap } from "./hear.ts";
import { type Documents, type FlowEvent, MOST_PASSED, type RunState, type Step } from "./run.ts";
import { initialOf } from "./sub-flow.ts";
import { takeResult } from "./take-result.ts";
import { comeToEnd, FIRST_FILE, FIRST_MESSAGE, handToPerson, type Next, STARTED_BY, setVariable, type Turn } from "./turn.ts";

/** A run before its first event. `seed` is its own for all time: ids of effects are made of it. */
export interface NewRun {
  flowId: string;
  version: number;
  document: FlowDocument;
  seed: string;
  /** Of the contact, where it is known; the flow's own where it has no words in it. */
  language?: Language;
}

/** The state of a run that nothing has happened to; `step` with the event `started` begins it. Pure. */
export function beginRun({ flowId, version, document, seed, language }: NewRun): RunState {
  return {
    status: "running",
    at: null,
    waiting: null,
    variables: initialOf(document),
    language: language !== undefined && speaks(document, language) ? language : document.language,
    seed,
    effects: 0,
    stack: [],
    flowId,
    version,
    asked: [],
    passed: 0,
  };
}

/**
 * What one event does to a run. Pure: the same documents, state and event give the same step, on the server, in an editor and in a replay;
 * nothing that is given is changed. Never throws. Events that say nothing to the state as it is (a result twice, a clock too early, anything
 * after the end) give it back with nothing to do.
 */
export function step(documents: Documents, state: RunState, event: FlowEvent): Step {
  const found = documents(state.flowId, state.version);
  if (state.status === "ended") return { state, effects: [], path: [] };
  const document = found?.document ?? NOTHING;
  const turn: Turn = { documents, moment: event, document, state: { ...state }, effects: [], path: [] };
  const next = found === null ? handToPerson(turn, state.at ?? "", "broken_flow", "failed") : dispatch(turn, event);
  goOn(turn, next);
  return { state: turn.state, effects: turn.effects, path: turn.path };
}

/** When a run wants to be woken by `time_came`, ISO 8601; null: only an answer or a result moves it. Pure. */
export function wakeAt({ waiting }: RunState): string | null {
  if (waiting?.for === "time") return waiting.at;
  return waiting?.for === "answer" ? (waiting.answerAt ?? waiting.silentAt) : null;
}

function dispatch(turn: Turn, event: FlowEvent): Next {
  switch (event.kind) {
    case "started":
      return start(turn, event);
    case "answered":
      return hear(turn, event.answers);
    case "tapped":
      return hearTap(turn, event.block, event.optionId, event.answer);
    case "time_came":
      return hearClock(turn);
    case "effect_done":
      return takeResult(turn, event.effectId, event.result);
  }
}

/** A run that has begun does not begin again. */
function start(turn: Turn, { by, first, given }: Extract<FlowEvent, { kind: "started" }>): Next {
  if (turn.state.at !== null) return "stop";
  setVariable(turn, STARTED_BY, by);
  setVariable(turn, FIRST_MESSAGE, first?.text ?? null);
  const file = first?.files[0];
  if (file !== undefined) setVariable(turn, FIRST_FILE, { attachmentId: file.attachmentId, kind: file.kind, name: file.name });
  for (const [name, value] of Object.entries(given)) setVariable(turn, name, value);
  return turn.document.first === null ? comeToEnd(turn) : { at: turn.document.first };
}

/** From block to block until one waits or the run ends. */
function goOn(turn: Turn, first: Next): void {
  let next = first;
  while (next !== "stop") {
    turn.state.status = "running";
    turn.state.waiting = null;
    if (turn.state.passed >= MOST_PASSED) next = handToPerson(turn, next.at, "too_many_steps", "too_many_steps");
    else {
      turn.state.passed += 1;
      next = enterBlock(turn, next.at);
    }
  }
}

const NOTHING: FlowDocument = {
  format: 1,
  language: "pt-BR",
  starts: [],
  first: null,
  blocks: [],
  variables: [],
  inputs: [],
  outputs: [],
  globalWords: { menu: false, back: false, cancel: false, person: false },
};

/** Whether any of the flow's words stand in this language. */
function speaks({ blocks }: FlowDocument, language: Language): boolean {
  return blocks.some((block) => "text" in block && block.text !== undefined && (block.text[language] ?? "") !== "");
}
