import { defineWords } from "../../../../text/define-words.ts";

/** What roles and rights are called. */
const roleWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords: useRoleWords } = roleWords;
