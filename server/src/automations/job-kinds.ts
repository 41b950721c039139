import { defineJob } from "../platform/index.ts";

/** The steps of one case that are due. */
export const takeStepsJob = defineJob<{ runId: string }>("automations.take_steps");
/** Looks for cases that nothing tells of: silence, and the hour of daily rules. */
export const sweepJob = defineJob<Record<string, never>>("automations.sweep");
