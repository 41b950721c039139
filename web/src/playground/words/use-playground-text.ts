import { pageWords } from "../../text/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { type PlaygroundTextKey, ptBR } from "./pt-BR.ts";

export const { useText: usePlaygroundText } = pageWords<PlaygroundTextKey>({ "pt-BR": ptBR, en, es });
