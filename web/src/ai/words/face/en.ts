import type ptBR from "./pt-BR.ts";

export default { "nav.knowledge": "Knowledge", "nav.aiAgents": "AI agents", "nav.transcription": "Transcription" } satisfies Record<
  keyof typeof ptBR,
  string
>;
