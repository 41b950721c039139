import type ptBR from "./pt-BR.ts";

export default {
  "nav.firstSteps": "Primeros pasos",
} satisfies Record<keyof typeof ptBR, string>;
