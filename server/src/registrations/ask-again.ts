import type { Ctx, Tx } from "../platform/index.ts";

/** A registration that came out of a run, of which some fields are asked again. */
interface AskedAgain {
  registrationId: string;
  runId: string;
  conversationId: string;
  /** Keys of the form's fields. */
  fields: readonly string[];
  /** What the reviewer says to it; may be empty. */
  note: string;
}

/** Goes on with the dialogue in the transaction of the request. @returns false where it cannot: then it is asked in plain text */
export type AskAgain = (tx: Tx, ctx: Ctx, asked: AskedAgain) => Promise<boolean>;

export interface AskAgainOffer {
  offer: "registration_ask_again";
  askAgain: AskAgain;
}

/**
 * A room's offer to ask again where it had asked before; its answers come back by `submitRegistration`.
 * @public Flows offer it.
 */
export const askAgain = (run: AskAgain): AskAgainOffer => ({ offer: "registration_ask_again", askAgain: run });
