import type { Condition } from "../../../../rules/conditions.ts";
import { FilterForm } from "../../ui/filter-builder/filter-form.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { type FilterParameter, readParameter } from "./read-parameter.ts";
import { useFilterCatalogue } from "./use-filter-catalogue.ts";
import { useWords } from "./words/words.ts";

interface FilterDialogProps {
  filter: FilterParameter | undefined;
  /** Undefined: no filter any more. */
  onApply: (filter: Condition | undefined) => void;
  onClose: () => void;
}

/** The filter of the list, edited. */
export default function FilterDialog({ filter, onApply, onClose }: FilterDialogProps) {
  const t = useWords();
  const catalogue = useFilterCatalogue();
  return (
    <Modal title={t("find.title")} onClose={onClose} size="widest">
      <ModalBody>
        <FilterForm
          {...catalogue}
          condition={readParameter(filter)}
          onApply={onApply}
          words={{ clear: t("find.clear"), apply: t("find.apply") }}
        />
      </ModalBody>
    </Modal>
  );
}
