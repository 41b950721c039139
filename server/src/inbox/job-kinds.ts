import type { SendingLane } from "../channels/index.ts";
import { defineJob } from "../platform/index.ts";

interface Delivery {
  messageId: string;
  channelId: string;
  /** Jobs of before there were lanes name none. */
  lane?: SendingLane;
  /** It alone tries a channel whose sending has paused. */
  probe?: true;
}
/** One queued message to its provider. */
export const deliverJob = defineJob<Delivery>("inbox.deliver");
export const deliverCampaignJob = defineJob<Delivery>("inbox.deliver_campaign");
/** What waits although its channel works. */
export const freeWaitingJob = defineJob<{ channelId: string }>("inbox.free_waiting");
/** Asks the provider for a message whose answer was lost. */
export const findSentJob = defineJob<{ messageId: string }>("inbox.find_sent");
/** `anySize`: also over the limit of its channel, because somebody who may wants it. */
export const fetchMediaJob = defineJob<{ attachmentId: string; anySize?: boolean }>("inbox.fetch_media");
/** Writes down what is said in a voice message; an upper room does it. */
export const transcribeJob = defineJob<{ attachmentId: string }>("inbox.transcribe");
export const tierMediaJob = defineJob<Record<string, never>>("inbox.tier_media");
export const recallMediaJob = defineJob<{ attachmentId: string }>("inbox.recall_media");
/** A second look for signals that came before their message. */
export const applyParkedJob = defineJob<{ channelId: string; providerMessageId: string }>("inbox.apply_parked");
export const wakeConversationJob = defineJob<{ conversationId: string }>("inbox.wake_conversation");
export const fetchProfileJob = defineJob<{ channelId: string; contactId: string }>("inbox.fetch_profile");
/** Tells a provider that wants to know that its message is stored. */
export const acknowledgeJob = defineJob<{ channelId: string; token: string }>("inbox.acknowledge");
/** Asks whoever has the floor to answer; not before its time, which moves with every message of the contact. */
export const takeTurnJob = defineJob<{ conversationId: string }>("inbox.take_turn");
/** Does what a tapped button stands for. */
export const settleTapJob = defineJob<{ messageId: string; conversationId: string }>("inbox.settle_tap");
/** What the contact wrote may be a "stop". */
export const hearOptOutJob = defineJob<{ messageId: string; conversationId: string }>("inbox.hear_opt_out");
/** A message that was to leave later. */
export const sendScheduledJob = defineJob<{ scheduledId: string }>("inbox.send_scheduled");
/** The next piece of a file of contacts. */
export const importContactsJob = defineJob<{ importId: string }>("inbox.import_contacts");
export const markReadJob = defineJob<{ conversationId: string }>("inbox.mark_read");
/** Takes a person out of everything, a stretch at a time. */
export const erasePersonJob = defineJob<{ erasureId: string }>("inbox.erase_person");
