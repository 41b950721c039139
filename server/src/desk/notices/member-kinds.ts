import { memberNotice } from "../../notices/index.ts";

/** Which promise to the contact it is about, and the queue that made it. */
interface Owed {
  promise: "first_response" | "resolution";
  queue: string | null;
}

const PROMISES = {
  "pt-BR": { first_response: "Primeira resposta", resolution: "Resolução" },
  en: { first_response: "First response", resolution: "Resolution" },
  es: { first_response: "Primera respuesta", resolution: "Resolución" },
};
const owed = (language: keyof typeof PROMISES, { promise, queue }: Owed): string =>
  [PROMISES[language][promise], queue].filter((part) => part !== null).join(", ");

const late = { subject: "conversation", group: "deadline", isUrgent: true } as const;
const loudly = { app: true, desktop: true, sound: true, push: true, email: false };

export const NEAR_LIMIT = memberNotice<Owed>({
  ...late,
  kind: "desk.near_limit",
  media: { ...loudly, sound: false },
  labels: { "pt-BR": "Atendimento meu perto do prazo", en: "Ticket of mine near its deadline", es: "Atención mía cerca del plazo" },
  words: {
    "pt-BR": (facts) => ({ title: `${facts.name} está perto do prazo`, text: owed("pt-BR", facts) }),
    en: (facts) => ({ title: `${facts.name} is near its deadline`, text: owed("en", facts) }),
    es: (facts) => ({ title: `${facts.name} está cerca del plazo`, text: owed("es", facts) }),
  },
});

export const OVERDUE = memberNotice<Owed>({
  ...late,
  kind: "desk.overdue",
  media: loudly,
  labels: { "pt-BR": "Atendimento meu fora do prazo", en: "Ticket of mine past its deadline", es: "Atención mía fuera de plazo" },
  words: {
    "pt-BR": (facts) => ({ title: `${facts.name} passou do prazo`, text: owed("pt-BR", facts) }),
    en: (facts) => ({ title: `${facts.name} is past its deadline`, text: owed("en", facts) }),
    es: (facts) => ({ title: `${facts.name} pasó el plazo`, text: owed("es", facts) }),
  },
});

const mine = { subject: "conversation", group: "mine", isUrgent: false } as const;

const WHY = {
  "pt-BR": { agent_offline: "Você ficou offline", not_answered: "Faltou a sua resposta" },
  en: { agent_offline: "You were offline", not_answered: "Your answer did not come" },
  es: { agent_offline: "Estabas sin conexión", not_answered: "Faltó tu respuesta" },
};

export const TAKEN_BACK = memberNotice<{ because: "agent_offline" | "not_answered" }>({
  ...mine,
  kind: "desk.taken_back",
  media: { app: true, desktop: true, sound: false, push: true, email: false },
  labels: { "pt-BR": "Atendimento que voltou para a fila", en: "Ticket that went back to its queue", es: "Atención que volvió a la cola" },
  words: {
    "pt-BR": ({ name, because }) => ({ title: `${name} voltou para a fila`, text: WHY["pt-BR"][because] }),
    en: ({ name, because }) => ({ title: `${name} went back to the queue`, text: WHY.en[because] }),
    es: ({ name, because }) => ({ title: `${name} volvió a la cola`, text: WHY.es[because] }),
  },
});

export const WROTE_WHILE_AWAY = memberNotice<Record<string, never>>({
  ...mine,
  kind: "desk.wrote_while_away",
  media: { app: true, desktop: true, sound: false, push: true, email: false },
  labels: {
    "pt-BR": "Mensagem nas minhas conversas enquanto estou fora",
    en: "Message in my conversations while I am away",
    es: "Mensaje en mis conversaciones mientras no estoy",
  },
  words: {
    "pt-BR": ({ name, count }) => ({
      title: count === 1 ? `${name} escreveu` : `${count} mensagens de ${name}`,
      text: "Enquanto você estava fora",
    }),
    en: ({ name, count }) => ({ title: count === 1 ? `${name} wrote` : `${count} messages of ${name}`, text: "While you were away" }),
    es: ({ name, count }) => ({ title: count === 1 ? `${name} escribió` : `${count} mensajes de ${name}`, text: "Mientras no estabas" }),
  },
});
