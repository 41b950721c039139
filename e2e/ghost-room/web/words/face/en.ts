import type ptBR from "./pt-BR.ts";

export default {
  "nav.sightings": "Sightings",
  "shortcuts.goSightings": "Go to the sightings",
} satisfies Record<keyof typeof ptBR, string>;
