import type ptBR from "./pt-BR.ts";

export default {
  "sightings.heard":
    "{messages, plural, one {# mensaje oído} other {# mensajes oídos}} de {contacts, plural, one {# contacto} other {# contactos}}; de uno solo, como máximo {most}",
  "sightings.by": "{name}, {when}",
  "sightings.checked": "Revisada",
  "sightings.more": "Mostrar más",
} satisfies Record<keyof typeof ptBR, string>;
