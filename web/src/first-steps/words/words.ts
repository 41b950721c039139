import { defineWords } from "../../text/define-words.ts";

const FACE = { "pt-BR": () => import("./face/pt-BR.ts"), en: () => import("./face/en.ts"), es: () => import("./face/es.ts") };

/** What stands outside of the page; loaded before anything is drawn. */
export const firstStepsFace = defineWords(FACE);

/** What the page says, loaded with it. */
export const firstStepsWords = defineWords(
  { "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") },
  FACE,
);
export const { useWords } = firstStepsWords;
