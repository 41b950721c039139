import type ptBR from "./pt-BR.ts";

export default { "nav.automations": "Rules" } as const satisfies Record<keyof typeof ptBR, string>;
