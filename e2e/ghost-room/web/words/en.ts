import type ptBR from "./pt-BR.ts";

export default {
  "sightings.heard":
    "{messages, plural, one {# message heard} other {# messages heard}} of {contacts, plural, one {# contact} other {# contacts}}; of one alone, at most {most}",
  "sightings.by": "{name}, {when}",
  "sightings.checked": "Checked",
  "sightings.more": "Show more",
} satisfies Record<keyof typeof ptBR, string>;
