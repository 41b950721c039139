import { hash } from "node:crypto";

/** Names what a request asked for: equal for equal fields in whatever order. An idempotency key stands for one of them. */
export const requestHash = (request: unknown): string => hash("sha256", JSON.stringify(sorted(request)), "base64url");

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
