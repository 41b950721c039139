import { defineEvent } from "../platform/index.ts";

const example = { title: "Quanto custa a limpeza?" };

export const documentPublished = defineEvent<{ title: string }>("knowledge.published", {
  says: "A document can be found and quoted from now on, in this version.",
  subject: "document",
  example,
});
export const documentChanged = defineEvent<{ title: string }>("knowledge.changed", {
  says: "A document was written or changed; what is published stays until it is published again.",
  subject: "document",
  example,
});
export const documentWithdrawn = defineEvent<{ title: string }>("knowledge.withdrawn", {
  says: "A document is found no longer: it was withdrawn, or removed.",
  subject: "document",
  example,
});
export const gapNoted = defineEvent<{ question: string }>("knowledge.not_answered", {
  says: "Somebody asked what no document answers.",
  subject: "gap",
  example: { question: "Vocês atendem em Iranduba?" },
});
export const turnTaken = defineEvent<{ did: string; agentId: string }>("ai.turn_taken", {
  says: "An agent did something with what the contact wrote.",
  subject: "conversation",
  example: { did: "answered", agentId: "01a1fc32-0d5f-7351-a3ea-400000000002" },
});
export const evaluated = defineEvent<{ state: string }>("ai.evaluated", {
  says: "The tests of an agent were played to the end, or stopped for want of money.",
  subject: "ai_agent",
  example: { state: "done" },
});
export const proposalMade = defineEvent<{ state: string }>("ai.proposal_made", {
  says: "A model looked at what went wrong with an agent; `open`: it proposes other instructions.",
  subject: "ai_agent",
  example: { state: "open" },
});
