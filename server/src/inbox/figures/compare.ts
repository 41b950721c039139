/** What a period is held against. */
export const COMPARED_WITH = ["before", "year"] as const;

interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/** The same number of days directly before, or the same days of the year before; 29 February becomes the 28th. */
export function daysBefore({ from, to }: Days, compared: (typeof COMPARED_WITH)[number]): Days {
  if (compared === "year") return { from: yearBefore(from), to: yearBefore(to) };
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return { from: dayOf(2 * first - last - DAY_MS), to: dayOf(first - DAY_MS) };
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;
