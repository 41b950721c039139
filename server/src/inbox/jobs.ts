import { adapterOf, recordSuccess } from "../channels/index.ts";
import type { JobHandlers } from "../platform/index.ts";
import { fetchProfile } from "./contacts/fetch-profile.ts";
import { wakeConversation } from "./conversations/change-conversation.ts";
import { showProvider } from "./conversations/show-provider.ts";
import { fetchMedia, MEDIA_TRIES } from "./media/fetch-media.ts";
import { recallMedia, tierMedia } from "./media/tier-media.ts";
import { createDelivery } from "./messages/deliver-message.ts";
import type { DeliveryParts } from "./messages/delivery-parts.ts";
import { fallBackAll } from "./messages/fall-back.ts";
import { findSentMessage } from "./messages/find-sent.ts";
import { freeWaiting, resumeDelivery, tryChannel } from "./messages/parked-messages.ts";
import { applyParkedSignals } from "./signals/apply-parked.ts";

/** What the inbox does outside of requests. Each may run twice. */
export function inboxJobs(parts: DeliveryParts): JobHandlers {
  const { db, clock, adapters, channels, tools } = parts;
  return {
    "inbox.deliver": createDelivery(parts),
    "inbox.resume_delivery": {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, async (tx) => {
          const channelId = payload["channelId"] as string;
          await recordSuccess(tx, { workspaceId, channelId, now: clock.now() });
          await resumeDelivery(tx, workspaceId, channelId, clock.now());
        }),
    },
    "inbox.try_channel": {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) => tryChannel(tx, workspaceId, payload["channelId"] as string, clock.now())),
    },
    "inbox.free_waiting": {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) => freeWaiting(tx, workspaceId, payload["channelId"] as string, clock.now())),
    },
    "inbox.fall_back": {
      run: async ({ workspaceId, payload }) => {
        await parts.traffic.flush(); // what this process has counted is part of the judgement
        await fallBackAll(parts, workspaceId, payload["channelId"] as string);
      },
    },
    "inbox.find_sent": { run: (job) => findSentMessage(parts, job), maxAttempts: 5 },
    "inbox.tier_media": { run: ({ workspaceId }) => tierMedia(parts, workspaceId), maxAttempts: 3 },
    "inbox.recall_media": {
      run: ({ workspaceId, payload }) => recallMedia(parts, workspaceId, payload["attachmentId"] as string),
      maxAttempts: 8,
    },
    "inbox.fetch_media": { run: (job) => fetchMedia(parts, job), maxAttempts: MEDIA_TRIES, atOnce: 4 },
    "inbox.apply_parked": {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) =>
          applyParkedSignals(
            tx,
            workspaceId,
            [{ channelId: payload["channelId"] as string, providerMessageId: payload["providerMessageId"] as string }],
            clock.now(),
          ),
        ),
    },
    "inbox.wake_conversation": {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) => wakeConversation(tx, workspaceId, payload["conversationId"] as string, clock.now())),
    },
    "inbox.fetch_profile": { run: (job) => fetchProfile(parts, job), maxAttempts: 3, atOnce: 4 },
    "inbox.acknowledge": {
      maxAttempts: 2,
      run: async ({ workspaceId, payload }) => {
        const channel = await db.inWorkspace(workspaceId, (tx) => channels.open(tx, payload["channelId"] as string));
        if (channel !== null) await adapterOf(adapters, channel.kind).acknowledge?.(payload["token"] as string, channel, tools);
      },
    },
    "inbox.mark_read": {
      maxAttempts: 2,
      run: ({ workspaceId, payload }) =>
        showProvider(parts, (run) => db.inWorkspace(workspaceId, run), payload["conversationId"] as string, false),
    },
  };
}
