import { byWord } from "./data/by-word.ts";
import { BEFORE_HOUR, MONTHS, PARTS_OF_DAY, UNITS, WEEKDAYS } from "./data/dates.ts";
import { AND } from "./data/numbers.ts";
import { numberAt } from "./numbers.ts";
import type { Word } from "./words.ts";

/** An hour that a text says. */
export interface HourAt {
  /** Minute of the day as it was said; null when there is no such hour ("25h"). */
  minute: number | null;
  /** Said so that morning and afternoon cannot be mixed up ("15h", "03:00", "3 da tarde"). */
  isClear: boolean;
  /** "duas horas" without "às": an hour of a day, or how long something lasts. */
  isWeak: boolean;
  next: number;
}

/** The hour that is said at this word; null when none is. */
export function hourAt(words: readonly Word[], index: number): HourAt | null {
  return namedHour(words, index) ?? lettered(words, index) ?? colon(words, index) ?? minutesBefore(words, index) ?? plain(words, index);
}

const NOON: Readonly<Record<string, number>> = byWord({
  "meio dia": 720,
  "meia noite": 0,
  mediodia: 720,
  medianoche: 0,
  noon: 720,
  midnight: 0,
  meiodia: 720,
  meianoite: 0,
  "medio dia": 720,
  "media noche": 0,
});

function namedHour(words: readonly Word[], index: number): HourAt | null {
  const one = words[index]?.word ?? "";
  const two = `${one} ${words[index + 1]?.word ?? ""}`;
  const minute = NOON[two] ?? NOON[one];
  if (minute === undefined) return null;
  const next = index + (NOON[two] === undefined ? 1 : 2);
  const small = minutesBehind(words, next);
  return { minute: minute + (small?.minutes ?? 0), isClear: true, isWeak: false, next: small?.next ?? next };
}

/** "15h", "15h30", "9hs", "3pm", "15h30min". */
function lettered(words: readonly Word[], index: number): HourAt | null {
  const match = /^(\d{1,2})(?:h|hs|hr|hrs|horas|hora)(\d{2})?(?:m|min)?$/.exec(words[index]?.word ?? "");
  if (match !== null) {
    const small = match[2] === undefined ? minutesBehind(words, index + 1) : null;
    return withPart(words, hour(match[1], match[2] ?? String(small?.minutes ?? 0), false), small?.next ?? index + 1);
  }
  const english = /^(\d{1,2})(?:(\d{2}))?(am|pm)$/.exec(words[index]?.word ?? "");
  if (english === null) return null;
  return {
    minute: shifted(hour(english[1], english[2] ?? "0", true).minute, english[3] === "pm" ? "afternoon" : "small_hours"),
    isClear: true,
    isWeak: false,
    next: index + 1,
  };
}

/** "15:30", "9:05pm"; after "às" a dot will do. */
function colon(words: readonly Word[], index: number): HourAt | null {
  const [first, second] = [words[index], words[index + 1]];
  if (!/^\d{1,2}$/.test(first?.word ?? "") || second === undefined) return null;
  const isDot = second.gap === "." && ["as", "das", "at"].includes(words[index - 1]?.word ?? "");
  const match = /^(\d{2})(am|pm|h|hs|hrs|min)?$/.exec(second.word);
  if (match === null || (second.gap !== ":" && !isDot)) return null;
  // A colon is of an hour, not of a label before a number, when nothing but figures touch it.
  const read = hour(first?.word, match[1], /^0/.test(first?.word ?? ""));
  if (match[2] === "am" || match[2] === "pm")
    return {
      ...read,
      minute: shifted(read.minute, match[2] === "pm" ? "afternoon" : "small_hours"),
      isClear: true,
      isWeak: false,
      next: index + 2,
    };
  const behind = ["h", "hs", "horas", "hora"].includes(words[index + 2]?.word ?? "") ? index + 3 : index + 2;
  return withPart(words, { ...read, isClear: read.isClear || isWritten(first?.word) }, behind);
}

const isWritten = (hours: string | undefined): boolean => Number(hours) >= 6 || /^0/.test(hours ?? "");

/** "quinze para as três", "10 pras 8", "um quarto para as nove". */
function minutesBefore(words: readonly Word[], index: number): HourAt | null {
  const isQuarter = ["quarto", "quarter"].includes(words[index]?.word ?? "");
  const before = isQuarter ? { value: 15, next: index + 1 } : numberAt(words, index);
  if (before === null || before.value < 1 || before.value > 30) return null;
  let at = ["minutos", "minutes"].includes(words[before.next]?.word ?? "") ? before.next + 1 : before.next;
  const isTo = words[at]?.word === "to";
  if (words[at]?.word !== "para" && !isTo) return null;
  at += 1;
  if (["as", "a", "o"].includes(words[at]?.word ?? "")) at += 1;
  else if (!isTo) return null;
  const noon = namedHour(words, at);
  const target = noon ?? plainHour(words, at);
  if (target === null || target.minute === null) return null;
  const whole = withPart(words, { ...target, minute: target.minute }, target.next);
  return whole.minute === null ? whole : { ...whole, minute: (whole.minute - before.value + 1440) % 1440, isWeak: false };
}

function plainHour(words: readonly Word[], index: number): HourAt | null {
  const found = numberAt(words, index);
  if (found === null || !Number.isInteger(found.value) || found.value > 24) return null;
  return { ...hour(String(found.value), "0", false), next: found.next };
}

