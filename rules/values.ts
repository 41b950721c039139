import type { FieldFacts } from "./fields.ts";
import type { Operand } from "./operators.ts";

const MAX_TEXT = 1000;
const MAX_ITEMS = 100;
const MAX_DAYS = 36_500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Date, time and offset: a time without an offset would mean another moment on another machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** What keeps `value` from standing beside an operator that wants this operand, or null. Pure. */
export function problemOfValue(field: FieldFacts, operand: Operand, value: unknown): string | null {
  switch (operand) {
    case "none":
      return value === undefined ? null : "must be left out";
    case "one":
      return problemOfOne(field, value);
    case "days":
      return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= MAX_DAYS
        ? null
        : `must be a whole number of days from 1 to ${MAX_DAYS}`;
    case "many":
      if (!Array.isArray(value) || value.length === 0 || value.length > MAX_ITEMS) return `must be a list of 1 to ${MAX_ITEMS} values`;
      return firstProblem(field, value);
    case "pair": {
      if (!Array.isArray(value) || value.length !== 2) return "must be a list of two values, the smaller first";
      const problem = firstProblem(field, value);
      if (problem !== null) return problem;
      const [from, to] = value.map((one) => (field.type === "date_time" ? Date.parse(one) : one)) as [number, number];
      return from <= to ? null : "must name the smaller value first";
    }
  }
}

function firstProblem(field: FieldFacts, values: unknown[]): string | null {
  for (const [index, value] of values.entries()) {
    const problem = problemOfOne(field, value);
    if (problem !== null) return `holds a wrong value at ${index}: it ${problem}`;
  }
  return null;
}

function problemOfOne(field: FieldFacts, value: unknown): string | null {
  switch (field.type) {
    case "text":
      return problemOfText(value);
    case "number":
      return Number.isFinite(value) ? null : "must be a number";
    case "date_time":
      return isInstant(value) ? null : "must be a time with an offset, such as 2026-11-27T14:30:00Z";
    case "yes_no":
      return typeof value === "boolean" ? null : "must be true or false";
    case "member":
    case "reference":
      return typeof value === "string" && UUID.test(value) ? null : "must be an id";
    case "choice":
    case "choices":
      if (field.options === undefined) return problemOfText(value);
      return field.options.some(({ id }) => id === value) ? null : `must be one of ${field.options.map(({ id }) => id).join(", ")}`;
  }
}

function problemOfText(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return "must be a text";
  if (value.length > MAX_TEXT) return `must not be longer than ${MAX_TEXT} characters`;
  // PostgreSQL stores neither.
  return value.includes("\0") || !value.isWellFormed() ? "must not hold characters that cannot be stored" : null;
}

function isInstant(value: unknown): boolean {
  if (typeof value !== "string" || !INSTANT.test(value)) return false;
  const time = Date.parse(value);
  // 30 February is taken by some engines as 2 March: the day that was written has to come back.
  return !Number.isNaN(time) && Number(value.slice(8, 10)) <= daysOfMonth(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
