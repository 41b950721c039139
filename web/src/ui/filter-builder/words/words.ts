import { defineWords } from "../../../text/define-words.ts";

const words = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });

/** Words of the builder of conditions, loaded with it. */
export const { useWords } = words;
export type BuilderText = ReturnType<typeof useWords>;
