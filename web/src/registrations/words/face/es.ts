import type ptBR from "./pt-BR.ts";

export default {
  "nav.registrations": "Registros",
  "nav.registrationForms": "Formularios de registro",
  "shortcuts.newRegistration": "Nuevo registro",
} satisfies Record<keyof typeof ptBR, string>;
