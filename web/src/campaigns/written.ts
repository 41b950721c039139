import type { Content } from "./queries.ts";

/** A text that nobody has written yet. */
export const EMPTY: Content = { kind: "text", text: "" };

/** What stands in a field for a number of at least one; null: it is empty. */
export const numberOf = (text: string): number | null => (text === "" ? null : Math.max(1, Math.round(Number(text))));
