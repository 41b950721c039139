import { pageWords } from "../../../text/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { type MailTextKey, ptBR } from "./pt-BR.ts";

export const { useText: useMailText } = pageWords<MailTextKey>({ "pt-BR": ptBR, en, es });
