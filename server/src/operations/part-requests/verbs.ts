/** What the buttons about parts do. */
export const PART_VERBS = {
  ask: "part_ask",
  order: "part_order",
  pick: "part_pick",
  take: "part_take",
  free: "part_free",
  move: "part_move",
  buy: "part_buy",
  leave: "part_leave",
  cancel: "part_cancel",
} as const;
