import type ptBR from "./pt-BR.ts";

export default {
  "settings.webhooks": "Webhooks",
} satisfies Record<keyof typeof ptBR, string>;
