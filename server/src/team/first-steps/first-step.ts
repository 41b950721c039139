import type { Right, Tx } from "../../platform/index.ts";
import type { Language } from "../workspaces.ts";

type InEachLanguage = Readonly<Record<Language, string>>;

/** Something that a new workspace does once before it can work. A room offers it; it ticks itself when it has happened. */
export interface FirstStep {
  /** Part of the API: it never changes. */
  id: string;
  /** Where it stands among the others, from above. */
  place: number;
  title: InEachLanguage;
  /** Why, in a line. */
  text: InEachLanguage;
  /** The word on its button. */
  act: InEachLanguage;
  /** Of the page where it is done. */
  address: string;
  /** Whoever lacks it is not asked to do it. */
  right: Right;
  isDone(tx: Tx): Promise<boolean>;
}

export interface FirstStepOffer {
  offer: "first_step";
  step: FirstStep;
}

/** A room's offer of one. */
export const firstStep = (step: FirstStep): FirstStepOffer => ({ offer: "first_step", step });
