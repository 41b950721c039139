import type { Move, Order } from "./queries.ts";

type State = Order["state"];

/** What leads from a state to a column of the board; the server says who may, and whether it is still so. */
const WAYS: Partial<Record<State, Partial<Record<State, Move>>>> = {
  open: { offered: "assign", accepted: "accept" },
  offered: { open: "decline", accepted: "accept" },
  accepted: { open: "decline", offered: "assign", on_the_way: "depart", in_progress: "check-in" },
  on_the_way: { offered: "assign", in_progress: "check-in" },
  in_progress: { paused: "pause", done: "check-out" },
  paused: { in_progress: "resume", offered: "assign", done: "check-out" },
  done: { closed: "close" },
};

export const moveBetween = (from: State, to: State): Move | undefined => WAYS[from]?.[to];

/** What a card offers: the same ways without dragging. */
export const movesFrom = (from: State): Move[] => [...new Set(Object.values(WAYS[from] ?? {}))];

/** Moves that ask for something first. */
export const ASKS: Partial<Record<Move, "technicianId" | "reason" | "solution">> = {
  assign: "technicianId",
  pause: "reason",
  cancel: "reason",
  reopen: "reason",
  "check-out": "solution",
};
