import type ptBR from "./pt-BR.ts";

export default {
  "nav.channels": "Canales",
  "shortcuts.goChannels": "Ir a los canales",
} satisfies Record<keyof typeof ptBR, string>;
