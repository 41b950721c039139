import { useCallback, useMemo, useRef, useState } from "react";
import { allOf, NOTHING_SELECTED, type Selection, toggled } from "./selection.ts";

/**
 * What is selected in a list.
 * @param list names the list: in another one nothing is selected
 * @param order ids as it shows them
 */
export function useSelection(list: string, order: readonly string[]) {
  const [{ of, selection }, set] = useState<{ of: string; selection: Selection }>({ of: list, selection: NOTHING_SELECTED });
  const shown = useRef(order);
  shown.current = order;
  const { ids } = of === list ? selection : NOTHING_SELECTED;
  const change = useCallback(
    (next: (before: Selection) => Selection) =>
      set((before) => ({ of: list, selection: next(before.of === list ? before.selection : NOTHING_SELECTED) })),
    [list],
  );
  const toggle = useCallback((id: string, isRange: boolean) => change((before) => toggled(before, id, shown.current, isRange)), [change]);
  return useMemo(
    () => ({
      ids,
      toggle,
      selectAll: () => change(() => allOf(shown.current)),
      /** What is selected from now on, such as what an act was refused for. */
      keep: (kept: readonly string[]) => change(() => allOf(kept)),
    }),
    [ids, toggle, change],
  );
}

export type ListSelection = ReturnType<typeof useSelection>;
