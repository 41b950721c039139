import type ptBR from "./pt-BR.ts";

export default {
  "look.field": "Buscar en esta conversación",
  "look.previous": "Resultado más reciente",
  "look.next": "Resultado más antiguo",
  "look.close": "Cerrar la búsqueda",
  "look.place": "{place} de {count}",
  "look.placeOfMore": "{place} de más de {count}",
  "look.nothing": "No se encontró nada",
} satisfies Record<keyof typeof ptBR, string>;
