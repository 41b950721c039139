import type ptBR from "./pt-BR.ts";

export default {
  "views.save": "Guardar vista",
  "views.edit": "Cambiar la vista {name}",
  "views.name": "Nombre de la vista",
  "views.color": "Color",
  "views.shared": "Compartir con todo el equipo",
  "views.sharedText": "Cada persona ve en ella solo las conversaciones que ya puede ver. En «Mías», las de quien mira.",
  "views.keep": "Guardar",
  "views.cancel": "Volver",
  "views.kept": "Vista «{name}» guardada",
  "color.gray": "gris",
  "color.teal": "petróleo",
  "color.amber": "ámbar",
  "color.violet": "violeta",
  "color.pink": "rosa",
  "color.blue": "azul",
  "color.green": "verde",
  "color.red": "rojo",
  "problem.inbox.too_many_views": "Ya hay {most} vistas. Elimine una que nadie use.",
} satisfies Record<keyof typeof ptBR, string>;
