import type ptBR from "./pt-BR.ts";

export default { "nav.flows": "Flows" } satisfies Record<keyof typeof ptBR, string>;
