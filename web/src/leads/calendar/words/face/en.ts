import type ptBR from "./pt-BR.ts";

export default { "nav.calendar": "Calendar", "settings.appointments": "Appointments" } satisfies Record<keyof typeof ptBR, string>;
