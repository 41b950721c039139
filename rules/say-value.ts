/** What a figure counts in: shares from 0 to 1, amounts in cents, small ones in `micros`, which are millionths. */
export type Unit = "count" | "seconds" | "share" | "score" | "cents" | "micros";

export interface SayAs {
  language: string;
  /** ISO 4217, of amounts. */
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
    case "micros":
      return number({ style: "currency", currency })(value / 1_000_000);
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
