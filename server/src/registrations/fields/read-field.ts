import { isCpf } from "../../../../language/documents.ts";
import { canonicalAddress, canonicalPhone } from "../../channels/index.ts";
import { canonicalTaxId } from "../../inbox/index.ts";
import { type FormField, TAX_TYPES } from "./form-field.ts";

export const FIELD_PROBLEMS = [
  "missing",
  "not_text",
  "too_long",
  "not_a_name",
  "not_nif",
  "not_cpf",
  "not_cnpj",
  "not_phone",
  "not_email",
  "not_postal_code",
  "not_date",
  "no_file",
  "file_lost",
  "no_proof_date",
  "proof_too_old",
  "asked_again",
] as const;
/** Why a field is not good; a code for interfaces. */
export type FieldProblem = (typeof FIELD_PROBLEMS)[number];

type Read = { value: string } | { problem: FieldProblem };

const LONGEST_TEXT = 500;
const COUNTRY_CODES = { PT: "351", BR: "55" } as const;
/** Digits of a number without its country: Portugal has nine, Brazil ten or eleven with the area. */
const NATIONAL = { PT: /^[29]\d{8}$/, BR: /^[1-9]\d{9,10}$/ } as const;

/**
 * What was written into a field, in the one form in which it is kept: a NIF as nine digits, a phone as `+351…`, a postal code as `4050-174`,
 * a day as `2026-11-28`. Files are no values. Pure.
 * @param written not empty
 */
export function readField({ type, country }: Pick<FormField, "type" | "country">, written: unknown): Read {
  const text = typeof written === "number" ? String(written) : written;
  // PostgreSQL stores neither of the two.
  if (typeof text !== "string" || text.includes("\0") || !text.isWellFormed()) return { problem: "not_text" };
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_TEXT) return { problem: "too_long" };
  switch (type) {
    case "text":
      return { value: trimmed };
    case "name":
      return /\p{L}.*\s.*\p{L}/u.test(trimmed) && !/\d/.test(trimmed)
        ? { value: trimmed.replaceAll(/\s+/g, " ") }
        : { problem: "not_a_name" };
    case "nif":
      return valueOr(canonicalTaxId("PT", trimmed), "not_nif");
    case "cnpj":
      return valueOr(canonicalTaxId("BR", trimmed), "not_cnpj");
    case "cpf":
      return valueOr(readCpf(trimmed), "not_cpf");
    case "phone":
      return valueOr(readPhone(trimmed, country), "not_phone");
    case "email":
      return valueOr(/@[^@]+\.[^@.]{2,}$/.test(trimmed) ? canonicalAddress(trimmed) : null, "not_email");
    case "postal_pt":
      return valueOr(readPostal(trimmed, /^(\d{4})[\s-]?(\d{3})$/), "not_postal_code");
    case "cep":
      return valueOr(readPostal(trimmed.replace(".", ""), /^(\d{5})[\s-]?(\d{3})$/), "not_postal_code");
    case "date":
      return valueOr(readDay(trimmed), "not_date");
    case "file":
      return { problem: "no_file" };
  }
}

/** By which two registrations are of the same person or company: `nif 247903167`; null where no such field has a good value. Pure. */
export function taxIdOf(fields: readonly FormField[], values: Readonly<Record<string, string>>): string | null {
  for (const { key, type } of fields) {
    const value = values[key];
    if (!TAX_TYPES.includes(type) || value === undefined || "problem" in readField({ type, country: null }, value)) continue;
    return `${type} ${value}`;
  }
  return null;
}

const valueOr = (value: string | null, problem: FieldProblem): Read => (value === null ? { problem } : { value });

/** Without the signs that people write between its digits. */
function readCpf(written: string): string | null {
  const digits = written.replaceAll(/[\s.-]/g, "");
  return isCpf(digits) ? digits : null;
}

function readPhone(written: string, country: FormField["country"]): string | null {
  const digits = written.replaceAll(/[\s().-]/g, "");
  const whole = country !== null && NATIONAL[country].test(digits) ? `+${COUNTRY_CODES[country]}${digits}` : written;
  const phone = canonicalPhone(whole);
  if (phone === null || country === null) return phone;
  return phone.startsWith(`+${COUNTRY_CODES[country]}`) && NATIONAL[country].test(phone.slice(1 + COUNTRY_CODES[country].length))
    ? phone
    : null;
}

function readPostal(written: string, form: RegExp): string | null {
  const [, area, place] = form.exec(written) ?? [];
  return area === undefined || place === undefined ? null : `${area}-${place}`;
}

/** 28/11/2026, 28.11.2026 or 2026-11-28; a day that the calendar has. */
function readDay(written: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  const iso = day === undefined ? written : `${year}-${month?.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const time = Date.parse(`${iso}T12:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
}
