import { defineEvent } from "../platform/index.ts";

/** What a score became. */
export interface Scored {
  from: number | null;
  score: number;
  urgency: number;
  action: string;
  /** `history`: nothing but words of the past moved it, and nobody is told. */
  silent: "history" | null;
}

export const leadScored = defineEvent<Scored>("lead.scored", {
  says: "The score of a contact, or what is best done next, is another than before.",
  subject: "contact",
  example: { from: 48, score: 71, urgency: 84, action: "send_proposal", silent: null },
});

/** A deal after what happened to it. */
export interface DealFacts {
  state: string;
  stageId: string;
  ownerId: string | null;
  valueCents: number;
}

const dealEvent = (kind: string, says: string) =>
  defineEvent<DealFacts>(kind, {
    says,
    subject: "deal",
    example: { state: "open", stageId: "01a1fc32-0d5f-7351-a3ea-400000000003", ownerId: null, valueCents: 189_000 },
  });

export const dealMade = dealEvent("deal.made", "There is something to be sold.");
export const dealMoved = dealEvent("deal.moved", "It stands in another stage; won and lost are stages too.");
export const dealChanged = dealEvent("deal.changed", "Its words, value, owner or next step changed, or a note was added.");
export const pipelineChanged = defineEvent("pipeline.changed", { says: "A pipeline or its stages changed.", subject: "pipeline" });

export const leadQualified = defineEvent<{ sdrPoints: number; leadClass: string; queueId: string | null }>("lead.qualified", {
  says: "What a contact answered was weighed: they have a class, and were sent to its queue.",
  subject: "contact",
  example: { sdrPoints: 112, leadClass: "hot", queueId: "01a1fc32-0d5f-7351-a3ea-400000000004" },
});

/** An appointment after what happened to it. */
export interface AppointmentFacts {
  startsAt: string;
  memberId: string;
  serviceId: string;
  state: string;
}

const appointmentEvent = (kind: string, says: string) =>
  defineEvent<AppointmentFacts>(kind, {
    says,
    subject: "appointment",
    example: {
      startsAt: "2026-12-01T17:00:00.000Z",
      memberId: "01a1fc32-0d5f-7351-a3ea-400000000005",
      serviceId: "01a1fc32-0d5f-7351-a3ea-400000000006",
      state: "booked",
    },
  });

export const appointmentBooked = appointmentEvent("appointment.booked", "Somebody has a time with a member.");
export const appointmentMoved = appointmentEvent("appointment.moved", "It takes place at another time, or with another member.");
export const appointmentConfirmed = appointmentEvent(
  "appointment.confirmed",
  "The contact, or somebody for them, said that they will be there.",
);
export const appointmentCancelled = appointmentEvent("appointment.cancelled", "It does not take place; its time is free again.");
