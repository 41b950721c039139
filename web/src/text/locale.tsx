import { createContext, type ReactNode, useContext, useDeferredValue, useEffect, useMemo } from "react";

export type Language = "pt-BR" | "en" | "es";

/** How the reader's words, dates and figures are written. */
export interface Locale {
  language: Language;
  /** IANA name of the workspace's time zone. */
  timeZone: string;
}

/** Of whoever is not signed in. */
const FIRST_LOCALE: Locale = { language: "pt-BR", timeZone: "America/Sao_Paulo" };

const LocaleContext = createContext(FIRST_LOCALE);
export const useLocale = (): Locale => useContext(LocaleContext);

/** Makes `language` the one that everything below speaks. What is shown stays until the words of another language are here. */
export function LocaleProvider({ language, timeZone, children }: Locale & { children: ReactNode }) {
  const shown = useDeferredValue(language);
  const locale = useMemo(() => ({ language: shown, timeZone }), [shown, timeZone]);
  useEffect(() => {
    document.documentElement.lang = shown;
  }, [shown]);
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}
