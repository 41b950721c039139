import type ptBR from "./pt-BR.ts";

export default {
  "nav.queues": "Colas",
  "settings.queues": "Colas y plazos",
  "settings.entryRules": "Reglas de entrada",
  "settings.desk": "Atención",
  "shortcuts.goQueues": "Ir a las colas",
} satisfies Record<keyof typeof ptBR, string>;
