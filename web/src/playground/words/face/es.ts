import type ptBR from "./pt-BR.ts";

export default {
  "nav.playground": "Playground",
  "shortcuts.goPlayground": "Ir al playground",
} satisfies Record<keyof typeof ptBR, string>;
