import { defineWords } from "../../../text/define-words.ts";

/** What the page of forms says; it waits for it itself. */
export const { useWords } = defineWords({
  "pt-BR": () => import("./pt-BR.ts"),
  en: () => import("./en.ts"),
  es: () => import("./es.ts"),
});
