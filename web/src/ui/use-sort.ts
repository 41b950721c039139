import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { readSort, type Sort, writeSort } from "./table-rows.ts";

/** How a table is sorted, kept in the address as `?sort=-failedAt`. */
export function useSort(): [Sort | null, (sort: Sort | null) => void] {
  const navigate = useNavigate();
  const named = useSearch({ strict: false, select: (search: object) => ("sort" in search ? search.sort : undefined) });
  const sort = useMemo(() => readSort(named), [named]);
  // The router knows the words of each page's address; this one belongs to any page.
  const change = (next: Sort | null) =>
    void navigate({ to: ".", search: ((before: object) => ({ ...before, sort: writeSort(next) })) as never });
  return [sort, change];
}
