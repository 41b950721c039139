import { fold } from "../rules/fold.ts";
import { matches } from "./patterns.ts";
import { momentOf, wallOf } from "./times.ts";
import { compare, isTrue, numberOf, propertyOf, textOf } from "./values.ts";

/** What an expression may read. */
export interface Scope {
  /** Whether a variable has this name. */
  has(name: string): boolean;
  /** The value of a variable, or of a field of the house by its dotted name; null where there is none. */
  read(name: string): unknown;
  /** ISO 8601 with an offset. */
  now: string;
  timeZone: string;
}

export interface ExpressionFunction {
  /** Least and most arguments. */
  takes: readonly [number, number];
  /** Only the branch that is taken is looked at. */
  lazy?: true;
  run(given: readonly unknown[], scope: Scope): unknown;
}

const MANY = 50;
const of = (least: number, most: number, run: ExpressionFunction["run"]): ExpressionFunction => ({ takes: [least, most], run });
const onText = (change: (text: string) => unknown) => of(1, 1, ([value]) => (value === null ? null : change(textOf(value))));
const onNumber = (change: (number: number) => number) =>
  of(1, 1, ([value]) => {
    const number = numberOf(value);
    return number === null ? null : change(number);
  });

/** All that an expression can call. A small set on purpose: what is larger belongs into a request. */
export const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  upper: onText((text) => text.toUpperCase()),
  lower: onText((text) => text.toLowerCase()),
  capital: onText((text) => text.replace(/\p{L}/u, (first) => first.toUpperCase())),
  trim: onText((text) => text.trim()),
  first_word: onText((text) => text.trim().split(/\s+/)[0] ?? ""),
  digits: onText((text) => text.replaceAll(/\D/g, "")),
  length: of(1, 1, ([value]) => (value === null ? 0 : Array.isArray(value) ? value.length : [...textOf(value)].length)),
  contains: of(2, 2, ([whole, part]) => holds(whole, part)),
  starts_with: of(2, 2, ([whole, part]) => fold(textOf(whole)).startsWith(fold(textOf(part)))),
  ends_with: of(2, 2, ([whole, part]) => fold(textOf(whole)).endsWith(fold(textOf(part)))),
  matches: of(2, 2, ([text, pattern]) => matches(textOf(pattern), textOf(text))),
  replace: of(3, 3, ([whole, from, to]) => (textOf(from) === "" ? textOf(whole) : replaced(textOf(whole), textOf(from), textOf(to)))),
  cut: of(2, 3, ([text, from, to]) => [...textOf(text)].slice(numberOf(from) ?? 0, numberOf(to) ?? undefined).join("")),
  concat: of(1, MANY, (given) => given.map(textOf).join("")),
  text: of(1, 1, ([value]) => textOf(value)),
  number: of(1, 1, ([value]) => numberOf(value)),
  round: of(1, 2, ([value, places]) => rounded(numberOf(value), numberOf(places ?? 0))),
  floor: onNumber(Math.floor),
  ceil: onNumber(Math.ceil),
  abs: onNumber(Math.abs),
  min: of(1, MANY, (given) => extreme(given, Math.min)),
  max: of(1, MANY, (given) => extreme(given, Math.max)),
  sum: of(1, MANY, (given) => numbers(given).reduce((total, one) => total + one, 0)),
  if: { takes: [3, 3], lazy: true, run: () => null },
  first_set: of(1, MANY, (given) => given.find((value) => value !== null && value !== "") ?? null),
  is_set: of(1, 1, ([value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)),
  list: of(0, MANY, (given) => [...given]),
  item: of(2, 2, ([list, place]) => propertyOf(list, (numberOf(place) ?? 0) - 1)),
  first: of(1, 1, ([list]) => (Array.isArray(list) ? (list[0] ?? null) : list)),
  last: of(1, 1, ([list]) => (Array.isArray(list) ? (list.at(-1) ?? null) : list)),
  join: of(1, 2, ([list, between]) => (Array.isArray(list) ? list.map(textOf).join(textOf(between ?? ", ")) : textOf(list))),
  split: of(2, 2, ([text, between]) =>
    textOf(text)
      .split(textOf(between))
      .map((part) => part.trim())
      .slice(0, 1000),
  ),
  now: of(0, 0, (_, scope) => wallOf(Date.parse(scope.now), scope.timeZone)),
  today: of(0, 0, (_, scope) => wallOf(Date.parse(scope.now), scope.timeZone).slice(0, 10)),
  date_add: of(3, 3, ([date, amount, unit], scope) => added(date, numberOf(amount), textOf(unit), scope)),
  days_between: of(2, 2, ([from, to], scope) => daysBetween(from, to, scope)),
  weekday: of(1, 1, ([date], scope) =>
    partOf(date, scope, (wall) => ((new Date(`${wall.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1),
  ),
  hour: of(1, 1, ([date], scope) => partOf(date, scope, (wall) => Number(wall.slice(11, 13)))),
  day: of(1, 1, ([date], scope) => partOf(date, scope, (wall) => Number(wall.slice(8, 10)))),
  month: of(1, 1, ([date], scope) => partOf(date, scope, (wall) => Number(wall.slice(5, 7)))),
  year: of(1, 1, ([date], scope) => partOf(date, scope, (wall) => Number(wall.slice(0, 4)))),
};

function holds(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((one) => compare(one, part, "UTC") === 0);
  return isTrue(part) && fold(textOf(whole)).includes(fold(textOf(part)));
}

/** Not longer than a variable may be, however often something is found. */
function replaced(whole: string, from: string, to: string): string {
  const pieces = whole.split(from);
  const length = whole.length + (pieces.length - 1) * Math.max(0, to.length - from.length);
  return length > 120_000 ? whole : pieces.join(to);
}

function rounded(number: number | null, places: number | null): number | null {
  if (number === null) return null;
  const digits = Math.min(10, Math.max(0, Math.trunc(places ?? 0)));
  // By its text, so that 1.005 is rounded as people do it: 1.01.
  const shifted = Math.round(Number(`${number}e${digits}`));
  return Number.isFinite(shifted) ? Number(`${shifted}e-${digits}`) : number;
}

function numbers(given: readonly unknown[]): number[] {
  return given
    .flat()
    .map(numberOf)
    .filter((number) => number !== null);
}

function extreme(given: readonly unknown[], choose: (...all: number[]) => number): number | null {
  const found = numbers(given);
  return found.length === 0 ? null : choose(...found);
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000 };
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };
const UNIT_MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 };

/** Days, months and years by the calendar on the wall, hours and minutes by the time that passes. A day alone stays one, but for hours. */
function added(date: unknown, amount: number | null, unitWord: string, { timeZone }: Scope): string | null {
  const at = typeof date === "string" ? momentOf(date, timeZone) : null;
  const unit = unitWord.trim().toLowerCase().replace(/s$/, "");
  if (at === null || amount === null || Math.abs(amount) > 1e7) return null;
  const wall = wallOf(at, timeZone);
  const isDay = (date as string).length === 10; // it is a text: `at` was found
  if (Object.hasOwn(UNIT_MS, unit)) return inYears(() => wallOf(at + amount * (UNIT_MS[unit] as number), timeZone));
  const moved = Object.hasOwn(UNIT_DAYS, unit)
    ? inYears(() => shiftedDays(wall, Math.trunc(amount) * (UNIT_DAYS[unit] as number)))
    : Object.hasOwn(UNIT_MONTHS, unit)
      ? inYears(() => shiftedMonths(wall, Math.trunc(amount) * (UNIT_MONTHS[unit] as number)))
      : null;
  return moved !== null && isDay ? moved.slice(0, 10) : moved;
}

function shiftedDays(wall: string, days: number): string {
  return new Date(Date.parse(`${wall}Z`) + days * 86_400_000).toISOString().slice(0, 16);
}

/** The last day of a shorter month stands for the days that it lacks. */
function shiftedMonths(wall: string, months: number): string {
  const [year, month, day] = wall.slice(0, 10).split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const date = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
  return `${date}${wall.slice(10)}`;
}

/** Null for a year that a date cannot have. */
function inYears(make: () => string): string | null {
  try {
    const wall = make();
    return /^\d{4}-/.test(wall) ? wall : null;
  } catch {
    return null;
  }
}

function daysBetween(from: unknown, to: unknown, scope: Scope): number | null {
  const [first, last] = [partOf(from, scope, dayNumber), partOf(to, scope, dayNumber)];
  return first === null || last === null ? null : last - first;
}

const dayNumber = (wall: string): number => Date.parse(`${wall.slice(0, 10)}T00:00:00Z`) / 86_400_000;

function partOf(date: unknown, { timeZone }: Scope, read: (wall: string) => number): number | null {
  const at = typeof date === "string" ? momentOf(date, timeZone) : null;
  return at === null ? null : read(wallOf(at, timeZone));
}
