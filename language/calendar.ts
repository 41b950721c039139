/** A day as a number that grows by one a day; arithmetic without zones. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/** Local day and minute of the day in an ISO 8601 text with offset; the offset says what is local, and is not needed. */
export function localMoment(now: string): { day: DayNumber; minute: number } {
  const [, year, month, day, hour = "0", minute = "0"] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(now) ?? [];
  if (year === undefined || month === undefined || day === undefined) throw new RangeError(`no ISO 8601 moment: ${now}`);
  return { day: Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS, minute: Number(hour) * 60 + Number(minute) };
}

/** The day of a date; null when there is none such, as the 31st of November. */
export function dayOf(year: number, month: number, day: number): DayNumber | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 0 is Sunday. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

export function dateOf(day: DayNumber): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The same date so many months on; the last of a shorter month. */
export function monthsOn(from: DayNumber, months: number): DayNumber {
  const { year, month, day } = dateOf(from);
  const [inYear, inMonth] = [year + Math.floor((month - 1 + months) / 12), ((((month - 1 + months) % 12) + 12) % 12) + 1];
  return Date.UTC(inYear, inMonth - 1, Math.min(day, daysIn(inYear, inMonth))) / DAY_MS;
}

/** So many days on, Saturdays and Sundays not counted. */
export function weekdaysOn(from: DayNumber, count: number): DayNumber {
  let [day, left] = [from, Math.min(Math.abs(count), 1_000)];
  while (left > 0) {
    day += Math.sign(count);
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) left -= 1;
  }
  return day;
}

/** `2026-12-03`, or `2026-12-03T15:30` with a minute of the day. */
export function writeDate(day: DayNumber, minute: number | null): string {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  const two = (value: number) => String(value).padStart(2, "0");
  return minute === null ? date : `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
