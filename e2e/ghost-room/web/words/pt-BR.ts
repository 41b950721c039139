/** Written first; the other languages have the same keys. */
export default {
  "sightings.heard":
    "{messages, plural, one {# mensagem ouvida} other {# mensagens ouvidas}} de {contacts, plural, one {# contato} other {# contatos}}; de um só, no máximo {most}",
  "sightings.by": "{name}, {when}",
  "sightings.checked": "Conferida",
  "sightings.more": "Mostrar mais",
} as const;
