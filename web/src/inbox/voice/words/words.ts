import { defineWords } from "../../../text/define-words.ts";

/** What stands under voice messages, loaded with the first of them. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
