import type ptBR from "./pt-BR.ts";

export default {
  "palette.title": "Buscar en todo",
  "palette.field": "¿Qué buscas?",
  "palette.recent": "Búsquedas recientes",
  "palette.here": "Acciones aquí",
  "palette.places": "Lugares",
  "palette.nothing": "No se encontró nada para “{typed}”.",
  "palette.searching": "Buscando…",
  "palette.found": "{count, plural, one {# resultado} other {# resultados}}",
} satisfies Record<keyof typeof ptBR, string>;
