import type ptBR from "./pt-BR.ts";

export default { "nav.calendar": "Calendario", "settings.appointments": "Citas" } satisfies Record<keyof typeof ptBR, string>;