/** "às 3", "às três e meia", "15 horas", "3 da tarde". A number alone is no hour. */
function plain(words: readonly Word[], index: number): HourAt | null {
  const number = wholeHour(words, index);
  if (number === null || number.value < 0 || number.value > 99) return null;
  const isSaid = isAfterPreposition(words, index);
  const hoursNext = ["hora", "horas", "h", "hs", "oclock", "o'clock"].includes(words[number.next]?.word ?? "")
    ? number.next + 1
    : number.next;
  const hasHours = hoursNext > number.next;
  const small = minutesBehind(words, hoursNext) ?? (number.half ? { minutes: 30, next: hoursNext } : null);
  const read = hour(String(Math.floor(number.value)), String(small?.minutes ?? 0), false);
  const minute = read.minute !== null && small !== null && small.minutes < 0 ? (read.minute + 1440) % 1440 : read.minute;
  const next = small?.next ?? hoursNext;
  const parted = withPart(words, { ...read, minute }, next);
  const hasPart = parted.next > next;
  if (hasHours || hasPart) return { ...parted, isWeak: !isSaid && !hasPart };
  if (!isSaid || number.value > 24) return null;
  return small !== null || isEndOfHour(words, next) ? parted : null;
}

function wholeHour(words: readonly Word[], index: number): { value: number; next: number; half: boolean } | null {
  const found = numberAt(words, index);
  if (found === null) return null;
  // "três e meia" is read as 3.5 and "vinte e trinta" as two numbers.
  const half = found.value % 1 === 0.5 && AND.has(words[found.next - 2]?.word ?? "");
  return Number.isInteger(found.value) || half ? { ...found, half } : null;
}

function isAfterPreposition(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]?.word ?? "";
  return BEFORE_HOUR.has(before) && before !== "a" && before !== "da" && before !== "por" && before !== "depois" && before !== "pela"
    ? true
    : before === "a" && ["1", "uma"].includes(words[index]?.word ?? "");
}

/** What may follow a bare hour: the end, a sign, or words that are no thing that could be counted. */
function isEndOfHour(words: readonly Word[], index: number): boolean {
  const next = words[index];
  if (next === undefined || /[,.;!?)\n]/.test(next.gap)) return true;
  const follows =
    "da de do em no na nos e ou ate as a hoje amanha depois ontem por se para ta pode tem esta que com mas eu voce ok certo tomorrow today on in the if works is manana del dia horas pm am ponto tambem serve fica rola consigo seria bom antes so marca".split(
      " ",
    );
  return follows.includes(next.word) || WEEKDAYS[next.word] !== undefined || MONTHS[next.word] !== undefined;
}

/** "e meia", "e quinze", "e um quarto", "30", "menos um quarto", "menos dez". */
function minutesBehind(words: readonly Word[], index: number): { minutes: number; next: number } | null {
  const first = words[index]?.word ?? "";
  if (/[,;.!?]/.test(words[index]?.gap ?? "")) return null;
  const isMinus = first === "menos";
  if (!AND.has(first) && !isMinus) return null;
  const sign = isMinus ? -1 : 1;
  const second = words[index + 1]?.word ?? "";
  if (["meia", "media", "meio"].includes(second)) return { minutes: 30, next: index + 2 };
  const quarter =
    second === "quarto" || second === "cuarto"
      ? index + 2
      : ["um", "1", "un"].includes(second) && ["quarto", "cuarto"].includes(words[index + 2]?.word ?? "")
        ? index + 3
        : null;
  if (quarter !== null) return { minutes: 15 * sign, next: quarter };
  const number = numberAt(words, index + 1);
  if (
    number === null ||
    number.value < 5 ||
    number.value > 59 ||
    !Number.isInteger(number.value) ||
    UNITS[words[number.next]?.word ?? ""]?.unit === "days"
  )
    return null;
  const behind = ["minutos", "min", "minuto"].includes(words[number.next]?.word ?? "") ? number.next + 1 : number.next;
  // "às 10 e 15h" are two hours.
  return /^\d+h/.test(second) || ["h", "horas"].includes(words[number.next]?.word ?? "")
    ? null
    : { minutes: number.value * sign, next: behind };
}

function hour(hours: string | undefined, minutes: string | undefined, isClear: boolean): HourAt {
  const [whole, small] = [Number(hours), Number(minutes)];
  const isRight = whole <= 24 && small <= 59 && !(whole === 24 && small > 0);
  return {
    minute: isRight ? ((whole % 24) * 60 + small + 1440) % 1440 : null,
    isClear: isClear || whole >= 13 || whole === 0 || /^0/.test(hours ?? ""),
    isWeak: false,
    next: 0,
  };
}

/** "da tarde", "da manhã", "pm" right behind an hour. */
function withPart(words: readonly Word[], read: HourAt, next: number): HourAt {
  const isOf = ["da", "de", "a", "in", "at", "pela", "la"].includes(words[next]?.word ?? "");
  const at = isOf ? next + (["the", "la"].includes(words[next + 1]?.word ?? "") ? 2 : 1) : next;
  const word = words[at]?.word ?? "";
  const part = PARTS_OF_DAY[word] ?? (word === "manana" && isOf ? "morning" : undefined);
  if (part === undefined || (word === "tarde" && words[at - 1]?.word === "mais") || (!isOf && !["am", "pm"].includes(word)))
    return { ...read, next };
  return { ...read, minute: shifted(read.minute, part), isClear: true, next: at + 1 };
}

/** The minute of the day in a part of it: 3 in the afternoon is 15. */
export function shifted(minute: number | null, part: "morning" | "afternoon" | "night" | "small_hours"): number | null {
  if (minute === null) return null;
  const isTwelve = minute >= 720 && minute < 780;
  if (part === "afternoon") return minute < 720 ? minute + 720 : minute;
  if (part === "night") return isTwelve ? minute - 720 : minute >= 300 && minute < 720 ? minute + 720 : minute;
  return part === "small_hours" && isTwelve ? minute - 720 : minute;
}
