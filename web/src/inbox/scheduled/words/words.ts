import { defineWords } from "../../../text/define-words.ts";

/** Words of messages that leave later, loaded with the first one. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
