import { type Ctx, defineError } from "../platform/index.ts";

const scopeTooWide = defineError<{ scope: string }>(
  "team.scope_too_wide",
  403,
  ({ scope }) => `You cannot give a key the right "${scope}", because you do not have it.`,
);

/** Nobody is given the text of a key that may more than they. @throws {AppError} team.scope_too_wide */
export function ensureScopes(ctx: Ctx, scopes: string[]): void {
  const beyond = scopes.find((scope) => !ctx.actor.capabilities.has(scope));
  if (beyond !== undefined) throw scopeTooWide({ scope: beyond });
}
