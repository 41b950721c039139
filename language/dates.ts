import { type DayNumber, dateOf, dayOf, localMoment, weekdayOf, writeDate } from "./calendar.ts";
import { COMMON_WORDS } from "./data/common.ts";
import { CORRECTIONS, DAYS_FROM_TODAY, MONTHS, NOT_PAST, PAST_WORDS, TOWARDS, WEEKDAYS } from "./data/dates.ts";
import { HUNDREDS, ONES, TEENS, TENS } from "./data/numbers.ts";
import { shifted } from "./date-clock.ts";
import { type DatePiece, datePieces } from "./date-pieces.ts";
import { makeCorrector } from "./distance.ts";
import type { Found, LocalDate } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

const correct = makeCorrector(
  [
    ...Object.keys(WEEKDAYS),
    ...Object.keys(MONTHS),
    ...DAYS_FROM_TODAY.flatMap(([line]) => line.split(" ")),
    "semana",
    "daqui",
    "meia",
    "manha",
    "noite",
    "tarde",
    "proxima",
    "proximo",
    "passada",
    "feira",
    ...[ONES, TEENS, TENS, HUNDREDS].flatMap((table) => Object.keys(table)),
  ],
  new Set(
    [...COMMON_WORDS, "minha", "serra", "quita", "quinto", "sexto", "quarto", "segundo", "sesta", "cesta"].filter(
      (word) => word !== "minhaa",
    ),
  ),
);

/**
 * The day that a text means, with the hour where one is said. A part of the day is no hour. A day or an hour alone is the next such, or the
 * last one where the words speak of the past; day before month. Null when no single day is meant, or there is no such date.
 * @param now ISO 8601 with offset: the local time of whoever is asked.
 */
export function readDate(text: string, now: string): Found<LocalDate> | null {
  const words = readWords(text).map((word) => ({ ...word, word: correct(word.word) }));
  const moment = localMoment(now);
  const pieces = withoutDenied(words, datePieces(words, moment.day));
  if (pieces.length === 0) return null;
  const isPast = speaksOfPast(words, pieces);
  const value = meant(pieces, { ...moment, isPast, isCorrected: words.some(({ word }) => CORRECTIONS.has(word)) });
  return value === null ? null : { value, span: spanOf(words.slice(pieces[0]?.from, pieces.at(-1)?.next)) };
}

interface Now {
  day: DayNumber;
  minute: number;
  isPast: boolean;
  isCorrected: boolean;
}

/** "segunda não", "não posso na terça", "menos sexta": what is refused is not meant. */
function withoutDenied(words: readonly Word[], pieces: readonly DatePiece[]): DatePiece[] {
  return pieces.filter(({ kind, from, next }) => {
    if (kind === "hour" || kind === "part") return true;
    const clause = words[from]?.clause;
    const before = words.slice(Math.max(0, from - 6), from).filter((word) => word.clause === clause);
    const behind = words.slice(next, next + 3).filter((word) => word.sentence === words[from]?.sentence);
    const isRefused = before.some(
      ({ word }, index) =>
        ["nem", "menos", "exceto", "excepto"].includes(word) ||
        (["nao", "not"].includes(word) && !isQuestionOfTime(words, before.length - index, from)),
    );
    return !isRefused && !(behind[0]?.word === "nao" && !["e", "so"].includes(behind[1]?.word ?? ""));
  });
}

/** "não pode ser amanhã?", "não dá pra sexta?": a question that proposes. */
const isQuestionOfTime = (words: readonly Word[], _: number, from: number): boolean => {
  const { sentence } = words[from] as Word;
  const next = words.find((word) => word.sentence > sentence);
  return next !== undefined && /\?/.test(next.gap);
};

function speaksOfPast(words: readonly Word[], pieces: readonly DatePiece[]): boolean {
  if (words.some((word, index) => TOWARDS.has(word.word) && pieces.some(({ from }) => from > index && from - index <= 3))) return false;
  return words.some(({ word }, index) => {
    if (pieces.some(({ from, next }) => index >= from && index < next && !PAST_WORDS.has(word))) return false;
    return (
      PAST_WORDS.has(word) ||
      (word.length > 3 &&
        /(?:[^aeiou](?:ei|ou|eu|iu)|[aeiou]ram|quei|guei|cei)$/.test(word) &&
        !NOT_PAST.has(word) &&
        !/(?:rei|erei|arei|irei)$/.test(word))
    );
  });
}

