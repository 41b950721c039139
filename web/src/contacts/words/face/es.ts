import type ptBR from "./pt-BR.ts";

export default {
  "nav.importContacts": "Importar contactos",
  "nav.contactFields": "Campos de contactos",
  "nav.erasures": "Personas borradas",
  "nav.contacts": "Contactos",
  "shortcuts.goContacts": "Ir a los contactos",
} satisfies Record<keyof typeof ptBR, string>;
