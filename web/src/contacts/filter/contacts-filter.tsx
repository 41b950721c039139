import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../../../../rules/conditions.ts";
import { type FilterParameter, readParameter } from "../../inbox/find/read-parameter.ts";
import { FilterForm } from "../../ui/filter-builder/filter-form.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { contactFieldsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";

interface ContactsFilterProps {
  filter: FilterParameter | undefined;
  /** Undefined: no filter any more. */
  onApply: (filter: Condition | undefined) => void;
  onClose: () => void;
}

/** The filter of the list, edited. */
export default function ContactsFilter({ filter, onApply, onClose }: ContactsFilterProps) {
  const t = useWords();
  const { data: fields } = useQuery(contactFieldsQuery);
  return (
    <Modal title={t("contacts.filterTitle")} onClose={onClose} size="widest">
      <ModalBody>
        <FilterForm
          fields={fields}
          choicesOf={() => null}
          condition={readParameter(filter)}
          onApply={onApply}
          words={{ clear: t("contacts.filterClear"), apply: t("contacts.filterApply") }}
        />
      </ModalBody>
    </Modal>
  );
}
