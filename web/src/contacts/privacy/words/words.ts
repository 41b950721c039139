import { defineWords } from "../../../text/define-words.ts";

/** Words of telling people what is kept of them, and of erasing them. */
export const privacyWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = privacyWords;
