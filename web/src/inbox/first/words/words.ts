import { defineWords } from "../../../text/define-words.ts";

/** Words of writing first, loaded with its dialog. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
