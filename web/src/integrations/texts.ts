/** A moment as the workspace's clock shows it: "28/11 14:30:05". */
export const momentText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    day: "2-digit",
    month: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  }).format(new Date(iso));
