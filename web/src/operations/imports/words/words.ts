import { defineWords } from "../../../text/define-words.ts";

/** Words of the page where assets, sites and parts come in from files. */
export const importWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = importWords;
