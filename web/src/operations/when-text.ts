/** A moment as the workspace's clock shows it: "28/11 14:30". */
export const whenText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone }).format(
    new Date(iso),
  );

/** Cents as an amount. */
export const moneyText = (cents: number, language: string, currency: string): string =>
  new Intl.NumberFormat(language, { style: "currency", currency }).format(cents / 100);
