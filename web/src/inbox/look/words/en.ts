import type ptBR from "./pt-BR.ts";

export default {
  "look.field": "Search in this conversation",
  "look.previous": "Newer result",
  "look.next": "Older result",
  "look.close": "Close the search",
  "look.place": "{place} of {count}",
  "look.placeOfMore": "{place} of more than {count}",
  "look.nothing": "Nothing found",
} satisfies Record<keyof typeof ptBR, string>;
