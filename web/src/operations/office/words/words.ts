import { defineWords } from "../../../text/define-words.ts";

/** What the office's lists say. They wait for it themselves, so that the first load does not know of it. */
export const { useWords } = defineWords({
  "pt-BR": () => import("./pt-BR.ts"),
  en: () => import("./en.ts"),
  es: () => import("./es.ts"),
});
