import { defineWords } from "../../../text/define-words.ts";

/** Words of the page where a workspace says what it wants to know of its contacts. */
export const fieldsWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = fieldsWords;
