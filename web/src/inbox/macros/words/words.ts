import { defineWords } from "../../../text/define-words.ts";

/** Words of macros, for their page and in menus of conversations. */
export const macroWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = macroWords;
