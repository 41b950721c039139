import { defineJob } from "../platform/index.ts";

/** Something that a run waits for is asked outside of any transaction: an HTTP request, or a slow block. `tries` counts from 1. */
export const doEffectJob = defineJob<{ runId: string; conversationId: string; effectId: string; tries: number }>("flows.do_effect");
/** What a run waited for in time has come. */
export const wakeRunJob = defineJob<{ runId: string; conversationId: string }>("flows.wake_run");
