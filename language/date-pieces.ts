import { type DayNumber, dateOf, dayOf, daysIn, monthsOn, weekdaysOn } from "./calendar.ts";
import {
  AGO_BEFORE,
  AGO_BEHIND,
  AHEAD,
  DAYS_FROM_TODAY,
  MONTHS,
  NAMED_DAYS,
  PARTS_OF_DAY,
  SHORT_MONTHS,
  SHORT_WEEKDAYS,
  STRETCHES,
  UNITS,
  WEEKDAYS,
  WEEKDAYS_IN_PLURAL,
  WEEKS,
} from "./data/dates.ts";
import { HALF, ORDINALS } from "./data/numbers.ts";
import { hourAt } from "./date-clock.ts";
import { numberAt } from "./numbers.ts";
import { compilePhrases } from "./phrases.ts";
import type { Word } from "./words.ts";

/** What a text says of when, in the order of the text. A date without a year or month says which days it may be. */
export type DatePiece = { from: number; next: number } & (
  | { kind: "day"; day: DayNumber | null }
  | { kind: "date"; day: number; month: number | null; year?: number }
  | { kind: "weekday"; weekday: number; weeks: number; isLast: boolean }
  | { kind: "week"; weeks: number }
  | { kind: "stretch" }
  | { kind: "moment"; minutes: number }
  | { kind: "hour"; minute: number | null; isClear: boolean; isWeak: boolean }
  | { kind: "part"; part: "morning" | "afternoon" | "night" | "small_hours" }
);

const labelled = (lines: readonly (readonly [string, number])[]) => {
  const table: Record<string, string[]> = {};
  for (const [line, value] of lines) table[value] = [...(table[value] ?? []), line];
  return compilePhrases([table], {}, new Set());
};
const relative = labelled(DAYS_FROM_TODAY);
const weeks = labelled(WEEKS);
const named = labelled(NAMED_DAYS.map(([line, month, day]) => [line, month * 100 + day]));
const stretches = compilePhrases([{ stretch: STRETCHES }], {}, new Set());
const ahead = compilePhrases([{ ahead: AHEAD }], {}, new Set());
const agoBefore = compilePhrases([{ ago: AGO_BEFORE }], {}, new Set());

/** All pieces of the words. @param today the day of the asker. */
export function datePieces(words: readonly Word[], today: DayNumber): DatePiece[] {
  const pieces: DatePiece[] = [];
  for (let index = 0; index < words.length; ) {
    const piece = pieceAt(words, index, today);
    if (piece !== null) pieces.push(piece);
    index = piece?.next ?? index + 1;
  }
  return pieces;
}

function pieceAt(words: readonly Word[], index: number, today: DayNumber): DatePiece | null {
  return (
    offsetAt(words, index, today) ??
    namedPiece(words, index, today) ??
    figuresAt(words, index) ??
    lastOfMonth(words, index, today) ??
    dayOfMonth(words, index, today) ??
    hourPiece(words, index) ??
    weekdayAt(words, index) ??
    partAt(words, index)
  );
}

const monthOf = (word: string | undefined, isSure: boolean): number | null =>
  MONTHS[word ?? ""] ?? (isSure ? (SHORT_MONTHS[word ?? ""] ?? null) : null);

/** "daqui a 3 dias", "em duas horas", "há 2 semanas", "3 dias atrás", "em 2 dias úteis". */
function offsetAt(words: readonly Word[], index: number, today: DayNumber): DatePiece | null {
  const before = ahead.at(words, index);
  const ago = before === null ? agoBefore.at(words, index) : null;
  const start = before?.next ?? ago?.next ?? index;
  const length = lengthAt(words, start);
  if (length === null) return null;
  const isBehind = AGO_BEHIND.has(words[length.next]?.word ?? "");
  if (before === null && ago === null && !isBehind) return null;
  const sign = before !== null && !isBehind ? 1 : -1;
  const next = isBehind ? length.next + 1 : length.next;
  const count = length.count * sign;
  if (length.unit === "minutes") return { kind: "moment", minutes: count, from: index, next };
  const day =
    length.unit === "months"
      ? monthsOn(today, Math.min(1_200, Math.max(-1_200, count)))
      : length.unit === "weekdays"
        ? weekdaysOn(today, count)
        : today + count;
  return Number.isInteger(day) && Math.abs(count) < 40_000 ? { kind: "day", day, from: index, next } : null;
}

