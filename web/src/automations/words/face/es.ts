import type ptBR from "./pt-BR.ts";

export default { "nav.automations": "Reglas" } as const satisfies Record<keyof typeof ptBR, string>;
