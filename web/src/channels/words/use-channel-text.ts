import { useMemo } from "react";
import { createText, type Language, useWords } from "../../text/text.tsx";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { type ChannelTextKey, ptBR } from "./pt-BR.ts";

const CATALOGUES: Record<Language, Record<ChannelTextKey, string>> = { "pt-BR": ptBR, en, es };

export type ChannelText = (key: ChannelTextKey, values?: Record<string, string | number>) => string;

/** The page's own words, in the reader's language. */
export function useChannelText(): ChannelText {
  const { language } = useWords();
  return useMemo(() => createText(CATALOGUES[language], language), [language]);
}

/** True when the catalogue has a text for a code that the server made. */
export const isChannelTextKey = (key: string): key is ChannelTextKey => key in ptBR;
