import type ptBR from "./pt-BR.ts";

export default { "nav.knowledge": "Conocimiento", "nav.aiAgents": "Agentes de IA", "nav.transcription": "Transcripción" } satisfies Record<
  keyof typeof ptBR,
  string
>;
