import type { Order } from "./queries.ts";

export const isOver = ({ state }: Pick<Order, "state">): boolean => state === "done" || state === "closed" || state === "cancelled";

/** It is still to be done, and its time is past. */
export const isLate = (order: Pick<Order, "state" | "dueAt">): boolean => !isOver(order) && Date.parse(order.dueAt) < Date.now();
