import type { EntryRules } from "../queries.ts";
import type { useWords } from "./words/words.ts";

export type Target = EntryRules["targets"][number];

/** "Queue Sales": who begins, by the name that people know. Pure. */
export function sayTarget(
  { holder, id }: Pick<Target, "holder" | "id">,
  targets: readonly Target[],
  t: ReturnType<typeof useWords>,
): string {
  const name = targets.find((one) => one.holder === holder && one.id === id)?.name ?? t("entry.gone");
  return t(`entry.holder.${holder}`, { name });
}

/** One target as the value of a choice, and back. Pure. */
export const writeTarget = ({ holder, id }: Pick<Target, "holder" | "id">): string => `${holder} ${id}`;

/** Undefined where it is no target of the list. Pure. */
export const readTarget = (text: string, targets: readonly Target[]): Target | undefined =>
  targets.find((one) => writeTarget(one) === text);
