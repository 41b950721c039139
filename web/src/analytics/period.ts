import type { AnalyticsSearch, Step } from "./paths.ts";

const DAY_MS = 86_400_000;

/** Days of the workspace, both included, and the steps that they are told in. */
export interface Period {
  from: string;
  to: string;
  step: Step;
}

/** The period that an address asks for. @param today the workspace's day */
export function periodOf({ period = "30d", from, to, step }: AnalyticsSearch, today: string): Period {
  const days = { today: 1, "7d": 7, "30d": 30, "90d": 90, "12m": 365, own: 30 }[period];
  const last = period === "own" && to !== undefined ? to : today;
  const first = period === "own" && from !== undefined ? from : addDays(last, 1 - days);
  // Days in the wrong order are put right.
  const [begin, end] = first <= last ? [first, last] : [last, first];
  return { from: begin, to: end, step: step ?? stepFor(begin, end) };
}

const MOST_DAYS = 92;
const MOST_DAYS_IN_WEEKS = 560;

function stepFor(from: string, to: string): Step {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days <= MOST_DAYS ? "day" : days <= MOST_DAYS_IN_WEEKS ? "week" : "month";
}

/** The first day of every step of a period, also of those in which nothing happened; the first may lie before the period. */
export function stepsOf({ from, to, step }: Period): string[] {
  const steps: string[] = [];
  for (let day = beginOf(from, step); day <= to; day = next(day, step)) steps.push(day);
  return steps;
}

/** The first day of the step that a day lies in: weeks begin on Mondays. */
export function beginOf(day: string, step: Step): string {
  if (step === "month") return `${day.slice(0, 7)}-01`;
  if (step === "day") return day;
  return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}

function next(day: string, step: Step): string {
  if (step !== "month") return addDays(day, step === "day" ? 1 : 7);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The day that it is in a zone. */
export const dayIn = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).format(new Date(now));
