import type ptBR from "./pt-BR.ts";

export default {
  "nav.channels": "Channels",
  "shortcuts.goChannels": "Go to the channels",
} satisfies Record<keyof typeof ptBR, string>;
