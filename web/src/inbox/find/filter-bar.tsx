import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../../../../rules/conditions.ts";
import { partsOf } from "../../../../rules/conditions.ts";
import { useLocale } from "../../text/locale.tsx";
import { chipClass } from "../../ui/chip.tsx";
import { groupOf } from "../../ui/filter-builder/edit-condition.ts";
import { sayCondition } from "../../ui/filter-builder/say-condition.ts";
import { useWords as useBuilderWords } from "../../ui/filter-builder/words/words.ts";
import { X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LinkButton } from "../../ui/link-button.tsx";
import type { InboxSearch } from "../inbox-search.ts";
import { accountsQuery } from "../queries.ts";
import styles from "./filter-bar.module.css";
import { readParameter } from "./read-parameter.ts";
import { useFilterCatalogue } from "./use-filter-catalogue.ts";
import { useWords } from "./words/words.ts";

interface FilterBarProps {
  search: InboxSearch;
  onSearch: (next: Partial<Record<keyof InboxSearch, unknown>>) => void;
  onEdit: () => void;
  /** Opens the dialog in which they are kept as a view. */
  onKeep: () => void;
}

/** The conditions in force, each of which can be taken out, and all of them. */
export default function FilterBar({ search, onSearch, onEdit, onKeep }: FilterBarProps) {
  const t = useWords();
  const { data: accounts } = useQuery(accountsQuery);
  const chips = useConditionChips(search, onSearch);
  if (search.unread === true) chips.unshift({ says: t("find.unread"), remove: () => onSearch({ unread: undefined }) });
  if (search.channel !== undefined) {
    const name = accounts?.items.find(({ id }) => id === search.channel)?.name ?? "…";
    chips.unshift({ says: name, remove: () => onSearch({ channel: undefined }) });
  }
  return (
    <section className={styles.bar} aria-label={t("find.inForce")}>
      {chips.map(({ says, remove, isEdited }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may say the same
        <span key={index} className={chipClass({ tone: "accent" })}>
          {isEdited === true ? (
            <button type="button" className={ink.oneLine} title={says} onClick={onEdit}>
              {says}
            </button>
          ) : (
            <span className={ink.oneLine}>{says}</span>
          )}
          <button type="button" className={styles.remove} aria-label={t("find.remove", { what: says })} onClick={remove}>
            <X size={12} />
          </button>
        </span>
      ))}
      <LinkButton onClick={() => onSearch({ filter: undefined, unread: undefined, channel: undefined, saved: undefined })}>
        {t("find.clear")}
      </LinkButton>
      {search.saved === undefined && <LinkButton onClick={onKeep}>{t("find.keep")}</LinkButton>}
    </section>
  );
}

interface FilterChip {
  says: string;
  remove: () => void;
  /** It is changed in the dialog. */
  isEdited?: boolean;
}

/** What has to hold together is a chip each; everything else stands in one. */
function useConditionChips({ filter }: InboxSearch, onSearch: FilterBarProps["onSearch"]): FilterChip[] {
  const t = useWords();
  const words = useBuilderWords();
  const locale = useLocale();
  const { fields, choicesOf } = useFilterCatalogue();
  if (filter === undefined || fields === undefined) return [];
  const put = (next: Condition | undefined) => onSearch({ filter: next });
  const condition = readParameter(filter);
  if (condition === null) return [{ says: t("find.unreadable"), remove: () => put(undefined), isEdited: true }];
  const say = (one: Condition) => sayCondition(one, { ...locale, fields, choicesOf, t: words });
  const group = partsOf(condition);
  if (group?.kind !== "all") return [{ says: say(condition), remove: () => put(undefined), isEdited: true }];
  return group.parts.map((part, place) => {
    const rest = group.parts.filter((_, index) => index !== place);
    return { says: say(part), remove: () => put(rest.length === 0 ? undefined : groupOf("all", rest)), isEdited: true };
  });
}
