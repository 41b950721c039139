import type { Ctx } from "../../platform/index.ts";

/** How the history of a ticket names who acted: `api` for a key. */
export const authorKindOf = ({ actor }: Ctx): string => (actor.kind === "api_key" ? "api" : actor.kind);
