import { defineEvent } from "../platform/index.ts";

const automation = { subject: "automation" };

export const automationChanged = defineEvent("automation.changed", {
  says: "A rule was made, changed, switched, moved or removed.",
  ...automation,
});
export const automationBegun = defineEvent<{ runId: string }>("automation.begun", {
  says: "A rule found a case; it acts now, or when its time has come.",
  ...automation,
  example: { runId: "01a1fc32-0d5f-7351-a3ea-a00000000001" },
});
export const automationEnded = defineEvent<{ runId: string; state: "done" | "refused" | "dropped"; reason: string | null }>(
  "automation.ended",
  {
    says: "A case is over: all steps done, one refused, or it was not needed any more.",
    ...automation,
    example: { runId: "01a1fc32-0d5f-7351-a3ea-a00000000001", state: "dropped", reason: "answered" },
  },
);

/** A record of another system. */
export interface ObjectChanged {
  type: string;
  state: string;
  contactId: string;
}
export const objectChanged = defineEvent<ObjectChanged>("object.changed", {
  says: "A record of another system came, or changed.",
  subject: "object",
  example: { type: "proposta", state: "enviada", contactId: "01a1fc32-0d5f-7351-a3ea-300000000001" },
});
export const objectRemoved = defineEvent<{ type: string }>("object.removed", {
  says: "A record of another system is gone.",
  subject: "object",
  example: { type: "proposta" },
});
