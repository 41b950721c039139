import { defineWords } from "../../../text/define-words.ts";

/** Words of labels, for their page and beside a conversation. */
export const labelWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = labelWords;
