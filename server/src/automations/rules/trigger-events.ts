import type { Words } from "../../../../rules/words.ts";
import {
  conversationAssigned,
  conversationLabelled,
  conversationPrioritised,
  conversationQueued,
  conversationReopened,
  conversationResolved,
  messageReceived,
  sessionOpened,
} from "../../inbox/index.ts";
import { appointmentBooked, appointmentCancelled, dealMoved } from "../../leads/index.ts";

/** Stored in rules: an id never changes. */
export const TRIGGER_EVENT_IDS = [
  "message_received",
  "conversation_opened",
  "conversation_resolved",
  "conversation_reopened",
  "conversation_labelled",
  "conversation_queued",
  "conversation_assigned",
  "conversation_prioritised",
  "deal_moved",
  "appointment_booked",
  "appointment_cancelled",
] as const;
export type TriggerEventId = (typeof TRIGGER_EVENT_IDS)[number];

/** What a rule can begin with: events of conversations, by the words people have for them. */
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
  {
    id: "deal_moved",
    kind: dealMoved,
    label: { "pt-BR": "Negócio muda de etapa", en: "A deal moves to another stage", es: "Un negocio cambia de etapa" },
  },
  {
    id: "appointment_booked",
    kind: appointmentBooked,
    label: { "pt-BR": "Horário é marcado", en: "An appointment is booked", es: "Se reserva una cita" },
  },
  {
    id: "appointment_cancelled",
    kind: appointmentCancelled,
    label: { "pt-BR": "Horário é cancelado", en: "An appointment is cancelled", es: "Se cancela una cita" },
  },
];
