import { defineWords } from "../../../text/define-words.ts";
import { FACE } from "../../words/face-words.ts";

/** What the pages of models and of their log say; they wait for it themselves. */
export const { useWords } = defineWords(
  { "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") },
  FACE,
);
