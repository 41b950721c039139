import type ptBR from "./pt-BR.ts";

export default { "nav.tasks": "Tasks" } satisfies Record<keyof typeof ptBR, string>;
