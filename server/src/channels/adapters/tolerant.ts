/**
 * Readers for what providers send: any key may be missing, of another type, or new. They never throw.
 * Strictness has no place here; a schema that refuses would lose the siblings of an odd element.
 */
export type Loose = Record<string, unknown>;

/** Which objects and lists of a body readers looked into. */
export interface Reads {
  has(part: object): boolean;
  /** Nothing of this part is told, whatever it holds. */
  isLeftOut(part: object): boolean;
}

/** So few are found faster one after the other than by a set, which first has to give each object a number. */
const FEW = 40;

class Seen implements Reads {
  readonly #few: object[] = [];
  #many: Set<object> | undefined;
  readonly #leftOut: object[] = [];

  add(part: object): void {
    if (this.#many !== undefined) this.#many.add(part);
    else if (!this.#few.includes(part)) {
      this.#few.push(part);
      if (this.#few.length > FEW) this.#many = new Set(this.#few);
    }
  }

  has(part: object): boolean {
    return this.#many?.has(part) ?? this.#few.includes(part);
  }

  leaveOut(part: object): void {
    this.#leftOut.push(part);
  }

  isLeftOut(part: object): boolean {
    return this.#leftOut.includes(part);
  }
}

/** While {@link withReads} runs: what a reader has looked into. Parsers never wait, so one is enough. */
let read: Seen | undefined;

/** What `parse` gives, with all objects and lists of its body that the readers of this file looked into. */
export function withReads<Result>(parse: () => Result): { result: Result; reads: Reads } {
  const reads = new Seen();
  const before = read;
  read = reads;
  try {
    return { result: parse(), reads };
  } finally {
    read = before;
  }
}

export function asRecord(value: unknown): Loose {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  read?.add(value);
  return value as Loose;
}

/** Nothing of `value`, nor of what it holds, is told on purpose. */
export function leaveOut(value: unknown): void {
  if (typeof value === "object" && value !== null) read?.leaveOut(value);
}

/** The same without looking into it: to find out whether it is worth it. */
export const peek = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {}; // an object of JSON

export function asList(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [];
  read?.add(value);
  return value;
}

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

/** NUL cannot be stored as text, lone surrogates not as UTF-8. Nearly every text is clean, and is not copied. */
function clean(text: string): string {
  if (!text.includes("\u0000") && text.isWellFormed()) return text;
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** The same for every string inside a JSON value, so that it can be stored as it came. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) {
    read?.add(value);
    return value.map(storable);
  }
  if (typeof value === "object" && value !== null) {
    read?.add(value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), storable(inner)]));
  }
  return value;
}

/** Drops the keys whose value is missing. */
export function compact<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const key in record) if (record[key] !== undefined) kept[key] = record[key];
  return kept as never;
}
