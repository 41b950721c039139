import { fold } from "../../../../rules/fold.ts";
import type { Choice, ContactField } from "./contact-field.ts";

/** A value as the API carries it: a day is `2026-11-27`, a choice its id, many a list of ids. */
export type FieldValue = string | number | boolean | string[];

const VALUE_PROBLEMS = [
  "not_text",
  "too_long",
  "not_number",
  "not_date",
  "not_yes_no",
  "not_choice",
  "not_link",
  "required",
  "unknown_field",
] as const;
/** Why a value does not fit its field; a code for interfaces. */
export type ValueProblem = (typeof VALUE_PROBLEMS)[number];

type Read = { value: FieldValue } | { problem: ValueProblem };
type Typed = Pick<ContactField, "type" | "choices">;

const LONGEST_TEXT = 1_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** 27/11/2026, 27.11.26 or 27-11-2026: the day first, as our languages write it. */
const WRITTEN_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const YES = new Set(["true", "1", "sim", "s", "yes", "y", "si", "verdadeiro", "verdadero", "x"]);
const NO = new Set(["false", "0", "nao", "n", "no", "falso"]);

/** A value that came over the API, in the one form in which it is kept. Pure. */
export function checkValue(field: Typed, given: unknown): Read {
  switch (field.type) {
    case "text":
      return checkText(given);
    case "number":
      return typeof given === "number" && Number.isFinite(given) ? { value: given } : { problem: "not_number" };
    case "yes_no":
      return typeof given === "boolean" ? { value: given } : { problem: "not_yes_no" };
    case "date":
      return typeof given === "string" && isDay(given) ? { value: given } : { problem: "not_date" };
    case "link":
      return typeof given === "string" ? readLink(given) : { problem: "not_link" };
    case "choice":
      return field.choices.some(({ id }) => id === given) ? { value: given as string } : { problem: "not_choice" }; // it is one of them
    case "many":
      return Array.isArray(given) ? checkMany(field.choices, given) : { problem: "not_choice" };
  }
}

/**
 * A value as a person wrote it into a sheet: `1.234,50`, `27/11/2026`, `sim`, the name of a choice; several are parted by `;` or `|`, else by commas.
 * Pure. @param written not empty
 */
export function readWritten(field: Typed, written: string): Read {
  const text = written.trim();
  switch (field.type) {
    case "text":
      return checkText(text);
    case "number":
      return readNumber(text);
    case "yes_no":
      return YES.has(fold(text)) ? { value: true } : NO.has(fold(text)) ? { value: false } : { problem: "not_yes_no" };
    case "date":
      return readDay(text);
    case "link":
      return readLink(text);
    case "choice": {
      const choice = findChoice(field.choices, text);
      return choice === undefined ? { problem: "not_choice" } : { value: choice.id };
    }
    case "many": {
      const isOne = findChoice(field.choices, text) !== undefined;
      const parts = isOne ? [text] : text.split(/[;|]/.test(text) ? /[;|]/ : ",").map((part) => part.trim());
      const chosen = parts.filter((part) => part !== "").map((part) => findChoice(field.choices, part));
      return chosen.length === 0 || chosen.includes(undefined)
        ? { problem: "not_choice" }
        : { value: [...new Set((chosen as Choice[]).map(({ id }) => id))] }; // each was found
    }
  }
}

/** A value as a person reads it, such as in a sheet: the names of choices instead of their ids. {@link readWritten} reads it back. Pure. */
export function writeValue({ choices }: Pick<ContactField, "choices">, value: FieldValue): string {
  const nameOf = (id: string) => choices.find((one) => one.id === id)?.name ?? id;
  if (Array.isArray(value)) return value.map(nameOf).join("; ");
  // With a comma, as it is read: `1.234` would come back as a thousand and more.
  return typeof value === "string" ? nameOf(value) : String(value).replace(".", ",");
}

function checkText(given: unknown): Read {
  // PostgreSQL stores neither of the two.
  if (typeof given !== "string" || given.includes("\0") || !given.isWellFormed()) return { problem: "not_text" };
  const text = given.trim();
  if (text === "") return { problem: "not_text" };
  return text.length > LONGEST_TEXT ? { problem: "too_long" } : { value: text };
}

function checkMany(choices: readonly Choice[], given: readonly unknown[]): Read {
  const ids = choices.map(({ id }) => id).filter((id) => given.includes(id)); // in the order of the choices
  return given.length > 0 && given.every((one) => choices.some(({ id }) => id === one)) ? { value: ids } : { problem: "not_choice" };
}

/** The last sign parts the decimals, unless it is alone before three digits: `1.234` is a thousand and more, as we write it. */
function readNumber(text: string): Read {
  const bare = text.replaceAll(/[\s\u00a0]/g, "").replace(/^(R\$|€|\$|US\$)/, "");
  if (!/^-?\d[\d.,]*$/.test(bare)) return { problem: "not_number" };
  const isThousands = /^-?\d{1,3}(\.\d{3})+$/.test(bare) || /^-?\d{1,3}(,\d{3}){2,}$/.test(bare);
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const plain =
    isThousands || last < 0 ? bare.replaceAll(/[.,]/g, "") : `${bare.slice(0, last).replaceAll(/[.,]/g, "")}.${bare.slice(last + 1)}`;
  const number = Number(plain);
  return Number.isFinite(number) && plain !== "" ? { value: number } : { problem: "not_number" };
}

function readDay(text: string): Read {
  const [, day, month, year] = WRITTEN_DAY.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined)
    return isDay(text.slice(0, 10)) && /^.{10}([T ]|$)/.test(text) ? { value: text.slice(0, 10) } : { problem: "not_date" };
  const whole = year.length === 4 ? year : `${Number(year) > 50 ? "19" : "20"}${year}`;
  const iso = `${whole}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(iso) ? { value: iso } : { problem: "not_date" };
}

/** Some engines take 30 February as 2 March: the day that was written has to come back. */
function isDay(text: string): boolean {
  if (!DAY.test(text) || text < "0100") return false;
  const time = Date.parse(`${text}T12:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readLink(text: string): Read {
  const address = URL.parse(/^[a-z]+:/i.test(text.trim()) ? text.trim() : `https://${text.trim()}`);
  if (address === null || !["http:", "https:"].includes(address.protocol) || !address.hostname.includes("."))
    return { problem: "not_link" };
  return address.href.length > LONGEST_TEXT ? { problem: "too_long" } : { value: address.href };
}

const findChoice = (choices: readonly Choice[], text: string): Choice | undefined =>
  choices.find(({ id }) => id === text) ?? choices.find(({ name }) => fold(name) === fold(text));
