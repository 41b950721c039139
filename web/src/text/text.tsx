import { IntlMessageFormat } from "intl-messageformat";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type Catalogue, ptBR, type TextKey } from "./pt-BR.ts";

export type Language = "pt-BR" | "en" | "es";
type Values = Record<string, string | number>;

/** A text of the catalogue in the reader's language. */
export type Text = (key: TextKey, values?: Values) => string;

interface Words {
  t: Text;
  language: Language;
  timeZone: string;
}

const WordsContext = createContext<Words>({ t: (key) => ptBR[key], language: "pt-BR", timeZone: "America/Sao_Paulo" });

const LOADERS: Record<Language, () => Promise<Catalogue>> = {
  "pt-BR": async () => ptBR,
  en: async () => (await import("./en.ts")).en,
  es: async () => (await import("./es.ts")).es,
};

/** Makes the catalogue of `language` the one that everything below speaks. */
export function WordsProvider({ language, timeZone, children }: { language: Language; timeZone: string; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ language: Language; catalogue: Catalogue }>({ language: "pt-BR", catalogue: ptBR });
  useEffect(() => {
    let current = true;
    void LOADERS[language]().then((catalogue) => {
      if (current) setLoaded({ language, catalogue });
    });
    document.documentElement.lang = language;
    return () => {
      current = false;
    };
  }, [language]);
  const words = useMemo(
    () => ({ t: createText(loaded.catalogue, loaded.language), language: loaded.language, timeZone }),
    [loaded, timeZone],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function createText<Key extends string>(
  catalogue: Readonly<Record<Key, string>>,
  language: Language,
): (key: Key, values?: Values) => string {
  const formats = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    const pattern = catalogue[key];
    if (values === undefined) return pattern;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(pattern, language);
      formats.set(key, format);
    }
    return String(format.format(values));
  };
}

export const useText = (): Text => useContext(WordsContext).t;
export const useWords = (): Words => useContext(WordsContext);

/** True when the catalogue has a text for a code that the server made. */
export const isTextKey = (key: string): key is TextKey => key in ptBR;
