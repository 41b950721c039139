import { createContext, type ReactNode, useContext, useDeferredValue, useEffect, useMemo } from "react";

export type Language = "pt-BR" | "en" | "es";

/** How the reader's words, dates and figures are written. */
export interface Locale {
  language: Language;
  /** IANA name of the workspace's time zone. */
  timeZone: string;
}

/** Words of whoever is not signed in: the first of the browser's languages that we have, whatever the country. */
export function browserLanguage(): Language {
  for (const wanted of navigator.languages) {
    const language = OURS[wanted.slice(0, 2).toLowerCase()];
    if (language !== undefined) return language;
  }
  return "pt-BR";
}
const OURS: Record<string, Language> = { pt: "pt-BR", en: "en", es: "es" };

const LocaleContext = createContext<Locale | null>(null);

/** The browser's own, as long as nobody is signed in. */
export const useLocale = (): Locale => useContext(LocaleContext) ?? browserLocale();

function browserLocale(): Locale {
  first ??= { language: browserLanguage(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return first;
}
let first: Locale | undefined;

/** Makes `language` the one that everything below speaks. What is shown stays until the words of another language are here. */
export function LocaleProvider({ language, timeZone, children }: Locale & { children: ReactNode }) {
  const shown = useDeferredValue(language);
  const locale = useMemo(() => ({ language: shown, timeZone }), [shown, timeZone]);
  useEffect(() => {
    document.documentElement.lang = shown;
  }, [shown]);
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}
