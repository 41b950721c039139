import type { FilterParameter } from "../../inbox/find/read-parameter.ts";

/** A filter as it is kept, as the filter's form takes it; what is no JSON stays as it was written. Pure. */
export function parameterOf(filter: string | null): FilterParameter | undefined {
  if (filter === null) return undefined;
  try {
    return JSON.parse(filter) as FilterParameter; // whoever reads it looks whether it is a condition
  } catch {
    return filter;
  }
}
