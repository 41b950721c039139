import { createContext, useContext } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import type { ConditionProblem } from "../../../../rules/validate.ts";
import type { ChoicesOf } from "./choices.ts";
import type { Path } from "./edit-condition.ts";

interface Builder {
  fields: readonly FieldFacts[];
  choicesOf: ChoicesOf;
  /** The whole of what is edited. */
  root: Condition;
  /** By the address of the bad node. */
  problems: ReadonlyMap<string, ConditionProblem>;
  isStrict: boolean;
  /** No further question fits. */
  isFull: boolean;
  /** Puts `next` at `path`, or takes out what stands there. */
  change: (path: Path, next: Condition | null) => void;
}

export const BuilderContext = createContext<Builder | null>(null);

/** What the parts of one builder share. */
export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (builder === null) throw new Error("outside of a FilterBuilder");
  return builder;
}
