import type ptBR from "./pt-BR.ts";

export default {
  "agent.online": "Disponible",
  "agent.busy": "Ocupado",
  "agent.away": "Ausente",
  "agent.offline": "Desconectado",
  "nav.queues": "Colas",
  "settings.queues": "Colas y plazos",
  "settings.entryRules": "Reglas de entrada",
  "settings.desk": "Atención",
  "shortcuts.goQueues": "Ir a las colas",
  "found.tickets": "Protocolos",
} satisfies Record<keyof typeof ptBR, string>;
