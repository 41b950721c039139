import { adapterOf, recordSuccess, resumeSendingJob, sendAnotherWayJob, trySendingJob } from "../channels/index.ts";
import { type JobOffer, job } from "../platform/index.ts";
import type { Rights } from "../team/index.ts";
import { hearingOptOuts } from "./consent/hear-opt-outs.ts";
import { fetchProfile } from "./contacts/fetch-profile.ts";
import { wakeConversation } from "./conversations/change-conversation.ts";
import { showProvider } from "./conversations/show-provider.ts";
import { createDelivery } from "./delivery/deliver-message.ts";
import type { DeliveryParts } from "./delivery/delivery-parts.ts";
import { fallBackAll } from "./delivery/fall-back.ts";
import { findSentMessage } from "./delivery/find-sent.ts";
import { freeWaiting, resumeDelivery, tryChannel } from "./delivery/parked-messages.ts";
import { createTurnTaking } from "./floor/take-turn.ts";
import { createTapSettling } from "./floor/taps.ts";
import { runImport } from "./imports/run-import.ts";
import {
  acknowledgeJob,
  applyParkedJob,
  fetchMediaJob,
  fetchProfileJob,
  findSentJob,
  freeWaitingJob,
  importContactsJob,
  markReadJob,
  recallMediaJob,
  sendScheduledJob,
  tierMediaJob,
  wakeConversationJob,
} from "./job-kinds.ts";
import { fetchMedia, MEDIA_TRIES } from "./media/fetch-media.ts";
import { recallMedia, tierMedia } from "./media/tier-media.ts";
import { sendScheduled } from "./scheduled/send-scheduled.ts";
import { takeParkedHandovers } from "./signals/apply-handovers.ts";
import { applyParkedSignals } from "./signals/apply-parked.ts";

/** What the inbox does outside of requests. Each may run twice. */
export function inboxJobs(parts: DeliveryParts, rights: () => Rights): JobOffer[] {
  const { db, clock, adapters, channels, tools } = parts;
  return [
    ...createDelivery(parts),
    createTurnTaking(parts),
    createTapSettling(parts),
    hearingOptOuts(parts),
    job(resumeSendingJob, {
      run: ({ workspaceId, payload: { channelId } }) =>
        db.inWorkspace(workspaceId, async (tx) => {
          await recordSuccess(tx, { workspaceId, channelId, now: clock.now() });
          await resumeDelivery(tx, workspaceId, channelId, clock.now());
        }),
    }),
    job(trySendingJob, {
      run: ({ workspaceId, payload }) => db.inWorkspace(workspaceId, (tx) => tryChannel(tx, workspaceId, payload.channelId, clock.now())),
    }),
    job(freeWaitingJob, {
      run: ({ workspaceId, payload }) => db.inWorkspace(workspaceId, (tx) => freeWaiting(tx, workspaceId, payload.channelId, clock.now())),
    }),
    job(sendAnotherWayJob, {
      run: async ({ workspaceId, payload }) => {
        await parts.traffic.flush(); // what this process has counted is part of the judgement
        await fallBackAll(parts, workspaceId, payload.channelId);
      },
    }),
    job(findSentJob, { run: (one) => findSentMessage(parts, one), maxAttempts: 5 }),
    job(tierMediaJob, { run: ({ workspaceId }) => tierMedia(parts, workspaceId), maxAttempts: 3 }),
    job(recallMediaJob, { run: ({ workspaceId, payload }) => recallMedia(parts, workspaceId, payload.attachmentId), maxAttempts: 8 }),
    job(fetchMediaJob, { run: (one) => fetchMedia(parts, one), maxAttempts: MEDIA_TRIES, atOnce: 4 }),
    job(applyParkedJob, {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, async (tx) => {
          await applyParkedSignals(tx, workspaceId, [payload], clock.now());
          await takeParkedHandovers(tx, workspaceId, [payload], clock.now());
        }),
    }),
    job(wakeConversationJob, {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) => wakeConversation(tx, workspaceId, payload.conversationId, clock.now())),
    }),
    job(importContactsJob, {
      run: ({ workspaceId, payload }) =>
        db.inWorkspace(workspaceId, (tx) => runImport(tx, parts.tombstones, workspaceId, payload.importId, clock.now())),
      atOnce: 1,
    }),
    job(fetchProfileJob, { run: (one) => fetchProfile(parts, one), maxAttempts: 3, atOnce: 4 }),
    job(acknowledgeJob, {
      maxAttempts: 2,
      run: async ({ workspaceId, payload: { channelId, token } }) => {
        const channel = await db.inWorkspace(workspaceId, (tx) => channels.open(tx, channelId));
        if (channel !== null) await adapterOf(adapters, channel.kind).acknowledge?.(token, channel, tools);
      },
    }),
    job(sendScheduledJob, { run: (one) => sendScheduled(parts, rights(), one) }),
    job(markReadJob, {
      maxAttempts: 2,
      run: ({ workspaceId, payload }) => showProvider(parts, (run) => db.inWorkspace(workspaceId, run), payload.conversationId, false),
    }),
  ];
}
