import type ptBR from "./pt-BR.ts";

export default { "nav.tasks": "Tareas" } satisfies Record<keyof typeof ptBR, string>;
