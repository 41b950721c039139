import type ptBR from "./pt-BR.ts";

export default {
  "nav.leads": "Leads",
  "settings.qualification": "Calificación de leads",
  "settings.calibration": "Aciertos de la calificación",
} satisfies Record<keyof typeof ptBR, string>;
