import { channelParts, receiveEventsPlug, recordSuccess, resumeDeliveryPlug } from "../channels/index.ts";
import { type AudiencesOf, closing, defineProvision, nightly, outsideRoute, provide, type Room, route } from "../platform/index.ts";
import { contactRoutes } from "./contacts/contacts.routes.ts";
import { createAudiences } from "./conversations/audience.ts";
import { conversationRoutes } from "./conversations/conversations.routes.ts";
import { journeyRoutes } from "./conversations/journey.routes.ts";
import { queueRoutes } from "./conversations/queues.routes.ts";
import { inboxJobs } from "./jobs.ts";
import { inboxListeners } from "./listeners.ts";
import { createFileLinks, fileLinkRoutes } from "./media/file-links.ts";
import { createFileReader } from "./media/file-reader.ts";
import { mediaRoutes } from "./media/media.routes.ts";
import { queueTiering } from "./media/tier-media.ts";
import type { DeliveryParts } from "./messages/delivery-parts.ts";
import { messageRoutes } from "./messages/messages.routes.ts";
import { originalRoutes } from "./messages/original.routes.ts";
import { resumeDelivery } from "./messages/parked-messages.ts";
import { createReplyTokens } from "./messages/reply-tokens.ts";
import { createReceiveEvents } from "./receive-events.ts";
import { inboxRights } from "./rights.ts";

export const deliveryParts = defineProvision<DeliveryParts>("inbox.delivery_parts");
/** Who sees the subjects of facts: the sockets ask it. */
export const audiencesProvision = defineProvision<AudiencesOf>("inbox.audiences");

/** Contacts, conversations, messages and their files. */
export const room: Room = {
  name: "inbox",
  open(house) {
    const { config, db, clock, log, metrics, secrets, storage, coldStorage, scan, realtime, http } = house;
    const { adapters, channels, tools, traffic, pacer } = house.need(channelParts);
    const fileLinks = createFileLinks({ secrets, clock, publicUrl: config.publicUrl });
    const replyTokens = createReplyTokens({ secrets });
    const fileReader = createFileReader({ log });
    const storageLimit = config.storageLimitBytes ?? null;
    const parts: DeliveryParts = {
      db,
      clock,
      log,
      metrics,
      adapters,
      channels,
      tools,
      storage,
      coldStorage,
      scan,
      fileReader,
      storageLimit,
      fileLinks,
      replyTokens,
      traffic,
      pacer,
      realtime,
    };
    return [
      provide(deliveryParts, parts),
      provide(audiencesProvision, createAudiences({ db })),
      provide(receiveEventsPlug, createReceiveEvents({ replyTokens })),
      provide(resumeDeliveryPlug, async (tx, workspaceId, channelId, now) => {
        await recordSuccess(tx, { workspaceId, channelId, now });
        await resumeDelivery(tx, workspaceId, channelId, now);
      }),
      ...inboxRights,
      route((app) => conversationRoutes(app, { adapters, channels, tools })),
      route((app) => journeyRoutes(app)),
      route((app) => messageRoutes(app, { adapters, fileLinks })),
      route((app) => originalRoutes(app, { http })),
      route((app) => contactRoutes(app)),
      route((app) => queueRoutes(app)),
      route((app) => mediaRoutes(app, { storage, scan, fileReader, storageLimit })),
      outsideRoute((app) => fileLinkRoutes(app, { db, clock, log, storage, fileLinks })),
      ...inboxJobs(parts),
      ...inboxListeners,
      nightly((now) => queueTiering(db, now)),
      closing(() => fileReader.stop()),
    ];
  },
};
