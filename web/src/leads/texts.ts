import type { Deal } from "./queries.ts";

/** Cents as an amount, without cents where there are none. */
export const moneyText = (cents: number, currency: string, language: string): string =>
  new Intl.NumberFormat(language, { style: "currency", currency, minimumFractionDigits: cents % 100 === 0 ? 0 : 2 }).format(cents / 100);

/** A day: "1 de dez.". */
export const dayText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** A moment as the workspace's clock shows it. */
export const whenText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone }).format(
    new Date(iso),
  );

/** What somebody types as an amount, in cents; null when it is none. A comma or a point divides the cents. */
export function centsOf(text: string): number | null {
  const plain = text.replace(/[^\d.,]/g, "");
  const parts = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (parts === null) return null;
  return Number((parts[1] ?? "0").replace(/[.,]/g, "")) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
}

/** The color of a class. */
export const classTone = (leadClass: NonNullable<Deal["contact"]["leadClass"]>) =>
  leadClass === "hot" ? "danger" : leadClass === "warm" ? "warn" : undefined;
