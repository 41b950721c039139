import { defineWords } from "../../../text/define-words.ts";

/** Words of the search within a conversation, loaded with it. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
