import { useNavigate, useSearch } from "@tanstack/react-router";

/**
 * Which part of a page is shown, kept in the address as `?tab=`, so that a link and the way back open it again.
 * @param tabs the first one is shown when the address names none that is known
 */
export function useTab<Id extends string>(tabs: readonly [Id, ...Id[]]): [Id, (id: Id) => void] {
  const navigate = useNavigate();
  const named = useSearch({ strict: false, select: (search: object) => ("tab" in search ? search.tab : undefined) });
  const selected = tabs.find((id) => id === named) ?? tabs[0];
  // The router knows the words of each page's address; this one belongs to any page.
  return [selected, (id) => void navigate({ to: ".", search: ((before: object) => ({ ...before, tab: id })) as never })];
}
