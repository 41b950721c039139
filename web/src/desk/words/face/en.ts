import type ptBR from "./pt-BR.ts";

export default {
  "nav.queues": "Queues",
  "settings.queues": "Queues and promises",
  "settings.entryRules": "Entry rules",
  "settings.desk": "Service",
  "shortcuts.goQueues": "Go to the queues",
} satisfies Record<keyof typeof ptBR, string>;
