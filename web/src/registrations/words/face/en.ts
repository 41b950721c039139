import type ptBR from "./pt-BR.ts";

export default {
  "nav.registrations": "Registrations",
  "nav.registrationForms": "Registration forms",
  "shortcuts.newRegistration": "New registration",
} satisfies Record<keyof typeof ptBR, string>;
