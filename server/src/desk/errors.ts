import { defineError } from "../platform/index.ts";

export const nothingWaits = defineError("desk.nothing_waits", 409, "Nothing waits in your queues.");
export const atCeiling = defineError<{ ceiling: number }>(
  "desk.at_ceiling",
  409,
  ({ ceiling }) => `You serve ${ceiling} tickets already, which is your limit. Close one, or ask a supervisor for more.`,
);
export const ticketOver = defineError<{ state: string }>(
  "desk.ticket_over",
  409,
  ({ state }) => `This ticket is ${state}. Reopen the conversation to go on: that makes a new one.`,
);
export const notAnAgent = defineError<{ name: string }>(
  "desk.not_an_agent",
  422,
  ({ name }) => `${name} does not serve this queue. Add them to the queue first, or choose another person.`,
);
export const unknownReason = defineError(
  "desk.unknown_reason",
  422,
  "There is no such reason of closing. Reload the page to see those there are.",
);
export const ticketsInside = defineError<{ open: number }>(
  "desk.tickets_inside",
  409,
  ({ open }) => `${open} open tickets are in this queue. Say in "moveTo" which queue takes them.`,
);
export const goesInCircles = defineError(
  "desk.overflow_in_circles",
  422,
  "The overflow queues lead back to this one, so that a ticket would go round for ever. Choose another.",
);
export const nothingToRate = defineError("desk.nothing_to_rate", 409, "This conversation has no ticket yet, so there is nothing to rate.");
