import { defineWords } from "../../text/define-words.ts";

export const FACE = { "pt-BR": () => import("./face/pt-BR.ts"), en: () => import("./face/en.ts"), es: () => import("./face/es.ts") };

/** What stands outside of the room's pages; loaded before anything is drawn. */
export const backupFace = defineWords(FACE);
