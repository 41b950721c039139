import type ptBR from "./pt-BR.ts";

export default {
  "nav.firstSteps": "First steps",
} satisfies Record<keyof typeof ptBR, string>;
