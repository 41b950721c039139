import type ptBR from "./pt-BR.ts";

export default {
  "nav.contacts": "Contacts",
  "shortcuts.goContacts": "Go to the contacts",
} satisfies Record<keyof typeof ptBR, string>;
