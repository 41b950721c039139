import { defineWords } from "../../text/define-words.ts";

const FACE = { "pt-BR": () => import("./face/pt-BR.ts"), en: () => import("./face/en.ts"), es: () => import("./face/es.ts") };

/** What stands outside of the room's pages; loaded before anything is drawn. */
export const tasksFace = defineWords(FACE);

/** What the room's pages say, loaded with them. */
export const tasksWords = defineWords(
  { "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") },
  FACE,
);
export const { useWords } = tasksWords;
