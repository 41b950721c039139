export interface Sort {
  column: string;
  descending: boolean;
}

type Value = string | number;

/**
 * Rows in the order of a column; equal ones keep their places. Words are compared as people do: accents and case aside, numbers by their size.
 * @param by what the column sorts by; undefined when the column is not known, and the rows stay as they are
 */
export function sortRows<Row>(rows: readonly Row[], sort: Sort | null, by: ((row: Row) => Value) | undefined): readonly Row[] {
  if (sort === null || by === undefined) return rows;
  const way = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => way * compare(by(a), by(b)));
}

const byWords = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const compare = (a: Value, b: Value): number =>
  typeof a === "number" && typeof b === "number" ? a - b : byWords.compare(String(a), String(b));

/** A click on a column's head: up, down, and as it came. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** `failedAt` or `-failedAt`, as an address holds it. */
export const writeSort = (sort: Sort | null): string | undefined =>
  sort === null ? undefined : `${sort.descending ? "-" : ""}${sort.column}`;

/** Null for what is no sort. */
export function readSort(text: unknown): Sort | null {
  if (typeof text !== "string" || !/^-?\w+$/.test(text)) return null;
  return { column: text.replace("-", ""), descending: text.startsWith("-") };
}

/**
 * The selection after a row was ticked or cleared; with `from`, every row between the two follows it.
 * @param ids all that can be selected, in their order
 */
export function select(chosen: ReadonlySet<string>, ids: readonly string[], id: string, from?: string): ReadonlySet<string> {
  const next = new Set(chosen);
  const adds = !chosen.has(id);
  const [start, end] = [ids.indexOf(from ?? id), ids.indexOf(id)].sort((a, b) => a - b) as [number, number];
  for (const one of start < 0 ? [id] : ids.slice(start, end + 1)) adds ? next.add(one) : next.delete(one);
  return next;
}
