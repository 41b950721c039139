import type { OrderState } from "../closed-sets.ts";

/** What people do with an order; each is a verb of the API and, where technicians do it, a button. */
export const MOVES = [
  "assign",
  "accept",
  "decline",
  "depart",
  "check-in",
  "pause",
  "resume",
  "check-out",
  "close",
  "reopen",
  "cancel",
] as const;
export type Move = (typeof MOVES)[number];

interface MoveRule {
  /** In which states it is possible. */
  from: readonly OrderState[];
  /** `technician`: who does the order, or who dispatches; `dispatch`: only who dispatches. */
  by: "technician" | "dispatch";
  /** As the history calls it. */
  step: string;
}

/** The database holds the same ways from state to state; what is here says by whom, and refuses with words. */
export const MOVE_RULES: Readonly<Record<Move, MoveRule>> = {
  assign: { from: ["open", "offered", "accepted", "on_the_way", "paused"], by: "dispatch", step: "assigned" },
  accept: { from: ["open", "offered"], by: "technician", step: "accepted" },
  decline: { from: ["offered", "accepted"], by: "technician", step: "declined" },
  depart: { from: ["accepted"], by: "technician", step: "departed" },
  "check-in": { from: ["accepted", "on_the_way"], by: "technician", step: "checked_in" },
  pause: { from: ["in_progress"], by: "technician", step: "paused" },
  resume: { from: ["paused"], by: "technician", step: "resumed" },
  "check-out": { from: ["in_progress", "paused"], by: "technician", step: "checked_out" },
  close: { from: ["done"], by: "dispatch", step: "closed" },
  reopen: { from: ["done", "closed", "cancelled"], by: "dispatch", step: "reopened" },
  cancel: { from: ["open", "offered", "accepted", "on_the_way", "in_progress", "paused"], by: "dispatch", step: "cancelled" },
};

/** What whoever does an order may do with it now. Pure. */
export const movesOf = (state: OrderState): Move[] => MOVES.filter((move) => MOVE_RULES[move].from.includes(state));
