import { useMemo } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { validate } from "../../../../rules/validate.ts";
import { BuilderContext } from "./builder-context.ts";
import type { ChoicesOf } from "./choices.ts";
import { asGroup, countQuestions, replaced } from "./edit-condition.ts";
import { GroupEditor } from "./group-editor.tsx";

interface FilterBuilderProps {
  /** What may be asked about, in the order in which it is offered. */
  fields: readonly FieldFacts[];
  choicesOf: ChoicesOf;
  /** May be unfinished, or hold what is not known here: both are shown. */
  condition: Condition | null;
  onChange: (condition: Condition) => void;
  /** Points out what is missing too, as after an attempt to save. */
  isStrict?: boolean;
}

/** Conditions with all, any and none, in groups inside groups. What is wrong stands beside the condition that has it. */
export function FilterBuilder({ fields, choicesOf, condition, onChange, isStrict = false }: FilterBuilderProps) {
  const root = asGroup(condition);
  const problems = useMemo(() => new Map(validate(root, fields).map((one) => [one.path, one])), [root, fields]);
  const builder = {
    fields,
    choicesOf,
    root,
    problems,
    isStrict,
    isFull: countQuestions(root) >= 100,
    change: (path: readonly number[], next: Condition | null) => onChange(replaced(root, path, next)),
  };
  return (
    <BuilderContext value={builder}>
      <GroupEditor group={root} path={[]} />
    </BuilderContext>
  );
}
