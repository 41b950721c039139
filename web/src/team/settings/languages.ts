import type { Language } from "../../text/locale.tsx";

/** The languages of the interface, each by its own name. */
export const LANGUAGES: readonly { id: Language; name: string }[] = [
  { id: "pt-BR", name: "Português" },
  { id: "en", name: "English" },
  { id: "es", name: "Español" },
];
