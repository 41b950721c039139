import type ptBR from "./pt-BR.ts";

export default { "nav.flows": "Flujos" } satisfies Record<keyof typeof ptBR, string>;
