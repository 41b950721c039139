import { type Ctx, defineProvision, nightly, outsideRoute, provide, type Room, route, type Tx, watch } from "../platform/index.ts";
import { channelRoutes } from "./accounts/channels.routes.ts";
import { type Adapters, type ChannelStore, createChannelStore } from "./accounts/channels.ts";
import { type Connector, createConnector } from "./accounts/connector.ts";
import { connectStep } from "./accounts/first-step.ts";
import { metaAppRoutes } from "./accounts/meta-apps.routes.ts";
import { createMetaAppStore, type MetaAppStore, sealedMetaApps } from "./accounts/meta-apps.ts";
import { sealedCredentials } from "./accounts/reseal-credentials.ts";
import type { AdapterTools } from "./adapters/adapter.ts";
import { ADAPTERS } from "./adapters/adapters.ts";
import { alertKinds } from "./health/alert-kinds.ts";
import { troubledChannels } from "./health/briefing-line.ts";
import { backlog } from "./health/judge-queue.ts";
import { createPacer, type Pacer } from "./health/pace.ts";
import { type MessageRecords, queueReconciliation, reconcileJobs } from "./health/reconcile.ts";
import { createTraffic, type Traffic } from "./health/traffic.ts";
import { watchChannels, watchJobs } from "./health/watch-channels.ts";
import { normaliseJob } from "./job-kinds.ts";
import { createIngest } from "./receiving/ingest.ts";
import { keptRoutes } from "./receiving/kept.routes.ts";
import { listenToChannels } from "./receiving/listen-to-channels.ts";
import { createNormaliser, type ReceiveEvents } from "./receiving/normalise.ts";
import { failedRawEvents, rawEventRoutes } from "./receiving/raw-events.routes.ts";
import { webhookRoutes } from "./receiving/webhooks.routes.ts";
import { channelRights } from "./rights.ts";
import { sweepChannels } from "./sweep.ts";
import { openWebchat } from "./webchat/open-webchat.ts";

/** What upper rooms need to speak over channels. */
export interface ChannelParts {
  adapters: Adapters;
  channels: ChannelStore;
  metaApps: MetaAppStore;
  tools: AdapterTools;
  connector: Connector;
  traffic: Traffic;
  pacer: Pacer;
}

export const channelParts = defineProvision<ChannelParts>("channels.parts");
/** Plug: who takes what channels understood. */
export const receiveEventsPlug = defineProvision<ReceiveEvents>("channels.receive_events");
/** Plug: who knows the messages of a channel. */
export const messageRecordsPlug = defineProvision<MessageRecords>("channels.message_records");
/** Plug: lets everything that waits for a channel leave, because a person switched it on. */
export const resumeDeliveryPlug =
  defineProvision<(tx: Tx, workspaceId: string, channelId: string, now: Date) => Promise<void>>("channels.resume_delivery");

/** Accounts at providers: connected, watched, heard, and what they sent kept before it is understood. */
export const room: Room = {
  name: "channels",
  open(house) {
    const { config, db, clock, log, metrics, secrets } = house;
    const { publicUrl } = config;
    const adapters: Adapters = new Map(ADAPTERS.map((adapter) => [adapter.kind, adapter]));
    const webchat = openWebchat(house);
    const tools: AdapterTools = {
      http: house.http,
      visitors: webchat.chats,
      now: () => clock.now(),
      reach: house.reach,
      providers: config.providerUrls,
      log,
      graphVersion: config.graphVersion,
      webhookUrl: (channelId) => `${publicUrl}/webhooks/${channelId}`,
      keepCredential: (channel, name, value) => channels.keepCredential(channel, name, value),
    };
    const channels = createChannelStore({ db, secrets, adapters });
    const metaApps = createMetaAppStore({ db, secrets });
    const connector = createConnector({ adapters, tools });
    const traffic = createTraffic({ db, clock, log });
    const ingest = createIngest({ db, clock, stored: () => house.wakeWorkers([normaliseJob.kind]) });
    const receive: ReceiveEvents = (...received) => house.need(receiveEventsPlug)(...received);
    const messages: MessageRecords = {
      findKnown: (...asked) => house.need(messageRecordsPlug).findKnown(...asked),
      countOpen: (...asked) => house.need(messageRecordsPlug).countOpen(...asked),
    };
    const resumeDelivery = (ctx: Ctx, channelId: string) =>
      ctx.transaction((tx) => house.need(resumeDeliveryPlug)(tx, ctx.workspaceId, channelId, ctx.now()));
    return [
      provide(channelParts, { adapters, channels, metaApps, tools, connector, traffic, pacer: createPacer({ db }) }),
      connectStep,
      ...channelRights,
      sealedCredentials(secrets),
      sealedMetaApps(secrets),
      outsideRoute((app) => webhookRoutes(app, { adapters, channels, metaApps, ingest, db, clock, log, metrics, publicUrl })),
      ...webchat.offers({ channels, ingest }),
      route((app) => channelRoutes(app, { adapters, channels, tools, connector, resumeDelivery })),
      route((app) => metaAppRoutes(app, { metaApps, tools })),
      route((app) => rawEventRoutes(app)),
      route((app) => keptRoutes(app)),
      failedRawEvents,
      createNormaliser({ db, clock, log, adapters, channels, receive, ingest }),
      ...alertKinds,
      troubledChannels,
      backlog,
      ...watchJobs({ db, clock, log, adapters, channels, tools, ingest, metrics }),
      ...reconcileJobs({ db, clock, log, adapters, channels, tools, ingest, messages }),
      nightly((now) => sweepChannels(db, now)),
      nightly((now) => queueReconciliation(db, now)),
      watch(() => watchChannels({ db, clock, log, adapters, metrics })),
      watch(() => traffic.start()),
      watch(() => listenToChannels({ db, log, adapters, channels, tools, ingest })),
    ];
  },
};
