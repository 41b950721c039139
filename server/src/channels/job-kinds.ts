import { defineJob } from "../platform/index.ts";

/** Reads one stored webhook. `channelId` is the channel, or the app at Meta, to whose address it came; `bytes` is the size of its body. */
export const normaliseJob = defineJob<{ rawEventId: string; channelId: string; bytes?: number }>("channels.normalise");
export const checkChannelJob = defineJob<{ channelId: string }>("channels.check");
export const reconcileJob = defineJob<{ channelId: string }>("channels.reconcile");

// Asked for here, where accounts are watched; done by the room that has the messages.

/** The channel works: everything that waits for it leaves. */
export const resumeSendingJob = defineJob<{ channelId: string }>("channels.resume_sending");
/** Sending has paused for long enough: one message tries. */
export const trySendingJob = defineJob<{ channelId: string }>("channels.try_sending");
/** Looks whether a trouble lasts, and sends what waits another way when it does. */
export const sendAnotherWayJob = defineJob<{ channelId: string }>("channels.send_another_way");
