import type ptBR from "./pt-BR.ts";

export default { "nav.analytics": "Analytics" } satisfies Record<keyof typeof ptBR, string>;
