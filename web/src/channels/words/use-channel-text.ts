import { pageWords } from "../../text/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { type ChannelTextKey, ptBR } from "./pt-BR.ts";

export type ChannelText = (key: ChannelTextKey, values?: Record<string, string | number>) => string;

export const { useText: useChannelText, isKey: isChannelTextKey } = pageWords<ChannelTextKey>({ "pt-BR": ptBR, en, es });
