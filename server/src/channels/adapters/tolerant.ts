/**
 * Readers for what providers send: any key may be missing, of another type, or new. They never throw.
 * Strictness has no place here; a schema that refuses would lose the siblings of an odd element.
 */
export type Loose = Record<string, unknown>;

export const asRecord = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const asRecords = (value: unknown): Loose[] => asList(value).map(asRecord);

/** Text as text and numbers as their digits (providers write ids both ways); everything else is missing. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return clean(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return undefined;
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Seconds (as text or number), or milliseconds where the figure is that large. */
export function asTime(value: unknown): Date | null {
  const figure = asNumber(value);
  if (figure === undefined || figure <= 0) return null;
  const time = new Date(figure > 1e11 ? figure : figure * 1000);
  return time.getTime() < 8.64e15 && time.getFullYear() < 2200 ? time : null;
}

/** NUL cannot be stored as text, lone surrogates not as UTF-8. */
function clean(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** The same for every string inside a JSON value, so that it can be stored as it came. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), storable(inner)]));
  }
  return value;
}

/** Drops the keys whose value is missing. */
export function compact<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;
}
