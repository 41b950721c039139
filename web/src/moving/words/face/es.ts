import type ptBR from "./pt-BR.ts";

export default {
  "settings.moving": "Mudanza",
} satisfies Record<keyof typeof ptBR, string>;
