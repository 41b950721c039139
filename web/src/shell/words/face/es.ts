import type ptBR from "./pt-BR.ts";

export default {
  "nav.main": "Navegación",
  "nav.work": "Atención",
  "nav.tools": "Herramientas",
  "nav.skipToThread": "Ir a la conversación",
  "presence.available": "Disponible",
  "menu.account": "Mi cuenta",
  "menu.theme": "Tema",
  "menu.light": "Claro",
  "menu.dark": "Oscuro",
  "menu.system": "Como el sistema",
  "menu.language": "Idioma",
  "menu.density": "Densidad",
  "menu.comfortable": "Cómoda",
  "menu.compact": "Compacta",
  "menu.signOut": "Salir",
  "menu.shortcuts": "Atajos de teclado",
  "shortcuts.title": "Atajos de teclado",
  "shortcuts.rail": "Barra lateral",
  "shortcuts.escape": "Cerrar, salir del campo",
  "shortcuts.help": "Todos los atajos",
} satisfies Record<keyof typeof ptBR, string>;
