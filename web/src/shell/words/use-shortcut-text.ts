import { pageWords } from "../../text/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { ptBR, type ShortcutTextKey } from "./pt-BR.ts";

export const { useText: useShortcutText } = pageWords<ShortcutTextKey>({ "pt-BR": ptBR, en, es });
