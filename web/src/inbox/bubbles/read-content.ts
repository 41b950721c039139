/** A list of objects out of a message's content; nothing else is in it. */
export const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
/** An object out of a message's content; undefined when it is something else. */
export const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined; // just looked at
/** A text out of a message's content; empty when it is something else. */
export const string = (value: unknown): string => (typeof value === "string" ? value : "");
