import { defineWords } from "../../../text/define-words.ts";

/** Words of mails in the timeline, loaded with the first mail. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
