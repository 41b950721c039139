import type ptBR from "./pt-BR.ts";

export default {
  "settings.moving": "Moving in",
} satisfies Record<keyof typeof ptBR, string>;
