import type ptBR from "./pt-BR.ts";

export default {
  "nav.knowledge": "Conocimiento",
  "nav.aiAgents": "Agentes de IA",
  "nav.aiModels": "Modelos de IA",
  "nav.aiLog": "Ejecuciones de IA",
  "nav.transcription": "Transcripción",
} satisfies Record<keyof typeof ptBR, string>;
