import { defineJob } from "../platform/index.ts";

/** The scores of a whole workspace, a piece at a time. `afterId`: the last one that is done; `rereads`: what people wrote is read again too. */
export const rescoreJob = defineJob<{ afterId: string | null; rereads: boolean; cause: "time" | "asked" }>("leads.rescore");

/** One reminder of an appointment whose time has come. */
export const remindJob = defineJob<{ appointmentId: string }>("leads.remind");

/** Other weights are learned from verdicts, in one workspace. */
export const calibrateJob = defineJob<Record<string, never>>("leads.calibrate");
