import { type Condition, type Leaf, partsOf } from "../../../rules/conditions.ts";
import { type FilterParameter, readParameter } from "../inbox/find/read-parameter.ts";
import { useFilterCatalogue } from "../inbox/find/use-filter-catalogue.ts";
import { useLocale } from "../text/locale.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import type { ChoicesOf } from "../ui/filter-builder/choices.ts";
import { sayCondition } from "../ui/filter-builder/say-condition.ts";
import { useWords as useBuilderWords } from "../ui/filter-builder/words/words.ts";
import ink from "../ui/ink.module.css";
import { useWords } from "./words/words.ts";

/** The filter in force, in words. */
export function FilterSays({ filter, onEdit }: { filter: FilterParameter; onEdit: () => void }) {
  const t = useWords();
  const words = useBuilderWords();
  const locale = useLocale();
  const { fields, choicesOf } = useFilterCatalogue();
  const condition = readParameter(filter);
  if (fields === undefined) return null;
  const says = condition === null ? t("analytics.filterUnreadable") : sayCondition(condition, { ...locale, fields, choicesOf, t: words });
  return (
    <Button size="small" title={says} onClick={onEdit}>
      <span className={ink.oneLine}>{says}</span>
    </Button>
  );
}

/** Says where a filter asks for a label, queue or account that is gone: then nothing is found, and one should know why. */
export function FilterWarning({ filter, onRemove }: { filter: FilterParameter; onRemove: () => void }) {
  const t = useWords();
  const { fields, choicesOf } = useFilterCatalogue();
  const condition = readParameter(filter);
  const isUnreadable = condition === null;
  const isGone = condition !== null && fields !== undefined && leavesOf(condition).some((leaf) => asksForGone(leaf, fields, choicesOf));
  if (!isUnreadable && !isGone) return null;
  return (
    <Banner>
      {t(isUnreadable ? "analytics.filterUnreadable" : "analytics.filterGone")}{" "}
      <Button size="small" onClick={onRemove}>
        {t("analytics.filterClear")}
      </Button>
    </Banner>
  );
}

const leavesOf = (condition: Condition): Leaf[] => partsOf(condition)?.parts.flatMap(leavesOf) ?? [condition as Leaf]; // what is no group is a leaf

function asksForGone(
  { field, value }: Leaf,
  fields: NonNullable<ReturnType<typeof useFilterCatalogue>["fields"]>,
  choicesOf: ChoicesOf,
): boolean {
  const known = fields.find(({ id }) => id === field);
  if (known === undefined) return true;
  const choices = choicesOf(known);
  // Choices that have not come yet say nothing.
  if (choices === null || choices.length === 0) return false;
  const wanted = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return wanted.some((one) => !choices.some(({ id }) => id === one));
}
