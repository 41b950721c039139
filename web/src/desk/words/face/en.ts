import type ptBR from "./pt-BR.ts";

export default {
  "agent.online": "Available",
  "agent.busy": "Busy",
  "agent.away": "Away",
  "agent.offline": "Offline",
  "nav.queues": "Queues",
  "settings.queues": "Queues and promises",
  "settings.entryRules": "Entry rules",
  "settings.desk": "Service",
  "shortcuts.goQueues": "Go to the queues",
  "found.tickets": "Tickets",
} satisfies Record<keyof typeof ptBR, string>;
