import { defineWords } from "../../../text/define-words.ts";

/** Words of the palette, loaded when it is opened for the first time. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
