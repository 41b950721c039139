import { useState } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import { validate } from "../../../../rules/validate.ts";
import { Button } from "../../ui/button.tsx";
import { asGroup, questionAbout, trimmed } from "../../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../../ui/filter-builder/filter-builder.tsx";
import { Form } from "../../ui/form.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { type FilterParameter, readParameter } from "./read-parameter.ts";
import { useFilterCatalogue } from "./use-filter-catalogue.ts";
import { useWords } from "./words/words.ts";

interface FilterDialogProps {
  filter: FilterParameter | undefined;
  /** Undefined: no filter any more. */
  onApply: (filter: Condition | undefined) => void;
  onClose: () => void;
}

/** The filter of the list, edited; it holds when it is applied. */
export default function FilterDialog({ filter, onApply, onClose }: FilterDialogProps) {
  const t = useWords();
  const { fields, choicesOf } = useFilterCatalogue();
  const [edited, setEdited] = useState<Condition | null>(() => readParameter(filter));
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
    <Modal title={t("find.title")} onClose={onClose} size="widest">
      <ModalBody>
        <Form
          onSubmit={apply}
          actions={
            <>
              <Button tone="ghost" onClick={() => onApply(undefined)}>
                {t("find.clear")}
              </Button>
              <Spacer />
              <Button type="submit" tone="primary">
                {t("find.apply")}
              </Button>
            </>
          }
        >
          {fields !== undefined && (
            <FilterBuilder fields={fields} choicesOf={choicesOf} condition={shown} onChange={setEdited} isStrict={isStrict} />
          )}
        </Form>
      </ModalBody>
    </Modal>
  );
}
