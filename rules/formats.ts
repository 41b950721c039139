import type { VariableType, VariableValue } from "./variables.ts";
import type { Language } from "./words.ts";

/** In whose words a value is written: of the interface's languages, or in Portuguese as Portugal writes it. */
export interface Style {
  language: Language | "pt-PT";
  /** IANA name, such as `America/Sao_Paulo`. */
  timeZone: string;
  /** ISO 4217, such as `BRL`. */
  currency: string;
}

interface Format {
  /** Types that it can write; null: it takes what is written already, of any type. */
  types: readonly VariableType[] | null;
  write(value: VariableValue, style: Style): string;
}

const time = (options: Intl.DateTimeFormatOptions): Format => ({
  types: ["date_time"],
  write: (value, { language, timeZone }) => new Intl.DateTimeFormat(language, { ...options, timeZone }).format(asTime(value)),
});
const letters = (change: (text: string, language: Style["language"]) => string): Format => ({
  types: null,
  write: (value, { language }) => change(String(value), language),
});

/** All that may stand after a bar. A small set on purpose: a template is words, not a program. */
export const FORMATS = {
  date: time({ day: "2-digit", month: "2-digit", year: "numeric" }),
  long_date: time({ dateStyle: "long" }),
  weekday: time({ weekday: "long" }),
  time: time({ hour: "2-digit", minute: "2-digit" }),
  date_time: time({ dateStyle: "short", timeStyle: "short" }),
  number: {
    types: ["number"],
    write: (value, { language }) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(Number(value)),
  },
  money: {
    types: ["money"],
    write: (value, { language, currency }) => new Intl.NumberFormat(language, { style: "currency", currency }).format(Number(value) / 100),
  },
  upper: letters((text, language) => text.toLocaleUpperCase(language)),
  lower: letters((text, language) => text.toLocaleLowerCase(language)),
  capital: letters((text, language) => text.replace(/\p{L}/u, (first) => first.toLocaleUpperCase(language))),
  first_word: letters((text) => text.trim().split(/\s+/)[0] as string),
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

/** Whether a format can write values of this type. */
export function fits(name: FormatName, type: VariableType): boolean {
  const { types }: Format = FORMATS[name];
  return types === null || types.includes(type);
}

const YES_NO: Record<Style["language"], [yes: string, no: string]> = {
  "pt-BR": ["sim", "não"],
  "pt-PT": ["sim", "não"],
  en: ["yes", "no"],
  es: ["sí", "no"],
};

/** The value written out: by the formats that fit its type, in their order; without one, as its type is usually read. Never throws. */
export function writeValue(type: VariableType, value: VariableValue, formats: readonly FormatName[], style: Style): string {
  try {
    const ofType = formats.find((name) => FORMATS[name].types !== null && fits(name, type));
    const written = ofType === undefined ? asUsual(type, value, style) : FORMATS[ofType].write(value, style);
    return formats.reduce((text, name) => (FORMATS[name].types === null ? FORMATS[name].write(text, style) : text), written);
  } catch {
    // A time zone, currency or time that this machine does not know.
    return value instanceof Date ? "" : String(value);
  }
}

function asUsual(type: VariableType, value: VariableValue, style: Style): string {
  if (type === "text") return String(value);
  if (type === "yes_no") return YES_NO[style.language][value === true ? 0 : 1];
  return FORMATS[type].write(value, style);
}

function asTime(value: VariableValue): Date {
  return value instanceof Date ? value : new Date(String(value));
}
