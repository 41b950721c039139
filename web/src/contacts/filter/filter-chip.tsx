import { useQuery } from "@tanstack/react-query";
import { type FilterParameter, readParameter } from "../../inbox/find/read-parameter.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { sayCondition } from "../../ui/filter-builder/say-condition.ts";
import { useWords as useBuilderWords } from "../../ui/filter-builder/words/words.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { contactFieldsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** The filter in force, in words. */
export default function FilterChip({ filter, onEdit, onRemove }: { filter: FilterParameter; onEdit: () => void; onRemove: () => void }) {
  const t = useWords();
  const words = useBuilderWords();
  const locale = useLocale();
  const { data: fields } = useQuery(contactFieldsQuery);
  const condition = readParameter(filter);
  if (fields === undefined) return null;
  const says =
    condition === null ? t("contacts.filterUnreadable") : sayCondition(condition, { ...locale, fields, choicesOf: () => null, t: words });
  return (
    <>
      <Button size="small" title={says} onClick={onEdit}>
        <span className={ink.oneLine}>{says}</span>
      </Button>
      <IconButton label={t("contacts.filterClear")} onClick={onRemove}>
        <X size={14} />
      </IconButton>
    </>
  );
}
