import type { Role, Sees } from "../queries.ts";

/** From the one that may most. */
export const ROLES = [
  "owner",
  "administrator",
  "manager",
  "supervisor",
  "buyer",
  "agent",
  "technician",
  "viewer",
] as const satisfies Role[];

export const SEES = ["own", "queues", "all"] as const satisfies Sees[];
