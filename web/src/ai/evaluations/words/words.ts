import { defineWords } from "../../../text/define-words.ts";
import { FACE } from "../../words/face-words.ts";

/** What the page of an agent's tests says; it waits for it itself. */
export const { useWords } = defineWords(
  { "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") },
  FACE,
);