/** "3 dias", "duas horas e meia", "meia hora", "2h30", "dois dias úteis". */
function lengthAt(words: readonly Word[], index: number): { unit: (typeof UNITS)[string]["unit"]; count: number; next: number } | null {
  const short = /^(\d{1,3})(h|hs|hrs|min|m|d)(\d{2})?$/.exec(words[index]?.word ?? "");
  if (short !== null) {
    const [count, isHours] = [Number(short[1]), short[2]?.startsWith("h") ?? false];
    if (short[2] === "d") return { unit: "days", count, next: index + 1 };
    return { unit: "minutes", count: isHours ? count * 60 + Number(short[3] ?? 0) : count, next: index + 1 };
  }
  const isHalf = HALF.has(words[index]?.word ?? "");
  const number = isHalf
    ? { value: 0.5, next: index + 1 }
    : (numberAt(words, index) ?? (["uns", "umas", "an", "a", "cerca"].includes(words[index]?.word ?? "") ? someAt(words, index) : null));
  const unit = number && UNITS[words[number.next]?.word ?? ""];
  if (!number || !unit) return null;
  let next = number.next + 1;
  let count = number.value * unit.count;
  const isAnd = words[next]?.word === "e";
  if (isAnd && HALF.has(words[next + 1]?.word ?? "") && !UNITS[words[next + 2]?.word ?? ""])
    [count, next] = [count + unit.count / 2, next + 2];
  else if (isAnd && unit.unit === "minutes") {
    const small = numberAt(words, next + 1);
    const isMinutes = small !== null && UNITS[words[small.next]?.word ?? ""]?.count === 1;
    if (small !== null && (isMinutes || small.value < 60)) [count, next] = [count + small.value, small.next + (isMinutes ? 1 : 0)];
  }
  const isBusiness = ["uteis", "util", "habiles"].includes(words[next]?.word ?? "") && unit.unit === "days";
  if (isBusiness) return { unit: "weekdays", count, next: next + 1 };
  return unit.unit === "days" && !Number.isInteger(count) ? null : { unit: unit.unit, count, next };
}

/** "uns 3 dias", "an hour". */
function someAt(words: readonly Word[], index: number) {
  const number = numberAt(words, index + 1);
  return number ?? (["an", "a"].includes(words[index]?.word ?? "") ? { value: 1, next: index + 1 } : null);
}

function namedPiece(words: readonly Word[], index: number, today: DayNumber): DatePiece | null {
  const found = [
    { made: relative.at(words, index), piece: (value: number) => ({ kind: "day" as const, day: today + value }) },
    { made: weeks.at(words, index), piece: (value: number) => ({ kind: "week" as const, weeks: value }) },
    {
      made: named.at(words, index),
      piece: (value: number) => ({ kind: "date" as const, month: Math.floor(value / 100), day: value % 100 }),
    },
    { made: stretches.at(words, index), piece: () => ({ kind: "stretch" as const }) },
  ].sort((a, b) => (b.made?.next ?? 0) - (a.made?.next ?? 0))[0];
  return found?.made ? { ...found.piece(Number(found.made.label)), from: index, next: found.made.next } : null;
}

