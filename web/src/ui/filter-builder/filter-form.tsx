import { type ReactNode, useState } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { validate } from "../../../../rules/validate.ts";
import { Button } from "../button.tsx";
import { Form } from "../form.tsx";
import { Spacer } from "../spacer.tsx";
import type { ChoicesOf } from "./choices.ts";
import { asGroup, questionAbout, trimmed } from "./edit-condition.ts";
import { FilterBuilder } from "./filter-builder.tsx";

interface FilterFormProps {
  /** Undefined until they came. */
  fields: readonly FieldFacts[] | undefined;
  choicesOf: ChoicesOf;
  /** What it begins with. */
  condition: Condition | null;
  /** Undefined: no filter any more. */
  onApply: (filter: Condition | undefined) => void;
  words: { clear: ReactNode; apply: ReactNode };
}

/** A filter, edited; it holds when it is applied. What is wrong in it is shown instead. */
export function FilterForm({ fields, choicesOf, condition: before, onApply, words }: FilterFormProps) {
  const [edited, setEdited] = useState<Condition | null>(before);
  const [isStrict, setStrict] = useState(false);
  // An empty builder begins with a first condition.
  const [first] = fields ?? [];
  const shown = edited ?? (first === undefined ? null : { all: [questionAbout(first)] });
  function apply() {
    const condition = shown === null ? null : trimmed(asGroup(shown));
    if (condition !== null && validate(condition, fields ?? []).length > 0) setStrict(true);
    else onApply(condition ?? undefined);
  }
  return (
    <Form
      onSubmit={apply}
      actions={
        <>
          <Button tone="ghost" onClick={() => onApply(undefined)}>
            {words.clear}
          </Button>
          <Spacer />
          <Button type="submit" tone="primary">
            {words.apply}
          </Button>
        </>
      }
    >
      {fields !== undefined && (
        <FilterBuilder fields={fields} choicesOf={choicesOf} condition={shown} onChange={setEdited} isStrict={isStrict} />
      )}
    </Form>
  );
}
