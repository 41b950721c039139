import { defineWords } from "../../../text/define-words.ts";

/** Words of canned replies, for their page and above the composer. */
export const cannedWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = cannedWords;
