import { defineJob } from "../platform/index.ts";

/** Something that a run waits for is asked outside of any transaction: an HTTP request, or a slow block. `tries` counts from 1. */
export const doEffectJob = defineJob<{ runId: string; conversationId: string; effectId: string; tries: number }>("flows.do_effect");
/** A schedule's time came: everybody of its audience is found. `at` is ISO 8601. */
export const runScheduleJob = defineJob<{ scheduleId: string; at: string }>("flows.run_schedule");
/** A flow begins of its own accord in one conversation, for one occasion. */
export const beginUnaskedJob = defineJob<{
  flowId: string;
  conversationId: string;
  occasion: string;
  startedBy: "schedule" | "event";
  event?: string;
}>("flows.begin_unasked");
/** What a run waited for in time has come. */
export const wakeRunJob = defineJob<{ runId: string; conversationId: string }>("flows.wake_run");
