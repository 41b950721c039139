import type ptBR from "./pt-BR.ts";

export default { "nav.registrations": "Registros", "nav.registrationForms": "Formularios de registro" } satisfies Record<
  keyof typeof ptBR,
  string
>;
