import type { Actor } from "../ctx.ts";

/** Marks what a room declared as a right; `defineRight` of `team` is the one place that sets it. */
export const rightMark: unique symbol = Symbol("right");

/** What a route asks for. Platform knows only its name; who has it is decided above. A plain word does not compile. */
export interface Right {
  readonly [rightMark]: true;
  /** `noun.verb`, stored in API keys: it never changes once published. */
  readonly name: string;
}

/** All rights of the program, as far as the server asks. */
export interface RightsBook {
  /** False for a right that no room of this program offers. */
  knows(right: Right): boolean;
  /** @throws {AppError} that the caller shall see */
  require(actor: Actor, right: Right): void;
}
