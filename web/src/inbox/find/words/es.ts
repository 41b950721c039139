import type ptBR from "./pt-BR.ts";

export default {
  "find.title": "Filtrar conversaciones",
  "find.apply": "Aplicar",
  "find.clear": "Limpiar",
  "find.keep": "Guardar vista",
  "find.edit": "Editar el filtro",
  "find.inForce": "Filtros en uso",
  "find.remove": "Quitar: {what}",
  "find.unread": "Solo no leídas",
  "find.unreadable": "Filtro ilegible",
  "find.nothing": "Nada coincide",
  "find.nothingText": "Ninguna conversación de esta lista cumple el filtro.",
  "find.bad": "Este filtro no se puede usar",
  "find.badText": "La dirección trae una condición que ya no existe o está incompleta. Nada se perdió: edita el filtro o límpialo.",
  "find.slow": "Este filtro tarda demasiado",
  "find.slowText": "Hay demasiadas conversaciones para mirarlas una a una. Añade una cola, un canal, un responsable o una fecha.",
} satisfies Record<keyof typeof ptBR, string>;
