import { adapterOf } from "../channels/index.ts";
import type { JobHandlers } from "../platform/index.ts";
import { wakeConversation } from "./conversations/change-conversation.ts";
import { fetchMedia, MEDIA_TRIES } from "./media/fetch-media.ts";
import { type DeliveryParts, deliverMessage } from "./messages/deliver-message.ts";
import { applyParkedSignals } from "./signals/apply-parked.ts";

/** What the inbox does outside of requests. Each may run twice. */
export function inboxJobs(parts: DeliveryParts): JobHandlers {
  const { db, clock, adapters, channels, tools } = parts;
  return {
    "inbox.deliver": { run: (job) => deliverMessage(parts, job), maxAttempts: 20 },
    "inbox.fetch_media": { run: (job) => fetchMedia(parts, job), maxAttempts: MEDIA_TRIES },
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
    "inbox.mark_read": {
      maxAttempts: 2,
      run: async ({ workspaceId, payload }) => {
        const found = await db.inWorkspace(workspaceId, async (tx) => {
          const [last] = await tx.named<{ providerMessageId: string; channelId: string }>(
            "inbox.last_inbound",
            `select provider_message_id as "providerMessageId", channel_id as "channelId" from messages
             where workspace_id = $1 and conversation_id = $2 and direction = 'in' and provider_message_id is not null order by occurred_at desc, arrival desc limit 1`,
            [workspaceId, payload["conversationId"]],
          );
          const channel = last === undefined ? null : await channels.open(tx, last.channelId);
          return last === undefined || channel === null ? null : { last, channel };
        });
        if (found !== null)
          await adapterOf(adapters, found.channel.kind).markRead(found.last.providerMessageId, false, found.channel, tools);
      },
    },
  };
}
