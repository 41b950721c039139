/** What a figure should come to from a day on, `YYYY-MM-DD`; null: nothing any more. */
export interface FigureTarget {
  from: string;
  value: number | null;
}

/**
 * The target that is in force on a day; null when there is none. Pure.
 * @param targets of one figure, in any order
 */
export function targetOn(targets: readonly FigureTarget[], day: string): number | null {
  let last: FigureTarget | undefined;
  for (const target of targets) if (target.from <= day && (last === undefined || target.from > last.from)) last = target;
  return last?.value ?? null;
}

/** Whether a value is as good as its target or better. Pure. */
export const isMet = (better: "more" | "less", value: number, target: number): boolean =>
  better === "more" ? value >= target : value <= target;
