import type { Tx } from "../../platform/index.ts";
import type { MovingGround } from "../ground.ts";
import type { OpenMove } from "../move.ts";
import type { MoveProblem } from "../moves.ts";

/** What a step wrote, for the report. */
export interface Written {
  counts: Record<string, number>;
  problems: MoveProblem[];
  /** Nothing more of this phase. */
  isEnd: boolean;
}

/**
 * Asks them one thing, outside of any transaction, and gives back what writes the answer: in one transaction with how far the move is.
 * @throws {Unanswered}
 */
export type Step = (ground: MovingGround, move: OpenMove) => Promise<(tx: Tx) => Promise<Written>>;

/** Records that are not as their documents say. */
export const notUnderstood = (kind: string, ids: readonly string[]): MoveProblem[] =>
  ids.map((theirId) => ({ kind, theirId, problem: "not_understood" }));
