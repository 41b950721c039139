import type { ProblemOf } from "./errors.ts";
import type { FormField } from "./fields/form-field.ts";
import { readField } from "./fields/read-field.ts";
import type { Form } from "./forms/form.ts";

/** What was handed in, field by field. */
export interface ReadValues {
  /** Good ones in their one form; wrong ones as they were written. */
  values: Record<string, string>;
  wrong: ProblemOf[];
  /** Names that no field of the form has. */
  unknown: string[];
}

/** Reads what is not empty against the form. Pure. */
export function readValues({ fields }: Pick<Form, "fields">, given: Readonly<Record<string, unknown>>): ReadValues {
  const read: ReadValues = { values: {}, wrong: [], unknown: [] };
  for (const [key, written] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key);
    if (field === undefined) read.unknown.push(key);
    else if (field.type !== "file" && !isEmpty(written)) keep(read, field, written);
  }
  return read;
}

function keep(read: ReadValues, field: FormField, written: unknown): void {
  const result = readField(field, written);
  if ("value" in result) read.values[field.key] = result.value;
  else {
    read.wrong.push({ field: field.key, problem: result.problem });
    if (typeof written === "string" && written.isWellFormed()) read.values[field.key] = written.replaceAll("\0", "").trim().slice(0, 500);
  }
}

/** Nothing, or what a program writes for nothing. */
export const isEmpty = (written: unknown): boolean =>
  written === undefined ||
  written === null ||
  (typeof written === "string" && written.trim() === "") ||
  (Array.isArray(written) && written.length === 0);

/** Required fields without a value and without a file, in the order of the form. Pure. */
export const missingOf = (
  { fields }: Pick<Form, "fields">,
  values: Readonly<Record<string, string>>,
  withFile: ReadonlySet<string>,
): string[] =>
  fields
    .filter(({ key, type, isRequired }) => isRequired && (type === "file" ? !withFile.has(key) : values[key] === undefined))
    .map(({ key }) => key);

/** Whom it is about: the first name of the form, or the first text. Pure. */
export function personOf({ fields }: Pick<Form, "fields">, values: Readonly<Record<string, string>>): string {
  const named =
    fields.find(({ key, type }) => type === "name" && values[key] !== undefined) ??
    fields.find(({ key, type }) => type === "text" && values[key] !== undefined);
  return named === undefined ? "" : (values[named.key] ?? "").slice(0, 120);
}
