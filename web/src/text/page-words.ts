import { useMemo } from "react";
import { createText, type Language, useWords } from "./text.tsx";

/** The words of one page, which load with it and not before; the shared ones are in `pt-BR.ts` and its siblings. */
export function pageWords<Key extends string>(catalogues: Record<Language, Readonly<Record<Key, string>>>) {
  return {
    useText(): (key: Key, values?: Record<string, string | number>) => string {
      const { language } = useWords();
      const catalogue = catalogues[language];
      return useMemo(() => createText(catalogue, language), [catalogue, language]);
    },
    /** True when there is a text for a code that the server made. */
    isKey: (key: string): key is Key => key in catalogues["pt-BR"],
  };
}
