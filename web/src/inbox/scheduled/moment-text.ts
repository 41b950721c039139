/** A moment to come, with its day: "seg., 30/11, 09:00". */
export const momentText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "2-digit",
    month: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(iso));
