import type ptBR from "./pt-BR.ts";

export default {
  "nav.main": "Navigation",
  "nav.work": "Conversations",
  "nav.tools": "Tools",
  "nav.skipToThread": "Go to the conversation",
  "presence.available": "Available",
  "menu.account": "My account",
  "menu.theme": "Theme",
  "menu.light": "Light",
  "menu.dark": "Dark",
  "menu.system": "Same as the system",
  "menu.language": "Language",
  "menu.density": "Density",
  "menu.comfortable": "Comfortable",
  "menu.compact": "Compact",
  "menu.signOut": "Sign out",
  "menu.shortcuts": "Keyboard shortcuts",
  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.rail": "Side bar",
  "shortcuts.escape": "Close, leave the field",
  "shortcuts.help": "All shortcuts",
} satisfies Record<keyof typeof ptBR, string>;
