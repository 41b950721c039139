import { defineEvent } from "../platform/index.ts";

const subject = "task";

/** Who has the task; null is nobody. */
interface Whose {
  assigneeId: string | null;
}
const example: Whose = { assigneeId: "01a1fc32-0d5f-7351-a3ea-400000000002" };

export const taskMade = defineEvent<Whose>("task.made", { says: "There is something to do.", subject, example });
export const taskChanged = defineEvent<Whose>("task.changed", {
  says: "Its words, time, priority, subjects or whose it is changed.",
  subject,
  example,
});
export const taskDone = defineEvent<Whose>("task.done", { says: "It was done.", subject, example });
export const taskReopened = defineEvent<Whose>("task.reopened", { says: "It is to be done after all.", subject, example });
export const taskRemoved = defineEvent<Whose>("task.removed", { says: "It is gone.", subject, example });
