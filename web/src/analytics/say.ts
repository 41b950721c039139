import type { Language } from "../text/locale.tsx";
import type { Step } from "./paths.ts";
import type { Figure, FigureRow } from "./queries.ts";

/** What a key of a dimension is called; `none` for rows that have none, an ending of its id for what is gone. */
export function keyName(
  figure: Figure,
  by: string | undefined,
  { key, name }: Pick<FigureRow, "key" | "name">,
  language: Language,
  none: string,
): string {
  if (by === undefined) return figure.label[language];
  if (name !== null) return name;
  if (key === null) return none;
  const words = figure.dimensions.find(({ id }) => id === by)?.words.find((one) => one.key === key);
  return words?.label[language] ?? (key.length === 36 ? `…${key.slice(-6)}` : key);
}

/** `20 out`, `out 2026`, or the hour of a week: `seg 9h`. */
export function sayStep(at: string, step: Step, language: Language): string {
  const hour = /^(\d)-(\d\d)$/.exec(at);
  if (hour !== null) {
    const day = new Date(Date.UTC(2024, 0, Number(hour[1]))); // 1 January 2024 was a Monday
    return `${new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(day)} ${Number(hour[2])}h`;
  }
  const options: Intl.DateTimeFormatOptions = step === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" })
    .format(new Date(Date.parse(at)))
    .replaceAll(" de ", " ")
    .replaceAll(".", "");
}
