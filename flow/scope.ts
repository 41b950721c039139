import type { Scope } from "./expressions.ts";
import { type Turn, variableOf } from "./turn.ts";
import { valueNamed } from "./write-text.ts";

/** What an expression reads in a run. A secret is read only for a variable that is one itself. */
export function scopeOf(turn: Turn, takesSecrets: boolean): Scope {
  return {
    has: (name) => Object.hasOwn(turn.state.variables, name) || variableOf(turn.document, name) !== undefined,
    read: (name) => valueNamed(turn, name, takesSecrets),
    now: turn.moment.now,
    timeZone: turn.moment.timeZone,
  };
}
