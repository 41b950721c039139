import type ptBR from "./pt-BR.ts";

export default {
  "nav.knowledge": "Knowledge",
  "nav.aiAgents": "AI agents",
  "nav.aiModels": "AI models",
  "nav.aiLog": "AI runs",
  "nav.transcription": "Transcription",
} satisfies Record<keyof typeof ptBR, string>;
