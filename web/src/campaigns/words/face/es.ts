import type ptBR from "./pt-BR.ts";

export default { "nav.campaigns": "Campañas", "nav.templates": "Plantillas" } as const satisfies Record<keyof typeof ptBR, string>;
