import type ptBR from "./pt-BR.ts";

export default {
  "settings.backups": "Copias de seguridad",
} satisfies Record<keyof typeof ptBR, string>;
