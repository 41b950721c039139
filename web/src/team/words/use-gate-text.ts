import { pageWords } from "../../text/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { type GateTextKey, ptBR } from "./pt-BR.ts";

export const { useText: useGateText } = pageWords<GateTextKey>({ "pt-BR": ptBR, en, es });
