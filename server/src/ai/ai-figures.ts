import { byChannel, contactName, type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { aiRead } from "./rights.ts";

const turns = {
  right: aiRead,
  at: sql`u.taken_at`,
  conversation: sql`u.conversation_id`,
  behind: { kind: "conversation", id: sql`u.conversation_id`, title: contactName(sql`c.contact_id`) },
  dimensions: {
    agent: {
      label: { "pt-BR": "Agente de IA", en: "AI agent", es: "Agente de IA" },
      key: sql`u.agent_id::text`,
      names: sql`select id::text as key, name from ai_agents where workspace_id = current_workspace()`,
    },
    channel: byChannel(sql`c.channel_id::text`),
    did: {
      label: { "pt-BR": "O que fez", en: "What it did", es: "Qué hizo" },
      key: sql`u.did`,
      words: {
        greeted: { "pt-BR": "Cumprimentou", en: "Greeted", es: "Saludó" },
        answered: { "pt-BR": "Respondeu", en: "Answered", es: "Respondió" },
        asked: { "pt-BR": "Perguntou", en: "Asked", es: "Preguntó" },
        not_known: { "pt-BR": "Não sabia", en: "Did not know", es: "No sabía" },
        thanked: { "pt-BR": "Agradeceu", en: "Thanked", es: "Agradeció" },
        told: { "pt-BR": "Avisou", en: "Told", es: "Avisó" },
        handed_over: { "pt-BR": "Passou a pessoas", en: "Handed over", es: "Pasó a personas" },
        silent: { "pt-BR": "Ficou em silêncio", en: "Stayed silent", es: "Guardó silencio" },
      },
    },
  },
  rows: ({ actor, from, until }: FigureAsked) => sql`
    from ai_turns u join conversations c on c.workspace_id = u.workspace_id and c.id = u.conversation_id
    where u.workspace_id = current_workspace() and u.taken_at >= ${from} and u.taken_at < ${until} and ${visibleTo(actor)}`,
} as const;
const transcripts = {
  right: aiRead,
  at: sql`u.asked_at`,
  conversation: sql`u.conversation_id`,
  behind: turns.behind,
  dimensions: {
    channel: byChannel(sql`c.channel_id::text`),
    model: { label: { "pt-BR": "Modelo", en: "Model", es: "Modelo" }, key: sql`u.model` },
  },
  rows: ({ actor, from, until }: FigureAsked) => sql`
    from ai_transcriptions u join conversations c on c.workspace_id = u.workspace_id and c.id = u.conversation_id
    where u.workspace_id = current_workspace() and u.asked_at >= ${from} and u.asked_at < ${until} and ${visibleTo(actor)}`,
} as const;

/** What agents and transcription measure, each from the rows. */
export const aiFigures: FigureOffer[] = [
  figure({
    ...turns,
    id: "ai.turns",
    unit: "count",
    label: { "pt-BR": "Vezes da IA", en: "Turns of AI", es: "Turnos de la IA" },
    meaning: {
      "pt-BR": "Vezes em que um agente de IA decidiu o que dizer, ou calar.",
      en: "Times an AI agent decided what to say, or to stay silent.",
      es: "Veces en que un agente de IA decidió qué decir, o callar.",
    },
    aggregate: "count",
  }),
  figure({
    ...turns,
    id: "ai.answered_share",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Perguntas respondidas pela IA", en: "Questions answered by AI", es: "Preguntas respondidas por la IA" },
    meaning: {
      "pt-BR": "Das perguntas que a IA respondeu, não sabia ou passou adiante, a parte respondida.",
      en: "Of the questions that AI answered, did not know or handed over, the share that was answered.",
      es: "De las preguntas que la IA respondió, no sabía o pasó, la parte respondida.",
    },
    aggregate: "share",
    measure: sql`u.did = 'answered'`,
    only: sql`u.did in ('answered', 'not_known', 'handed_over')`,
  }),
  figure({
    ...turns,
    id: "ai.handed_over",
    unit: "count",
    better: "less",
    label: { "pt-BR": "Passadas a pessoas", en: "Handed over to people", es: "Pasadas a personas" },
    meaning: {
      "pt-BR": "Vezes em que um agente de IA passou a conversa a pessoas.",
      en: "Times an AI agent handed the conversation over to people.",
      es: "Veces en que un agente de IA pasó la conversación a personas.",
    },
    aggregate: "count",
    only: sql`u.did = 'handed_over'`,
  }),
  figure({
    ...transcripts,
    id: "transcription.seconds",
    unit: "seconds",
    label: { "pt-BR": "Áudio transcrito", en: "Sound written down", es: "Audio transcrito" },
    meaning: {
      "pt-BR": "Soma da duração dos áudios que foram transcritos.",
      en: "Sum of the lengths of the voice messages that were written down.",
      es: "Suma de la duración de los audios que se transcribieron.",
    },
    aggregate: "sum",
    measure: sql`u.seconds`,
    only: sql`u.outcome = 'heard'`,
  }),
  figure({
    ...transcripts,
    id: "transcription.spend",
    unit: "micros",
    better: "less",
    label: { "pt-BR": "Gasto com transcrição", en: "Spend on transcription", es: "Gasto en transcripción" },
    meaning: {
      "pt-BR": "Soma do custo de cada transcrição, pelo preço por minuto e pelo câmbio que valiam quando foi feita.",
      en: "Sum of the cost of each transcription, by the price a minute and the exchange rate that were in force then.",
      es: "Suma del costo de cada transcripción, al precio por minuto y al tipo de cambio vigentes cuando se hizo.",
    },
    aggregate: "sum",
    measure: sql`u.charge`,
  }),
];
