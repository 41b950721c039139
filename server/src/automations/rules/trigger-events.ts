import type { Words } from "../../../../rules/words.ts";
import { TRIGGER_EVENT_IDS, TRIGGER_EVENTS } from "../../inbox/index.ts";
import { appointmentBooked, appointmentCancelled, dealMoved } from "../../leads/index.ts";

/** Stored in rules: an id never changes. */
export const RULE_EVENT_IDS = [...TRIGGER_EVENT_IDS, "deal_moved", "appointment_booked", "appointment_cancelled"] as const;
export type RuleEventId = (typeof RULE_EVENT_IDS)[number];

/** What a rule can begin with: what flows begin with, and what happens in rooms above them. */
export const RULE_EVENTS: readonly { id: RuleEventId; kind: { kind: string }; label: Words }[] = [
  ...TRIGGER_EVENTS,
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
