import type { Actor, Ctx } from "../../platform/index.ts";

/** How the timeline names who acted: `api` for a key; what the program does by itself is `system`. */
export const authorKind = ({ actor }: Ctx): Exclude<Actor["kind"], "api_key"> | "api" => (actor.kind === "api_key" ? "api" : actor.kind);

/** The author of a line or message of `ctx`. */
export const authorOf = (ctx: Ctx) => ({ kind: authorKind(ctx), id: ctx.actor.id, name: ctx.actor.name });
