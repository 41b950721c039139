import { fold } from "../rules/fold.ts";
import { isTime, momentOf } from "./times.ts";

/** Longest text that a variable keeps; an answer of 60,000 characters is an answer. */
const LONGEST_TEXT = 60_000;

/** A value as a number: also "34", "1.234,50" and "1,234.50". A phone or a code ("+351…", "0800") is none. Pure. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.length > 40) return null;
  const text = value.trim();
  if (!/^-?\d[\d.,\s]*$/.test(text) || /^-?0\d/.test(text)) return null;
  const number = Number(withPoint(text.replaceAll(/\s/g, "")));
  return Number.isFinite(number) ? number : null;
}

/** The last of two kinds of marks parts the decimals; one that stands alone does too; one that is repeated groups thousands. */
function withPoint(text: string): string {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  const mark = comma >= 0 ? "," : ".";
  return text.split(mark).length > 2 ? text.replaceAll(mark, "") : text.replace(",", ".");
}

/** A value in words, for texts that are put together; null and absent are empty. Pure, never throws. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (isMoney(value)) return (value.cents / 100).toFixed(2);
  return isFile(value) ? (value.name ?? value.attachmentId) : safeJson(value);
}

/** Whether it counts as yes: not null, not empty, not 0, not false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== "";
}

/** Smaller than 0, 0 or larger, as people compare: numbers as such, times as such, texts without accents and capitals. Null: they cannot be compared. */
export function compare(a: unknown, b: unknown, timeZone: string): number | null {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return left - right;
  if (isTime(a) && isTime(b)) return (momentOf(a, timeZone) ?? 0) - (momentOf(b, timeZone) ?? 0);
  if (a === null || b === null || typeof a === "object" || typeof b === "object") return null;
  const [one, other] = [fold(textOf(a)), fold(textOf(b))];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** A file that somebody sent, as a variable keeps it. */
export interface KeptFile {
  attachmentId: string;
  kind: "image" | "video" | "audio" | "document";
  name: string | null;
}
export const isFile = (value: unknown): value is KeptFile =>
  typeof value === "object" && value !== null && typeof (value as Partial<KeptFile>).attachmentId === "string";

export const isMoney = (value: unknown): value is { cents: number; currency: string } =>
  typeof value === "object" && value !== null && typeof (value as { cents?: unknown }).cents === "number";

/** One's own property only: `constructor` and its like are nothing here. */
export function propertyOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Object.hasOwn(value, key) ? ((value as Record<string | number, unknown>)[key] ?? null) : null;
}

/** `items.0.name` of a JSON value; an empty path is all of it. Null where it leads nowhere. */
export function atPath(value: unknown, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  return keys.reduce<unknown>(propertyOf, value) ?? null;
}

/** The value, with texts no longer than a variable keeps. */
export const bounded = (value: unknown): unknown =>
  typeof value === "string" && value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : (value ?? null);

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
