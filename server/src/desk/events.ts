import { defineEvent } from "../platform/index.ts";

const id = (last: string) => `01a1fc32-0d5f-7351-a3ea-4${last.padStart(11, "0")}`;
const ticket = { subject: "ticket" };

export const ticketOpened = defineEvent<{ queueId: string | null; protocol: string }>("ticket.opened", {
  says: "People are wanted in a session: a ticket waits in its queue.",
  socket: "new_ticket",
  ...ticket,
  example: { queueId: id("1"), protocol: "261127-483920" },
});
export const ticketAssigned = defineEvent<{ queueId: string | null; agentId: string | null; because: string }>("ticket.assigned", {
  says: "An agent serves it from now on; null is somebody in the provider's own app, or a key.",
  socket: "ticket_assigned",
  ...ticket,
  example: { queueId: id("1"), agentId: id("2"), because: "routed" },
});
export const ticketReturned = defineEvent<{ queueId: string | null; agentId: string | null; because: string }>("ticket.returned", {
  says: "Its agent lost it, or gave it back: it waits again, from where it was.",
  ...ticket,
  example: { queueId: id("1"), agentId: id("2"), because: "agent_offline" },
});
export const ticketTransferred = defineEvent<{ from: string | null; to: string | null; because: string }>("ticket.transferred", {
  says: "It ended here and goes on in another queue, as another ticket of the same protocol.",
  socket: "ticket_transferred",
  ...ticket,
  example: { from: id("1"), to: id("3"), because: "by_hand" },
});
export const ticketFinished = defineEvent<{ because: string; agentId: string | null; queueId: string | null }>("ticket.finished", {
  says: "It is over.",
  socket: "ticket_closed",
  ...ticket,
  example: { because: "resolved", agentId: id("2"), queueId: id("1") },
});
export const ticketAbandoned = defineEvent<{ queueId: string | null; waitedSeconds: number }>("ticket.abandoned", {
  says: "Nobody came in time: it is on the supervisors' list of the unanswered.",
  socket: "ticket_closed",
  ...ticket,
  example: { queueId: id("1"), waitedSeconds: 600 },
});
export const ticketNearLimit = defineEvent<{ promise: string; queueId: string | null; dueAt: string }>("ticket.near_limit", {
  says: "A promise made to the contact will soon be broken.",
  ...ticket,
  example: { promise: "first_response", queueId: id("1"), dueAt: "2026-11-27T12:00:00.000Z" },
});
export const ticketBreached = defineEvent<{ promise: string; queueId: string | null }>("ticket.breached", {
  says: "A promise made to the contact was broken.",
  ...ticket,
  example: { promise: "first_response", queueId: id("1") },
});
export const ticketMovedUp = defineEvent<{ queueId: string | null; position: number }>("ticket.moved_up", {
  says: "The contact was told the place in the queue.",
  socket: "queue_position",
  ...ticket,
  example: { queueId: id("1"), position: 3 },
});
export const ticketRated = defineEvent<{ score: number; agentId: string | null; queueId: string | null }>("ticket.rated", {
  says: "The contact said how it was, from 1 to 5.",
  ...ticket,
  example: { score: 5, agentId: id("2"), queueId: id("1") },
});
export const agentChanged = defineEvent<{ state: string; reason: string | null }>("agent.changed", {
  says: "A member who serves queues came, left, or made a pause.",
  subject: "member",
  example: { state: "away", reason: "Almoço" },
});
export const queueChanged = defineEvent("queue.changed", { says: "How a queue is served was changed.", subject: "queue" });
