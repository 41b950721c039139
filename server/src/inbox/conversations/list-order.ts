import { cursorOf, readCursor, sql } from "../../platform/index.ts";
import type { Fragment } from "./sight.ts";

/** How a list is sorted: newest activity first, or by what was promised, the most urgent first and all without a promise after them. */
export const SORTS = ["newest", "due"] as const;
export type Sort = (typeof SORTS)[number];

/** A part of a sorted list of conversations `c`, that is read along an index of its own. */
export interface Stretch {
  where: Fragment;
  order: Fragment;
  /** Its order is that of the indexes that have the state before the time. */
  byTime: boolean;
}

const NEWEST = sql`order by c.last_message_at desc, c.id desc`;
const SOONEST = sql`order by c.due_at, c.id`;

/** The order of the whole list, over the pages of its stretches. */
export const orderOf = (sort: Sort): Fragment =>
  sort === "newest"
    ? NEWEST
    : sql`order by c.due_at nulls last, case when c.due_at is null then c.last_message_at end desc, case when c.due_at is null then c.id end desc, c.id`;

/** What is read for the next page. @throws {AppError} platform.invalid_request for a cursor of another list */
export function stretchesOf(sort: Sort, cursor: string | undefined): Stretch[] {
  if (sort === "newest") return [newestAfter(sql`true`, cursor === undefined ? undefined : readCursor(cursor, "time", "id"))];
  const [part, ...place] = cursor === undefined ? [] : readCursor(cursor, "text", "time", "id");
  const rest = (after?: string[]) => newestAfter(sql`c.due_at is null`, after);
  if (part === REST) return [rest(place)];
  const [at, id] = place;
  const after = at === undefined ? sql`` : sql`and (c.due_at, c.id) > (${at}::timestamptz, ${id}::uuid)`;
  return [{ where: sql`c.due_at is not null ${after}`, order: SOONEST, byTime: false }, rest()];
}

/** Where the next page begins, after this row. */
export function cursorAfter(sort: Sort, { id, dueAt, lastMessageAt }: { id: string; dueAt: Date | null; lastMessageAt: Date }): string {
  if (sort === "newest") return cursorOf([lastMessageAt.toISOString(), id]);
  return dueAt === null ? cursorOf([REST, lastMessageAt.toISOString(), id]) : cursorOf(["due", dueAt.toISOString(), id]);
}

/** Marks a cursor among those to whom nothing is promised. */
const REST = "rest";

function newestAfter(where: Fragment, after: string[] | undefined): Stretch {
  if (after === undefined) return { where, order: NEWEST, byTime: true };
  const [before, beforeId] = after;
  return { where: sql`${where} and (c.last_message_at, c.id) < (${before}::timestamptz, ${beforeId}::uuid)`, order: NEWEST, byTime: true };
}
