import { defineWords } from "../../text/define-words.ts";
import { FACE } from "./face-words.ts";

/** What the room's pages say. They wait for it themselves, so that the first load does not know of it. */
export const { useWords } = defineWords(
  { "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") },
  FACE,
);
