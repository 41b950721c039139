import type ptBR from "./pt-BR.ts";

export default { "nav.campaigns": "Campaigns", "nav.templates": "Templates" } as const satisfies Record<keyof typeof ptBR, string>;
