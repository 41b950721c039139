import type ptBR from "./pt-BR.ts";

export default {
  "palette.title": "Search everything",
  "palette.field": "What are you looking for?",
  "palette.recent": "Recent searches",
  "palette.here": "Actions here",
  "palette.places": "Places",
  "palette.nothing": "Nothing found for “{typed}”.",
  "palette.searching": "Searching…",
  "palette.found": "{count, plural, one {# result} other {# results}}",
} satisfies Record<keyof typeof ptBR, string>;
