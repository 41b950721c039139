import { defineWords } from "../../../text/define-words.ts";

/** What the pages of settings say that are about people, their logins, keys and the workspace. */
export const settingsWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = settingsWords;
