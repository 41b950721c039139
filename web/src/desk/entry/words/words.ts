import { defineWords } from "../../../text/define-words.ts";

/** What the entry rules say, loaded with their page. */
export const entryWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = entryWords;
