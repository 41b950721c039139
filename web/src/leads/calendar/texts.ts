/** A day above its column: "ter., 1 de dez.". */
export const dayTitle = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The hour on the wall of the workspace: "14:00". */
export const hourText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(iso));

/** Day and hour: "terça-feira, 1 de dezembro, 14:00". */
export const whenText = (iso: string, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(iso));
