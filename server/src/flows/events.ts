import { defineEvent } from "../platform/index.ts";

const id = (last: string) => `01a1fc32-0d5f-7351-a3ea-4${last.padStart(11, "0")}`;
const flow = { subject: "flow" };
const run = { subject: "flow_run" };

export const flowChanged = defineEvent<{ what: string }>("flow.changed", {
  says: "A flow was made, renamed, moved, switched or removed; `what` says which.",
  ...flow,
  example: { what: "activated" },
});
export const flowDraftSaved = defineEvent<{ revision: number }>("flow.draft_saved", {
  says: "Somebody saved what they drew.",
  ...flow,
  example: { revision: 12 },
});
export const flowPublished = defineEvent<{ version: number }>("flow.published", {
  says: "New runs take this version; those that go on keep theirs.",
  ...flow,
  example: { version: 3 },
});
export const runStarted = defineEvent<{ flowId: string; version: number; startedBy: string }>("flow_run.started", {
  says: "A conversation entered a flow.",
  ...run,
  example: { flowId: id("1"), version: 3, startedBy: "keyword" },
});
export const runEnded = defineEvent<{ flowId: string; version: number; ending: string; block: string | null }>("flow_run.ended", {
  says: "A conversation left a flow; `block` is where it stood.",
  ...run,
  example: { flowId: id("1"), version: 3, ending: "done", block: "b12" },
});
