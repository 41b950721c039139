import { isFormat, type Style, writeValue } from "../rules/formats.ts";
import { renderTemplate } from "../rules/render-template.ts";
import { parseTemplate, type Segment, type Variable, type VariableType, type VariableValue } from "../rules/variables.ts";
import type { Language, LocalText } from "./document.ts";
import { isDayAlone, isTime, momentOf } from "./times.ts";
import { type Turn, variableOf } from "./turn.ts";
import { isMoney, textOf } from "./values.ts";

const CURRENCIES: Readonly<Record<Language, string>> = { "pt-BR": "BRL", "pt-PT": "EUR", en: "USD", es: "EUR" };
const OTHER_PORTUGUESE: Readonly<Partial<Record<Language, Language>>> = { "pt-BR": "pt-PT", "pt-PT": "pt-BR" };

/** The words in the language of the run, else in one that it can be taken for, else in that of the flow. Pure. */
export function inLanguage(text: LocalText | undefined, language: Language, ofFlow: Language): string {
  if (text === undefined) return "";
  const wanted = [language, OTHER_PORTUGUESE[language], ofFlow, ...(Object.keys(text) as Language[])];
  const found = wanted.find((one) => one !== undefined && (text[one] ?? "") !== "");
  return found === undefined ? "" : (text[found] ?? "");
}

/** Words for the contact, with variables written as people read them. A secret leaves a hole. */
export function writeText(turn: Turn, text: LocalText | string | undefined): string {
  const words = typeof text === "string" ? text : inLanguage(text, turn.state.language, turn.document.language);
  if (!words.includes("{{")) return words;
  const style = styleOf(turn);
  return renderTemplate(words, variablesIn(turn, words, style), undefined, style).text;
}

/** The raw value of a name in a template: `var.nif`, `nif` or `contact.first_name`; null where nothing has it. Secrets only where they may go. */
export function valueNamed(turn: Turn, name: string, takesSecrets: boolean): unknown {
  const own = ownName(turn, name);
  if (own === null) return Object.hasOwn(turn.moment.facts, name) ? (turn.moment.facts[name] ?? null) : null;
  if (!takesSecrets && variableOf(turn.document, own)?.isSecret === true) return null;
  return Object.hasOwn(turn.state.variables, own) ? (turn.state.variables[own] ?? null) : null;
}

/** The name of a variable of the flow, or null: it is one of the house. */
function ownName(turn: Turn, name: string): string | null {
  if (name.startsWith("var.") || name.startsWith("flow.")) return name.slice(name.indexOf(".") + 1);
  if (name.includes(".")) return null;
  return Object.hasOwn(turn.state.variables, name) || variableOf(turn.document, name) !== undefined ? name : null;
}

function styleOf({ state, moment }: Turn): Style {
  return { language: state.language, timeZone: moment.timeZone, currency: moment.currency ?? CURRENCIES[state.language] };
}

/** What the tags of a text name, each with its value ready to be written. */
function variablesIn(turn: Turn, words: string, style: Style): Variable<undefined>[] {
  return parseTemplate(words).flatMap((piece) => {
    if (piece.kind === "text") return [];
    const formats = piece.segments.map(({ text }) => text).filter(isFormat);
    return piece.segments
      .filter((segment, index) => isName(turn, segment, index))
      .map(({ text }) => asVariable(turn, text, formats, style));
  });
}

/** A bare word behind a bar is words for people, also where a variable has that name. */
function isName(turn: Turn, { text, isQuoted }: Segment, index: number): boolean {
  if (isQuoted) return false;
  return index === 0 || text.startsWith("var.") || text.startsWith("flow.") || Object.hasOwn(turn.moment.facts, text);
}

function asVariable(turn: Turn, name: string, formats: readonly string[], style: Style): Variable<undefined> {
  const { type, value } = written(turn, name, valueNamed(turn, name, false), formats, style);
  return { id: name, label: { "pt-BR": name, en: name, es: name }, type, example: "", read: () => value };
}

const TIME_FORMATS = ["date", "long_date", "weekday", "time", "date_time"];

function written(
  turn: Turn,
  name: string,
  value: unknown,
  formats: readonly string[],
  style: Style,
): { type: VariableType; value: VariableValue | null } {
  if (value === null || value === undefined) return { type: "text", value: null };
  if (typeof value === "boolean") return { type: "yes_no", value };
  if (isMoney(value)) return { type: "money", value: value.cents };
  if (typeof value === "number") return writtenNumber(value, formats, style);
  const own = ownName(turn, name);
  const mayBeTime = own === null || variableOf(turn.document, own)?.type === "date";
  return mayBeTime && isTime(value) ? writtenTime(value, formats, style) : { type: "text", value: textOf(value) };
}

/** Without a format a number may be a year or a record's number: nothing parts its thousands. */
function writtenNumber(value: number, formats: readonly string[], style: Style): { type: VariableType; value: VariableValue } {
  if (formats.includes("number")) return { type: "number", value };
  if (formats.includes("money")) return { type: "money", value: value * 100 };
  const words = new Intl.NumberFormat(style.language, { useGrouping: false, maximumFractionDigits: 6 }).format(value);
  return { type: "text", value: words };
}

function writtenTime(value: string, formats: readonly string[], style: Style): { type: VariableType; value: VariableValue } {
  const at = momentOf(value, style.timeZone);
  if (at === null) return { type: "text", value };
  const isOnlyDay = isDayAlone(value) && !formats.some((format) => TIME_FORMATS.includes(format));
  return isOnlyDay
    ? { type: "text", value: writeValue("date_time", new Date(at), ["date"], style) }
    : { type: "date_time", value: new Date(at) };
}
