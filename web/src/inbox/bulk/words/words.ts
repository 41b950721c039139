import { defineWords } from "../../../text/define-words.ts";

/** Words of acts on many conversations, loaded when the first is chosen. */
export const bulkWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = bulkWords;
