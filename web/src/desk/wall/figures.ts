/** `94,2%`, or a dash where there is nothing to reckon from. */
export const percent = (share: number | null, language: string): string =>
  share === null ? "–" : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);

/** Whole seconds from a time until now, at least 0. */
export const since = (iso: string, now: number): number => Math.max(0, Math.round((now - Date.parse(iso)) / 1000));

/** Where somebody who has waited so long stands on a ruler whose limit lies at 74 %: beyond it time is drawn closer. @returns percent */
export function placeOnRuler(waited: number, limit: number): number {
  const share = waited / limit;
  return share <= 1 ? share * 74 : 74 + (1 - 1 / share) * 24;
}
