import type { FieldFacts } from "../../../../rules/fields.ts";

/** One value that a field can have, in the reader's words. */
export interface Choice {
  id: string;
  label: string;
}

/** What a field's value is chosen from; null where anything may be written. An empty list: there is nothing to choose, or not yet. */
export type ChoicesOf = (field: FieldFacts) => readonly Choice[] | null;
