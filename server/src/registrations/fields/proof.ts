import type { FormField } from "./form-field.ts";

/** The field of a form that is a proof with an age; a form has at most one that counts. Pure. */
export const proofField = (fields: readonly FormField[]): (FormField & { maxAgeMonths: number }) | null =>
  fields.find((field): field is FormField & { maxAgeMonths: number } => field.type === "file" && field.maxAgeMonths !== null) ?? null;

/**
 * Whether a proof of the day `on` is older than so many months on `today`. Of 30 November, three months earlier is 30 August; of 31 May,
 * 28 or 29 February. Pure.
 * @param on and `today`: days, `2026-11-28`
 */
export function isTooOld(on: string, today: string, months: number): boolean {
  const [year = 0, month = 0, day = 0] = today.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const oldest = new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastOfMonth)));
  return on < oldest.toISOString().slice(0, 10);
}
