import type ptBR from "./pt-BR.ts";

export default {
  "nav.playground": "Playground",
  "shortcuts.goPlayground": "Go to the playground",
} satisfies Record<keyof typeof ptBR, string>;
