/** The palette. Written first; the other languages have the same keys. */
export default {
  "palette.title": "Procurar em tudo",
  "palette.field": "O que você procura?",
  "palette.recent": "Buscas recentes",
  "palette.here": "Ações aqui",
  "palette.places": "Lugares",
  "palette.nothing": "Nada encontrado para “{typed}”.",
  "palette.searching": "Procurando…",
  "palette.found": "{count, plural, one {# resultado} other {# resultados}}",
} as const;
