import type { Static, TObject } from "typebox";
import type { Words } from "../../../../rules/words.ts";
import type { Ctx, Right, Tx } from "../../platform/index.ts";

/** A kind of record that something is done to; upper rooms declare their own. */
export interface ActionSubject {
  /** In the catalogue and the audit log, such as `conversation`. */
  kind: string;
  /** Whether the actor sees the record, and locks it. @throws {AppError} platform.not_found, out of sight too */
  access(tx: Tx, ctx: Ctx, id: string): Promise<unknown>;
}

/** An act that takes another one back. */
export interface Undo {
  action: string;
  input: Record<string, unknown>;
}

interface ActionFacts {
  /** Noun and verb, such as `conversation.assign`. Stored in macros and rules: it never changes. */
  id: string;
  subject: ActionSubject;
  label: Words;
  /** Whoever acts needs it. */
  right: Right;
  /** The verb behind it writes its own entry into the audit log. */
  isAudited?: true;
  /** Absent: no model may want it done, whatever an agent is given. */
  forModels?: ForModels;
}

/** How a model may want an act done, in a conversation with somebody outside. */
export interface ForModels {
  /** Of whom the agent may serve people while it does. */
  personas: readonly string[];
  /** It costs somebody something: the contact is asked for a yes first. */
  asksFirst: boolean;
  /** What it does and when, in English: the model reads it. */
  about: string;
  /** Parts of the input that no model chooses, with what they are; undefined: left out. */
  fixed?: Readonly<Record<string, unknown>>;
}

/** One act on one subject, as the runner knows it. */
export interface Action extends ActionFacts {
  input: TObject;
  run(doing: Doing<Record<string, unknown>>): Promise<Undo | null>;
}

/** The act as it happens: inside the transaction, on a subject that the actor sees; verbs lock it. */
export interface Doing<Input> {
  tx: Tx;
  ctx: Ctx;
  subjectId: string;
  input: Input;
}

export interface ActionOffer {
  offer: "action";
  action: Action;
}

/**
 * Declares an act that macros, bulk acts, rules, flows, AI tools and the API may do. Sight, right, input and audit are the runner's matter;
 * what it does goes through the same verbs as everything else.
 * @param run gives the act that undoes it, or null where there is none
 */
export function action<Input extends TObject>(
  facts: ActionFacts & { input: Input; run(doing: Doing<Static<Input>>): Promise<Undo | null> },
): ActionOffer {
  // The runner has checked the input against the schema that the type comes from.
  return { offer: "action", action: facts as unknown as Action };
}

/** A question about one subject that flows and AI tools may ask: it changes nothing. */
export interface LookUp {
  /** Noun and what is asked, such as `contact.conversations`. */
  id: string;
  subject: ActionSubject;
  label: Words;
  right: Right;
  /** As for acts. */
  forModels?: ForModels;
  input: TObject;
  run(asked: Doing<Record<string, unknown>>): Promise<Record<string, unknown>>;
}

export interface LookUpOffer {
  offer: "look_up";
  lookUp: LookUp;
}

/** Declares a look-up. @param run answers with plain data that may be shown to whoever asked */
export function lookUp<Input extends TObject>(
  facts: Omit<LookUp, "input" | "run"> & { input: Input; run(asked: Doing<Static<Input>>): Promise<Record<string, unknown>> },
): LookUpOffer {
  // As with actions: the input was checked against the schema.
  return { offer: "look_up", lookUp: facts as unknown as LookUp };
}
