import { defineWords } from "../../text/define-words.ts";

/** What the pages at the gate say: signing in, invitations, the first workspace. */
export const teamWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = teamWords;
