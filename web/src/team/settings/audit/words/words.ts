import { defineWords } from "../../../../text/define-words.ts";

/** What the page of the audit log says. */
const auditWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords } = auditWords;
