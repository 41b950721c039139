import { defineWords } from "../../../text/define-words.ts";

/** Words of the dialog in which a view is kept, loaded with it. */
export const { useWords } = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
