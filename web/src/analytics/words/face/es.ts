import type ptBR from "./pt-BR.ts";

export default { "nav.analytics": "Análisis" } satisfies Record<keyof typeof ptBR, string>;
