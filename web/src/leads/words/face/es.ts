import type ptBR from "./pt-BR.ts";

export default { "nav.leads": "Leads" } satisfies Record<keyof typeof ptBR, string>;