function meant(pieces: readonly DatePiece[], now: Now): LocalDate | null {
  const moments = pieces.filter((piece) => piece.kind === "moment");
  const days = singleDays(pieces, now);
  if (days === "none") return null;
  if (moments.length === 1 && days === "unsaid") return atMoment(now, moments[0]?.minutes ?? 0);
  const part = pieces.find((piece) => piece.kind === "part")?.part;
  const hours = pieces.filter((piece) => piece.kind === "hour").filter(({ isWeak }) => !isWeak || days !== "unsaid");
  const hour = now.isCorrected ? hours.at(-1) : hours[0];
  if (hour !== undefined && hour.minute === null) return null;
  if (days === "unsaid" && pieces.some(({ kind }) => kind === "stretch" || kind === "week")) return null;
  if (hour === undefined)
    return days !== "unsaid"
      ? writeDate(days, null)
      : part === undefined
        ? null
        : writeDate(now.day + (isOver(part, now.minute) && !now.isPast ? 1 : 0), null);
  const minute = hourOfDay(hour, part);
  return days === "unsaid"
    ? hourAlone(minute, hour.isClear || part !== undefined, now)
    : hourOn(days, minute, hour.isClear || part !== undefined, now);
}

/** The one day of the pieces; "unsaid" when they say none, "none" when there is no such date or more than one. */
function singleDays(pieces: readonly DatePiece[], now: Now): DayNumber | "unsaid" | "none" {
  const week = pieces.find((piece) => piece.kind === "week");
  const dates = pieces
    .filter((piece) => piece.kind === "day" || piece.kind === "date")
    .map((piece) => (piece.kind === "day" ? piece.day : nextDate(piece, now)));
  const weekdays = pieces.filter((piece) => piece.kind === "weekday").map((piece) => weekdayMeant(piece, week?.weeks ?? null, now));
  const said = dates.length > 0 ? dates : weekdays;
  if (said.length === 0) return "unsaid";
  if (said.includes(null)) return "none";
  const different = [...new Set(said as DayNumber[])];
  if (different.length > 1 && !now.isCorrected) return "none";
  if (pieces.some(({ kind }) => kind === "stretch") && dates.length === 0 && !hasWeekend(pieces)) return "none";
  return different.at(-1) ?? "unsaid";
}

/** "no fim de semana, sábado": the weekday is what is meant. A stretch before any other weekday ("toda segunda") leaves no single day. */
const hasWeekend = (pieces: readonly DatePiece[]): boolean =>
  pieces.some((piece) => piece.kind === "weekday" && (piece.weekday === 0 || piece.weekday === 6));

/** The date with its year, or the month and year that are not said. */
function nextDate(piece: Extract<DatePiece, { kind: "date" }>, now: Now): DayNumber | null {
  const { year, month } = dateOf(now.day);
  if (piece.year !== undefined && piece.month !== null) return dayOf(piece.year, piece.month, piece.day);
  const candidates: (DayNumber | null)[] = [];
  const step = now.isPast ? -1 : 1;
  if (piece.month !== null) for (let count = 0; count <= 1; count += 1) candidates.push(dayOf(year + count * step, piece.month, piece.day));
  // Two months without a 31st never follow each other but July and August, which have it.
  else
    for (let count = 0; count <= 2; count += 1)
      candidates.push(
        dayOf(year + Math.floor((month - 1 + count * step) / 12), ((((month - 1 + count * step) % 12) + 12) % 12) + 1, piece.day),
      );
  return candidates.find((day) => day !== null && (now.isPast ? day <= now.day : day >= now.day)) ?? null;
}

function weekdayMeant({ weekday, weeks, isLast }: Extract<DatePiece, { kind: "weekday" }>, week: number | null, now: Now): DayNumber {
  const today = weekdayOf(now.day);
  if (week !== null) return now.day - ((today + 6) % 7) + week * 7 + ((weekday + 6) % 7);
  if (isLast || now.isPast) return now.day - ((today - weekday + 7) % 7 || 7) + weeks * 7;
  return now.day + ((weekday - today + 7) % 7 || 7) + weeks * 7;
}

function atMoment(now: Now, minutes: number): LocalDate {
  const total = now.minute + Math.round(minutes);
  return writeDate(now.day + Math.floor(total / 1440), ((total % 1440) + 1440) % 1440);
}

const isOver = (part: string, minute: number): boolean =>
  minute >= (part === "morning" ? 720 : part === "afternoon" ? 1_080 : part === "small_hours" ? 360 : 1_439);

type Hour = Extract<DatePiece, { kind: "hour" }>;
type Part = Extract<DatePiece, { kind: "part" }>["part"];

/** Nobody makes appointments at three in the night: one to five are of the afternoon unless something says otherwise. */
function hourOfDay({ minute, isClear }: Hour, part: Part | undefined): number {
  const said = minute ?? 0;
  if (isClear) return said;
  if (part !== undefined) return shifted(said, part) ?? said;
  return said >= 60 && said < 360 ? said + 720 : said;
}

function hourAlone(minute: number, _isClear: boolean, now: Now): LocalDate {
  if (now.isPast) return writeDate(now.day - (minute > now.minute ? 1 : 0), minute);
  return writeDate(now.day + (minute <= now.minute ? 1 : 0), minute);
}

function hourOn(day: DayNumber, minute: number, isClear: boolean, now: Now): LocalDate {
  const isGone = day === now.day && minute <= now.minute && !now.isPast;
  if (isGone && !isClear && minute < 720 && minute + 720 > now.minute) return writeDate(day, minute + 720);
  return writeDate(isGone && minute === 0 ? day + 1 : day, minute);
}
