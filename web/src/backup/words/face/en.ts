import type ptBR from "./pt-BR.ts";

export default {
  "settings.backups": "Backups",
} satisfies Record<keyof typeof ptBR, string>;
