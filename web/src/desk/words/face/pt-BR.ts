/** What stands outside of the desk's pages. Written first; the other languages have the same keys. */
export default {
  "agent.online": "Disponível",
  "agent.busy": "Ocupado",
  "agent.away": "Ausente",
  "agent.offline": "Fora",
  "nav.queues": "Filas",
  "settings.queues": "Filas e prazos",
  "settings.entryRules": "Regras de entrada",
  "settings.desk": "Atendimento",
  "shortcuts.goQueues": "Ir para as filas",
  "found.tickets": "Protocolos",
};
