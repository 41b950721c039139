import type ptBR from "./pt-BR.ts";

export default {
  "nav.importContacts": "Import contacts",
  "nav.contactFields": "Fields of contacts",
  "nav.erasures": "People erased",
  "nav.contacts": "Contacts",
  "shortcuts.goContacts": "Go to the contacts",
} satisfies Record<keyof typeof ptBR, string>;
