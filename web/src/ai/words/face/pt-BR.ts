/** Written first; the other languages have the same keys. */
export default {
  "nav.knowledge": "Conhecimento",
  "nav.aiAgents": "Agentes de IA",
  "nav.aiModels": "Modelos de IA",
  "nav.aiLog": "Execuções de IA",
  "nav.transcription": "Transcrição",
} as const;
