/** "87 %"; a dash where there is nothing to divide by. */
export const shareText = (share: number | null, language: string): string =>
  share === null ? "–" : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
