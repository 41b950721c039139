import { BRAZIL } from "./brazil.ts";
import { DAY_MS, dateOf } from "./calendar.ts";
import type { Place } from "./place.ts";
import { PORTUGAL } from "./portugal.ts";

export interface Holiday {
  /** Place and rule, such as `br/easter-47`. Stored in calendars: it never changes. */
  id: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** As the country writes it. */
  name: string;
  isOptional: boolean;
}

/** Countries first, each followed by its states, those by their cities. */
export const PLACES: Readonly<Record<string, Place>> = { ...BRAZIL, ...PORTUGAL };

/** The holidays of a place with those of its state and country, in the order of the year; empty for an unknown place. Pure. */
export function holidaysOf(place: string, year: number): Holiday[] {
  return upwardsFrom(place)
    .flatMap((id) => {
      const { days, optional = {} } = PLACES[id] as Place;
      return [...datesOf(id, days, year, false), ...datesOf(id, optional, year, true)];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** `br-sp-sao-paulo` → itself, `br-sp`, `br`. */
function upwardsFrom(place: string): string[] {
  return Object.keys(PLACES).filter((id) => place === id || place.startsWith(`${id}-`));
}

function datesOf(place: string, rules: Readonly<Record<string, string>>, year: number, isOptional: boolean): Holiday[] {
  return Object.entries(rules).flatMap(([rule, name]) => {
    const day = dayOf(rule, year);
    return day === null ? [] : [{ id: `${place}/${rule.split(" ")[0]}`, date: dateOf(day), name, isOptional }];
  });
}

const RULE = /^(?:(\d\d)-(\d\d)|easter([+-]\d+))(?: since (\d{4}))?( to sunday)?$/;

/** Days since 1970; null in years before the holiday began. @throws {Error} a rule that cannot be read: a bug of the table. */
function dayOf(rule: string, year: number): number | null {
  const match = RULE.exec(rule);
  if (match === null) throw new Error(`the holiday rule "${rule}" cannot be read`);
  const [, month, day, fromEaster, since, toSunday] = match;
  if (since !== undefined && year < Number(since)) return null;
  const found =
    fromEaster === undefined ? Date.UTC(year, Number(month) - 1, Number(day)) / DAY_MS : easterSunday(year) + Number(fromEaster);
  // Day 3 after 1 January 1970, a Thursday, was a Sunday.
  return toSunday === undefined ? found : found + ((((3 - found) % 7) + 7) % 7);
}

/** Easter Sunday of the Gregorian calendar, in days since 1970. Source: Meeus/Jones/Butcher, "Astronomical Algorithms", chapter 8. */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / DAY_MS;
}
