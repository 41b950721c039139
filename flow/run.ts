import type { OutboundContent } from "../content/content.ts";
import type { BlockId, FlowDocument, Language } from "./document.ts";

/** Where a run is. Plain JSON, stored with every step: with the document and the next event it says all of what comes. */
export interface RunState {
  status: "running" | "waiting" | "ended";
  /** Why it ended: `done`, `handed_over`, `cancelled`, `too_many_steps`, `failed`, `replaced`. */
  ending?: Ending;
  /** The block that it stands at; null before the first and after the last. */
  at: BlockId | null;
  waiting: Waiting | null;
  variables: Readonly<Record<string, unknown>>;
  language: Language;
  /** Same for the whole run: `split` and ids of effects come from it. */
  seed: string;
  /** Grows by one with every effect: an effect's id is `<seed>-<count>`, so what is done twice is known. */
  effects: number;
  /** Calling flows, the outermost first: whose document is to be taken up where. */
  stack: readonly Caller[];
  flowId: string;
  version: number;
  /** Questions that were asked, the last one last: where "voltar" goes. */
  asked: readonly BlockId[];
  /** Blocks passed since the contact last answered: at {@link MOST_PASSED} the run ends with a person, so no circle turns for ever. */
  passed: number;
}

/** A flow that waits for another one that it called. */
interface Caller {
  flowId: string;
  version: number;
  at: BlockId;
  variables: Readonly<Record<string, unknown>>;
  asked: readonly BlockId[];
}

export const MOST_PASSED = 200;

export type Ending = "done" | "handed_over" | "cancelled" | "too_many_steps" | "failed" | "replaced";

/** A run goes on only by an event; everything that is not in document and state comes with it. */
export type Waiting =
  | {
      for: "answer";
      block: BlockId;
      attempt: number;
      silentAt: string | null;
      pieces: readonly Answer[];
      answerAt: string | null;
      /** What a block of a room asked: the answer goes back to it. */
      asks?: RoomQuestion;
    }
  | { for: "time"; block: BlockId; at: string }
  /** `isAnswered`: it was an answer of the contact that a block of a room was told. */
  | { for: "effect"; block: BlockId; effectId: string; isAnswered?: true };

/** What a block of a room wants to know of the contact. */
export interface RoomQuestion {
  /** What the block needs to go on: it comes back with the answer, and nobody else reads it. */
  memory: string;
  /** Shown as buttons or a list; empty where words are asked for. */
  options: readonly { id: string; title: string }[];
}

/** What a block of a room is told when it asked. */
export interface RoomAnswer {
  memory: string;
  answers: readonly Answer[];
}

/** A message of the contact, as far as a flow reads it. */
export interface Answer {
  messageId: string;
  text: string | null;
  /** Of a tapped button or row: the option's own id, as the `say` had it. What a channel carries around it, the server takes off. */
  choiceId: string | null;
  files: readonly { attachmentId: string; kind: "image" | "video" | "audio" | "document"; name: string | null; bytes: number | null }[];
  location: { latitude: number; longitude: number } | null;
}

export interface Moment {
  /** ISO 8601 with the offset of the workspace's zone. */
  now: string;
  timeZone: string;
  /** ISO 4217; the usual one of the run's language where it is absent. */
  currency?: string;
  /** What conditions and texts ask of the house, by field or variable id; see `factsWanted` (facts.ts). */
  facts: Readonly<Record<string, Fact>>;
}

/** A time is ISO 8601 with an offset; null and absent are not set. */
export type Fact = string | number | boolean | null | readonly string[] | { cents: number; currency: string };

export type FlowEvent = Moment &
  (
    | { kind: "started"; by: string; first: Answer | null; given: Readonly<Record<string, unknown>> }
    | { kind: "answered"; answers: readonly Answer[] }
    /** A button of an earlier question: `block` and `optionId` are what the tap carries. */
    | { kind: "tapped"; block: BlockId; version: number; optionId: string; answer: Answer }
    | { kind: "time_came" }
    | { kind: "effect_done"; effectId: string; result: EffectResult }
  );

export type EffectResult =
  | {
      ok: true;
      value?: unknown;
      exit?: string;
      variables?: Readonly<Record<string, unknown>>;
      /** Of blocks of rooms: said in this order. With `asks` the run stays at the block until the contact answers. */
      says?: readonly OutboundContent[];
      asks?: RoomQuestion;
    }
  | { ok: false; reason: string; exit?: string; value?: unknown };

/** The `value` of a request that was answered, whatever its status; a body that is no JSON is a text. */
export interface RequestAnswer {
  status: number;
  body: unknown;
}

/** What is to be done outside. Ids make it once. `say` needs no answer; what has one is waited for. */
export type Effect = { id: string; block: BlockId } /** `outside` leaves in its place where the window of the channel is closed. */ & (
  | { do: "say"; content: OutboundContent; outside?: OutboundContent }
  | {
      do: "request";
      method: string;
      url: string;
      headers: readonly { name: string; value: string }[];
      body: string | null;
      credentialId: string | null;
      timeoutSeconds: number;
      retries: number;
    }
  | { do: "act"; action: string; input: Readonly<Record<string, unknown>> }
  | { do: "hours"; calendarId: string | null }
  | { do: "sub_flow"; flowId: string }
  | { do: "register"; form: string; values: Readonly<Record<string, unknown>>; promiseHours: number }
  | { do: "room"; roomBlock: string; settings: Readonly<Record<string, unknown>>; heard?: RoomAnswer }
  | {
      do: "hand_over";
      to: "queue" | "ai" | "person" | "nobody";
      toId: string | null;
      summary: string;
      reason: string;
      sentence: string | null;
    }
);

/** What one event did: the state after it, and what is to be done, in this order. */
export interface Step {
  state: RunState;
  effects: readonly Effect[];
  /** The path that figures and replay show, in its order. */
  path: readonly Passed[];
}

/**
 * A block that was come to, that was left, or both at once. A question is come to in one step (`exit` null: the run stays there) and left in a
 * later one (`hasCome` false): visits are the entries with `hasCome`.
 */
export interface Passed {
  flowId: string;
  block: BlockId;
  exit: string | null;
  hasCome: boolean;
}

/**
 * Documents by flow and version (null: the published one): a run may call others. Null where it is not at hand: a `sub_flow` effect asks for
 * it, and the step after `effect_done` asks again.
 */
export type Documents = (flowId: string, version: number | null) => { version: number; document: FlowDocument } | null;
