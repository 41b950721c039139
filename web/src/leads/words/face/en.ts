import type ptBR from "./pt-BR.ts";

export default {
  "nav.leads": "Leads",
  "settings.qualification": "Lead qualification",
  "settings.calibration": "Lead accuracy",
} satisfies Record<keyof typeof ptBR, string>;
