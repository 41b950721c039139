import { canonicalPhone } from "../channels/index.ts";
import type { KnownContact } from "../inbox/index.ts";
import { sql, type Tx } from "../platform/index.ts";
import { type FormField, TAX_TYPES } from "./fields/form-field.ts";
import { isTooOld, proofField } from "./fields/proof.ts";
import type { FieldProblem } from "./fields/read-field.ts";
import { readField } from "./fields/read-field.ts";
import type { RegistrationFile } from "./files/registration-file.ts";
import type { Form } from "./forms/form.ts";
import type { Registration } from "./registration.ts";

/** What is good of a field; a code for interfaces. */
export const GOOD_SIGNS = ["check_digit", "unique", "same_as_channel", "same_as_contact", "fresh_proof"] as const;
type GoodSign = (typeof GOOD_SIGNS)[number];

/** How a field stands now, whatever was found when it was handed in. */
export interface FieldCheck {
  field: string;
  problem: FieldProblem | null;
  signs: GoodSign[];
}

export interface CheckedWith {
  form: Form;
  registration: Registration;
  files: readonly RegistrationFile[];
  contact: KnownContact | null;
  /** The workspace's day, `2026-11-28`. */
  today: string;
}

/** Every field of the form, checked again. Pure. */
export const checkFields = (given: CheckedWith): FieldCheck[] =>
  given.form.fields.map((field) => ({ field: field.key, problem: problemOf(field, given), signs: signsOf(field, given) }));

function problemOf(field: FormField, given: CheckedWith): FieldProblem | null {
  const { registration } = given;
  const problem = field.type === "file" ? fileProblem(field, given) : valueProblem(field, registration.values[field.key]);
  if (problem !== null) return problem;
  return registration.toCorrect.includes(field.key) ? "asked_again" : null;
}

function valueProblem(field: FormField, value: string | undefined): FieldProblem | null {
  if (value === undefined) return field.isRequired ? "missing" : null;
  const read = readField(field, value);
  return "problem" in read ? read.problem : null;
}

function fileProblem(field: FormField, { form, registration, files, today }: CheckedWith): FieldProblem | null {
  const file = files.find((one) => one.field === field.key && !one.isReplaced);
  if (file === undefined) return field.isRequired ? "no_file" : null;
  if (file.state === "lost") return "file_lost";
  if (proofField(form.fields)?.key !== field.key || field.maxAgeMonths === null) return null;
  if (registration.proofOn === null) return "no_proof_date";
  return isTooOld(registration.proofOn, today, field.maxAgeMonths) ? "proof_too_old" : null;
}

function signsOf(field: FormField, { form, registration, contact, today }: CheckedWith): GoodSign[] {
  const value = registration.values[field.key];
  const signs: GoodSign[] = [];
  if (field.type === "file") {
    const { proofOn } = registration;
    const isFresh =
      proofField(form.fields)?.key === field.key &&
      field.maxAgeMonths !== null &&
      proofOn !== null &&
      !isTooOld(proofOn, today, field.maxAgeMonths);
    return isFresh ? ["fresh_proof"] : [];
  }
  if (value === undefined || "problem" in readField(field, value)) return [];
  // Only one registration of a form that was not rejected has it: the database holds that.
  if (TAX_TYPES.includes(field.type))
    signs.push("check_digit", ...(registration.taxId === `${field.type} ${value}` ? (["unique"] as const) : []));
  const isKnown = (kind: string, wanted: string | null) =>
    contact?.identities.some((one) => one.kind === kind && one.value === wanted) === true;
  if (field.type === "phone" && isKnown("phone", canonicalPhone(value))) signs.push("same_as_channel");
  if (field.type === "email" && isKnown("email", value)) signs.push("same_as_channel");
  if (field.type === "name" && contact?.name === value) signs.push("same_as_contact");
  return signs;
}

/** The workspace's day, `2026-11-28`. */
export async function todayOf(tx: Tx, now: Date): Promise<string> {
  const { day } = await tx.one(sql<{ day: string }>`
    select (${now}::timestamptz at time zone time_zone)::date::text as day from workspaces where id = current_workspace()`);
  return day;
}
