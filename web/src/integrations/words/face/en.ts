import type ptBR from "./pt-BR.ts";

export default {
  "settings.webhooks": "Webhooks",
  "settings.crm": "CRM",
} satisfies Record<keyof typeof ptBR, string>;
