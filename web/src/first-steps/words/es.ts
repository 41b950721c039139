import type ptBR from "./pt-BR.ts";

export default {
  "steps.title": "Deje {name} lista para atender",
  "steps.about": "En el orden que quiera. Cada paso se marca solo cuando ocurre de verdad.",
  "steps.count": "{done} de {all}",
  "steps.away": "Descartar",
  "steps.awayDone": "Los primeros pasos salieron del menú",
  "steps.done": "hecho",
  "steps.allTitle": "Todo listo",
  "steps.allText": "Cada paso ocurrió. Esta página sale del menú.",
  "steps.more": "También puede empezar por aquí",
  "steps.import": "Importar contactos",
  "steps.moving": "Traer de Chatwoot",
  "steps.flows": "Importar de Typebot",
} satisfies Record<keyof typeof ptBR, string>;
