import type { Unit } from "./queries.ts";

export interface SayAs {
  language: string;
  /** ISO 4217, of amounts in cents. */
  currency: string;
}

const NOTHING = "–";

/** A value in words: `5.084`, `2m41s`, `94,6%`, `4,72`, `R$ 1.240`. */
export function sayValue(unit: Unit, value: number | null, { language, currency }: SayAs): string {
  if (value === null) return NOTHING;
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format;
  switch (unit) {
    case "count":
      return number({ maximumFractionDigits: 0 })(value);
    case "seconds":
      return sayTime(value);
    case "share":
      return number({ style: "percent", maximumFractionDigits: 1 })(value);
    case "score":
      return number({ minimumFractionDigits: 2, maximumFractionDigits: 2 })(value);
    case "cents":
      return number({ style: "currency", currency })(value / 100);
    case "micro_usd":
      return number({ style: "currency", currency: "USD" })(value / 1_000_000);
  }
}

/** `48s`, `2m41s`, `1h52`, `3d4h`: two parts at most. */
function sayTime(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 ? "−" : "";
  if (whole < 60) return `${sign}${whole}s`;
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)}m${whole % 60 === 0 ? "" : `${whole % 60}s`}`;
  if (whole < 86_400) return `${sign}${Math.floor(whole / 3600)}h${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")}`;
  return `${sign}${Math.floor(whole / 86_400)}d${Math.floor((whole % 86_400) / 3600)}h`;
}

export interface Change {
  says: string;
  way: "up" | "down" | "same";
  tone: "good" | "bad" | "none";
}

/** What became of a value since the period before; null where one of the two says nothing. Counts in percent, everything else as a difference. */
export function changeOf(
  unit: Unit,
  value: number | null,
  before: number | null,
  better: "more" | "less" | null,
  say: SayAs,
): Change | null {
  if (value === null || before === null) return null;
  const difference = value - before;
  const isCounted = unit === "count" || unit === "cents" || unit === "micro_usd";
  if (isCounted && before === 0) return null;
  const way = difference === 0 ? "same" : difference > 0 ? "up" : "down";
  const tone = way === "same" || better === null ? "none" : (way === "up") === (better === "more") ? "good" : "bad";
  const plus = difference > 0 ? "+" : "";
  const points = new Intl.NumberFormat(say.language, { maximumFractionDigits: 1 });
  if (isCounted) return { says: `${plus}${sayValue("share", difference / before, say)}`, way, tone };
  if (unit === "share") return { says: `${plus}${points.format(difference * 100)} pt`, way, tone };
  return { says: `${plus}${sayValue(unit, difference, say)}`, way, tone };
}
