import type { Contact } from "../../api/client.ts";
import type { ContactField } from "../queries.ts";

/** As the API carries it: a day is `2026-11-27`, a choice its id, many a list of ids. */
export type FieldValue = string | number | boolean | string[];

/** What is known of a person, by the keys of fields; over the wire the document says no types. */
export const valuesOf = (contact: Pick<Contact, "fields">) => contact.fields as Record<string, FieldValue | undefined>;

/** What a person reads of a value: days in their own order, choices by their names. `words`: for yes and no. */
export function sayValue({ type, choices }: ContactField, value: FieldValue, language: string, words: { yes: string; no: string }): string {
  const nameOf = (id: string) => choices.find((one) => one.id === id)?.name ?? id;
  if (Array.isArray(value)) return value.map(nameOf).join(", ");
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return value.toLocaleString(language, { maximumFractionDigits: 10 });
  // A day is the same day everywhere.
  if (type === "date") return new Date(`${value}T12:00:00Z`).toLocaleDateString(language, { timeZone: "UTC" });
  return nameOf(value);
}

/** Only what was changed: what stays is not written anew, and null takes a value away. */
export function changedValues(
  before: Record<string, FieldValue | null | undefined>,
  after: Record<string, FieldValue | null | undefined>,
): Record<string, FieldValue | null> {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null));
  return Object.fromEntries(changed.map((key) => [key, after[key] ?? null]));
}
