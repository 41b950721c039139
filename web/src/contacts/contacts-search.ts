import type { FilterParameter } from "../inbox/find/read-parameter.ts";

export const SORTS = ["seen", "name", "created"] as const;

/** What the address of the list holds, so that a link restores it. */
export interface ContactsSearch {
  /** What was typed. */
  q?: string;
  /** Last message first where it is not said. */
  sort?: (typeof SORTS)[number];
  filter?: FilterParameter;
}

/** Tolerant: an address that somebody typed still opens the list. */
export function readContactsSearch({ q, sort, filter }: Record<string, unknown>): ContactsSearch {
  const known = SORTS.find((one) => one === sort);
  return {
    // A number in an address is read as one.
    ...((typeof q === "string" && q !== "") || typeof q === "number" ? { q: String(q) } : {}),
    ...(known === undefined || known === "seen" ? {} : { sort: known }),
    ...((typeof filter === "object" && filter !== null) || (typeof filter === "string" && filter !== "") ? { filter } : {}),
  };
}

/** The same as the list's query to the server. */
export function contactsListQuery({ q, sort, filter }: ContactsSearch) {
  const text = filter === undefined || typeof filter === "string" ? filter : JSON.stringify(filter);
  return {
    sort: sort ?? ("seen" as const),
    ...(q === undefined ? {} : { search: q.slice(0, 200) }),
    ...(text === undefined ? {} : { filter: text }),
  };
}

/** Which file the page of imports shows. */
export const readImportSearch = ({ importId }: Record<string, unknown>): { importId?: string } =>
  typeof importId === "string" ? { importId } : {};
