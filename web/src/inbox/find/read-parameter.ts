import { type Condition, GROUP_KINDS } from "../../../../rules/conditions.ts";

/** What an address holds as a filter: the condition, or whatever somebody made of it. */
export type FilterParameter = object | string;

/** The condition as far as it is one; null where nobody can show it. Parts of it may still be wrong. Pure. */
export function readParameter(parameter: FilterParameter | undefined): Condition | null {
  return isCondition(parameter) ? parameter : null;
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const kind = GROUP_KINDS.find((one) => Object.hasOwn(value, one));
  if (kind === undefined) return "field" in value && typeof value.field === "string" && "operator" in value;
  const parts = (value as Record<string, unknown>)[kind]; // it has that key
  return Array.isArray(parts) && parts.every(isCondition);
}