/** "20/12", "20-12-26", "20.12.2026", "2026-12-20", "20/dez". Day before month. */
function figuresAt(words: readonly Word[], index: number): DatePiece | null {
  const isJoined = (at: number) => /^\s?[/\-.]\s?$/.test(words[at]?.gap ?? "");
  const [first, second, third] = [words[index]?.word ?? "", words[index + 1]?.word ?? "", words[index + 2]?.word ?? ""];
  if (/^\d{4}$/.test(first) && isJoined(index + 1) && isJoined(index + 2) && /^\d{1,2}$/.test(second) && /^\d{1,2}/.test(third)) {
    return { kind: "day", day: dayOf(Number(first), Number(second), Number.parseInt(third, 10)), from: index, next: index + 3 };
  }
  const isDay =
    /^\d{1,2}$/.test(first) &&
    isJoined(index + 1) &&
    (index === 0 || !/[/\-.,:]$/.test(words[index]?.gap ?? "") || /\D\s*[-:]\s*$|[(]$/.test(words[index]?.gap ?? ""));
  const month = /^\d{1,2}$/.test(second) ? Number(second) : monthOf(second, true);
  if (!isDay || month === null) return null;
  const sign = (words[index + 1]?.gap ?? "").trim();
  const year = isJoined(index + 2) && /^(?:\d{2}|\d{4})$/.test(third) ? (third.length === 2 ? 2000 + Number(third) : Number(third)) : null;
  // "12.5" and "3-4" are numbers and spans; a stroke makes a date of two figures.
  if (year === null && sign !== "/" && !/^\d{2}$/.test(second)) return null;
  if (year === null && sign === "-" && monthOf(second, true) === null && Number(second) > 12) return null;
  if (year !== null) return { kind: "day", day: dayOf(year, month, Number(first)), from: index, next: index + 3 };
  return { kind: "date", day: Number(first), month, from: index, next: index + 2 };
}

function lastOfMonth(words: readonly Word[], index: number, today: DayNumber): DatePiece | null {
  if (
    words[index]?.word !== "ultimo" ||
    words[index + 1]?.word !== "dia" ||
    !["do", "de", "deste", "desse"].includes(words[index + 2]?.word ?? "")
  )
    return null;
  const { year, month } = dateOf(today);
  const said = monthOf(words[index + 3]?.word, true);
  if (said !== null) return { kind: "date", day: daysIn(year + (said < month ? 1 : 0), said), month: said, from: index, next: index + 4 };
  return words[index + 3]?.word === "mes"
    ? { kind: "day", day: dayOf(year, month, daysIn(year, month)), from: index, next: index + 4 }
    : null;
}

/** "dia 20", "20 de dezembro de 2026", "dia primeiro", "December 20th", "dia 5 do mês que vem", "25 do 12". */
function dayOfMonth(words: readonly Word[], index: number, today: DayNumber): DatePiece | null {
  const english = monthOf(words[index]?.word, true);
  if (english !== null) {
    const number = dayNumberAt(words, index + 1);
    return number && { kind: "date", from: index, ...yearBehind(words, number.next, number.value, english) };
  }
  const isSaid = ["dia", "day", "the"].includes(words[index]?.word ?? "");
  const number = dayNumberAt(words, isSaid ? index + 1 : index);
  if (number === null || !Number.isInteger(number.value)) return null;
  const { next } = number;
  if (isSaid && (words[next]?.gap === "/" || words[next]?.gap === "-") && /^\d/.test(words[next]?.word ?? ""))
    return figuresAt(words, index + 1);
  const at = ["de", "do", "of", "del"].includes(words[next]?.word ?? "") ? next + 1 : next;
  const month = monthOf(words[at]?.word, true);
  if (month !== null) return { kind: "date", from: index, ...yearBehind(words, at + 1, number.value, month) };
  const monthNumber = at > next && words[next]?.word === "do" ? numberAt(words, at) : null;
  if (
    monthNumber !== null &&
    monthNumber.value >= 1 &&
    monthNumber.value <= 12 &&
    !["h", "horas"].includes(words[monthNumber.next]?.word ?? "")
  )
    return {
      kind: "date",
      from: index,
      ...yearBehind(words, monthNumber.next, number.value, monthNumber.value),
    };
  const ofMonth = monthSaid(words, next);
  if (ofMonth !== null && (isSaid || ofMonth.isNamed)) {
    const { year, month: inMonth } = dateOf(monthsOn(today - dateOf(today).day + 1, ofMonth.months));
    return { kind: "day", day: dayOf(year, inMonth, number.value), from: index, next: ofMonth.next };
  }
  if (!isSaid) return null;
  return severalDays(words, index, next) ?? { kind: "date", day: number.value, month: null, from: index, next };
}

/** "dia 10 e 11", "dia 10 ou 11", "dia 5 a 8". */
function severalDays(words: readonly Word[], index: number, next: number): DatePiece | null {
  if (!["e", "ou", "a", "ate", "or", "and"].includes(words[next]?.word ?? "")) return null;
  const at = words[next + 1]?.word === "dia" || words[next + 1]?.word === "o" ? next + 2 : next + 1;
  const second = dayNumberAt(words, at);
  const isHour =
    second !== null &&
    (hourAt(words, at) !== null || (words[next]?.word === "a" && /^(?:h|horas|da)$/.test(words[second.next]?.word ?? "")));
  return second === null || isHour || second.value > 31 ? null : { kind: "stretch", from: index, next: second.next };
}

function dayNumberAt(words: readonly Word[], index: number): { value: number; next: number } | null {
  const word = words[index]?.word ?? "";
  const figures = /^(\d{1,2})(?:º|o|ª|st|nd|rd|th)?$/.exec(word);
  if (figures !== null) return { value: Number(figures[1]), next: index + 1 };
  if (["primeiro", "first"].includes(word)) return { value: 1, next: index + 1 };
  const ordinal = ORDINALS[word];
  if (ordinal !== undefined && /th$|rd$|nd$/.test(word)) return { value: ordinal, next: index + 1 };
  const number = /^\d/.test(word) ? null : numberAt(words, index);
  return number !== null && number.value >= 1 && number.value <= 99 ? number : null;
}

/** "do mês que vem", "que vem", "deste mês", "do mês passado": how many months from this one. */
function monthSaid(words: readonly Word[], index: number): { months: number; next: number; isNamed: boolean } | null {
  const following = words
    .slice(index, index + 4)
    .map(({ word }) => word)
    .join(" ");
  const found = MONTHS_SAID.find(([phrase]) => following === phrase || following.startsWith(`${phrase} `));
  return found === undefined
    ? null
    : { months: found[1], next: index + found[0].split(" ").length, isNamed: found[0].includes("mes") || found[0].includes("month") };
}
const MONTHS_SAID: readonly (readonly [string, number])[] = [
  ["do mes que vem", 1],
  ["no mes que vem", 1],
  ["mes que vem", 1],
  ["do proximo mes", 1],
  ["do outro mes", 1],
  ["no proximo mes", 1],
  ["of next month", 1],
  ["del proximo mes", 1],
  ["do mes seguinte", 1],
  ["do mes passado", -1],
  ["do ultimo mes", -1],
  ["of last month", -1],
  ["mes passado", -1],
  ["deste mes", 0],
  ["desse mes", 0],
  ["este mes", 0],
  ["do mes corrente", 0],
  ["do corrente mes", 0],
  ["do corrente", 0],
  ["de este mes", 0],
];

/** The year behind day and month, as "de 2027" or "do ano que vem"; turns the piece into a day. */
function yearBehind(
  words: readonly Word[],
  index: number,
  day: number,
  month: number,
): Pick<DatePiece, "next"> & Partial<{ year: number }> & { day: number; month: number } {
  const at =
    ["de", "do", "of", "del"].includes(words[index]?.word ?? "") ||
    (/^\s?[/,-]\s?$/.test(words[index]?.gap ?? "") && /^\d{4}$/.test(words[index]?.word ?? ""))
      ? index + (["de", "do", "of", "del"].includes(words[index]?.word ?? "") ? 1 : 0)
      : index;
  const year = /^(?:19|20)\d{2}$/.test(words[at]?.word ?? "") ? Number(words[at]?.word) : null;
  return year === null ? { next: index, day, month } : { next: at + 1, day, month, year };
}

function hourPiece(words: readonly Word[], index: number): DatePiece | null {
  const found = hourAt(words, index);
  return found && { kind: "hour", minute: found.minute, isClear: found.isClear, isWeak: found.isWeak, from: index, next: found.next };
}

/** "sexta", "sexta-feira que vem", "próxima terça", "última quinta", "na outra segunda", "6ª feira". */
function weekdayAt(words: readonly Word[], index: number): DatePiece | null {
  const word = words[index]?.word ?? "";
  if (WEEKDAYS_IN_PLURAL.has(word)) return { kind: "stretch", from: index, next: index + 1 };
  const isFair = words[index + 1]?.word === "feira" || words[index + 1]?.word === "f";
  const isShort =
    isFair ||
    /^\s*$/.test(words[index]?.gap ?? "") === false ||
    words.length <= 3 ||
    ["na", "no", "para", "nesta", "proxima", "proximo", "essa", "esta", "on", "next"].includes(words[index - 1]?.word ?? "");
  const weekday = WEEKDAYS[word] ?? (isShort ? SHORT_WEEKDAYS[word] : undefined);
  if (weekday === undefined || (isOrdinal(words, index) && !isFair)) return null;
  let next = index + (isFair ? 2 : 1);
  const behind = (count: number) =>
    words
      .slice(next, next + count)
      .map((one) => one.word)
      .join(" ");
  const before = [words[index - 1]?.word ?? "", words[index - 2]?.word ?? ""];
  const isLast =
    ["ultima", "ultimo", "passada", "passado", "last"].includes(before[0] ?? "") ||
    ["passada", "passado", "pasado"].includes(behind(1)) ||
    behind(2) === "que passou";
  const isBeforeLast = ["retrasada", "retrasado"].includes(behind(1));
  if (isLast || isBeforeLast)
    return {
      kind: "weekday",
      weekday,
      weeks: isBeforeLast ? -1 : 0,
      isLast: true,
      from: index,
      next: next + (["passada", "passado", "retrasada", "retrasado", "pasado"].includes(behind(1)) ? 1 : 0),
    };
  if (behind(3) === "a oito dias" || behind(2) === "a oito")
    return { kind: "weekday", weekday, weeks: 1, isLast: false, from: index, next: next + 2 };
  if (behind(2) === "que vem" || behind(2) === "que viene") next += 2;
  const isOther =
    before.includes("outra") ||
    before.includes("outro") ||
    (/\boutr[ao]\b/.test(behind(5)) && /sem ser|nao (?:n|a|o)|nao$/.test(`${before[1]} ${before[0]} ${behind(5)}`));
  return { kind: "weekday", weekday, weeks: isOther ? 1 : 0, isLast: false, from: index, next };
}

/** "a segunda vez", "quinta parcela", "terceira e quarta": an ordinal, no day. */
function isOrdinal(words: readonly Word[], index: number): boolean {
  const next = words[index + 1]?.word ?? "";
  const isCounted = [
    "vez",
    "via",
    "parcela",
    "opcao",
    "aula",
    "dose",
    "tentativa",
    "etapa",
    "fase",
    "parte",
    "linha",
    "rua",
    "avenida",
    "serie",
    "mao",
    "pessoa",
    "prestacao",
    "andar",
    "chance",
    "consulta",
    "sessao",
    "mensagem",
    "camada",
    "pagina",
    "temporada",
    "opiniao",
    "casa",
    "chamada",
  ].includes(next);
  return isCounted && ["segunda", "terceira", "quarta", "quinta", "sexta"].includes(words[index]?.word ?? "");
}

/** "de manhã", "à tarde", "cedo"; "mais tarde" and "tarde demais" are none. */
function partAt(words: readonly Word[], index: number): DatePiece | null {
  const word = words[index]?.word ?? "";
  const part =
    PARTS_OF_DAY[word] ?? (word === "manana" && ["la", "de", "por"].includes(words[index - 1]?.word ?? "") ? "morning" : undefined);
  const before = words[index - 1]?.word ?? "";
  const isGreeting = ["boa", "boas", "good", "bom", "buenas"].includes(before) || (["mais", "muito"].includes(before) && word === "tarde");
  return part === undefined || isGreeting || (word === "cedo" && before === "mais")
    ? null
    : { kind: "part", part, from: index, next: index + 1 };
}
