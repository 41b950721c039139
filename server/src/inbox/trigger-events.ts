import type { Words } from "../../../rules/words.ts";
import {
  conversationAssigned,
  conversationLabelled,
  conversationPrioritised,
  conversationQueued,
  conversationReopened,
  conversationResolved,
  messageReceived,
  sessionOpened,
} from "./events.ts";

/** Stored in rules and flows: an id never changes. */
export const TRIGGER_EVENT_IDS = [
  "message_received",
  "conversation_opened",
  "conversation_resolved",
  "conversation_reopened",
  "conversation_labelled",
  "conversation_queued",
  "conversation_assigned",
  "conversation_prioritised",
] as const;
export type TriggerEventId = (typeof TRIGGER_EVENT_IDS)[number];

/** What a rule or a flow can begin with: events of conversations, by the words people have for them. */
export const TRIGGER_EVENTS: readonly { id: TriggerEventId; kind: { kind: string }; label: Words }[] = [
  {
    id: "message_received",
    kind: messageReceived,
    label: { "pt-BR": "Cliente escreve", en: "The contact writes", es: "El cliente escribe" },
  },
  {
    id: "conversation_opened",
    kind: sessionOpened,
    label: { "pt-BR": "Conversa começa", en: "A conversation begins", es: "Empieza una conversación" },
  },
  {
    id: "conversation_resolved",
    kind: conversationResolved,
    label: { "pt-BR": "Conversa é resolvida", en: "A conversation is resolved", es: "Se resuelve una conversación" },
  },
  {
    id: "conversation_reopened",
    kind: conversationReopened,
    label: { "pt-BR": "Conversa é reaberta", en: "A conversation is reopened", es: "Se reabre una conversación" },
  },
  {
    id: "conversation_labelled",
    kind: conversationLabelled,
    label: { "pt-BR": "Etiqueta é posta", en: "A label is put on", es: "Se pone una etiqueta" },
  },
  {
    id: "conversation_queued",
    kind: conversationQueued,
    label: { "pt-BR": "Conversa vai para uma fila", en: "A conversation goes to a queue", es: "Una conversación pasa a una cola" },
  },
  {
    id: "conversation_assigned",
    kind: conversationAssigned,
    label: { "pt-BR": "Conversa é atribuída", en: "A conversation is assigned", es: "Se asigna una conversación" },
  },
  {
    id: "conversation_prioritised",
    kind: conversationPrioritised,
    label: { "pt-BR": "Prioridade muda", en: "The priority changes", es: "Cambia la prioridad" },
  },
];

/** Messages that nobody is notified of begin nothing either. */
export const isSilent = (detail: unknown): boolean => ((detail as { silent?: unknown } | null)?.silent ?? null) !== null;
