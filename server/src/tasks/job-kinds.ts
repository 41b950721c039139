import { defineJob } from "../platform/index.ts";

/** The time has come to remind somebody of a task. */
export const remindJob = defineJob<{ taskId: string }>("tasks.remind");
