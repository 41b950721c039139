import type ptBR from "./pt-BR.ts";

export default {
  "nav.sightings": "Apariciones",
  "shortcuts.goSightings": "Ir a las apariciones",
} satisfies Record<keyof typeof ptBR, string>;
