import type ptBR from "./pt-BR.ts";

export default { "nav.leads": "Leads", "settings.qualification": "Calificación de leads" } satisfies Record<keyof typeof ptBR, string>;
