/**
 * NUL cannot be stored as text, and half a surrogate not as UTF-8: both are taken out of every text of a body, names included. Only
 * a body that spells one of them is looked through.
 */
export function cleanBody(raw: string, body: unknown): unknown {
  return raw.includes("\u0000") || /\\u(?:0000|d[89a-f])/i.test(raw) || !raw.isWellFormed() ? clean(body) : body;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [String(clean(name)), clean(inner)]));
}
