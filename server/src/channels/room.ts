import { type Ctx, defineProvision, nightly, outsideRoute, provide, type Room, route, type Tx, watch } from "../platform/index.ts";
import type { AdapterTools } from "./adapter.ts";
import { ADAPTERS } from "./adapters.ts";
import { alertRoutes } from "./alerts.routes.ts";
import { alertJobs } from "./alerts.ts";
import { channelRoutes } from "./channels.routes.ts";
import { type Adapters, type ChannelStore, createChannelStore } from "./channels.ts";
import { type Connector, createConnector } from "./connector.ts";
import { createIngest } from "./ingest.ts";
import { normaliseJob } from "./job-kinds.ts";
import { listenToChannels } from "./listen-to-channels.ts";
import { createNormaliser, type ReceiveEvents } from "./normalise.ts";
import { createPacer, type Pacer } from "./pace.ts";
import { failedRawEvents, rawEventRoutes } from "./raw-events.routes.ts";
import { queueReconciliation, reconcileJobs } from "./reconcile.ts";
import { channelRights } from "./rights.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { watchChannels, watchJobs } from "./watch-channels.ts";
import { webhookRoutes } from "./webhooks.routes.ts";

/** What upper rooms need to speak over channels. */
export interface ChannelParts {
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  connector: Connector;
  traffic: Traffic;
  pacer: Pacer;
}

export const channelParts = defineProvision<ChannelParts>("channels.parts");
/** Plug: who takes what channels understood. */
export const receiveEventsPlug = defineProvision<ReceiveEvents>("channels.receive_events");
/** Plug: lets everything that waits for a channel leave, because a person switched it on. */
export const resumeDeliveryPlug =
  defineProvision<(tx: Tx, workspaceId: string, channelId: string, now: Date) => Promise<void>>("channels.resume_delivery");

/** Accounts at providers: connected, watched, heard, and what they sent kept before it is understood. */
export const room: Room = {
  name: "channels",
  open(house) {
    const { config, db, clock, log, metrics, secrets, sendMail } = house;
    const { publicUrl } = config;
    const adapters: Adapters = new Map(ADAPTERS.map((adapter) => [adapter.kind, adapter]));
    const tools: AdapterTools = {
      http: house.http,
      now: () => clock.now(),
      reach: house.reach,
      providers: config.providerUrls,
      log,
      graphVersion: config.graphVersion,
      webhookUrl: (channelId) => `${publicUrl}/webhooks/${channelId}`,
      keepCredential: (channel, name, value) => channels.keepCredential(channel, name, value),
    };
    const channels = createChannelStore({ db, secrets, adapters });
    const connector = createConnector({ adapters, tools });
    const traffic = createTraffic({ db, clock, log });
    const ingest = createIngest({ db, clock, stored: () => house.wakeWorkers([normaliseJob.kind]) });
    const receive: ReceiveEvents = (...received) => house.need(receiveEventsPlug)(...received);
    const resumeDelivery = (ctx: Ctx, channelId: string) =>
      ctx.transaction((tx) => house.need(resumeDeliveryPlug)(tx, ctx.workspaceId, channelId, ctx.now()));
    return [
      provide(channelParts, { adapters, channels, tools, connector, traffic, pacer: createPacer({ db }) }),
      ...channelRights,
      outsideRoute((app) => webhookRoutes(app, { adapters, channels, ingest, db, clock, log, metrics, publicUrl })),
      route((app) => channelRoutes(app, { adapters, channels, tools, connector, resumeDelivery })),
      route((app) => rawEventRoutes(app)),
      route((app) => alertRoutes(app, { secrets })),
      failedRawEvents,
      createNormaliser({ db, clock, log, adapters, channels, receive, ingest }),
      ...alertJobs({ db, clock, log, secrets, sendMail, tools, publicUrl }),
      ...watchJobs({ db, clock, log, adapters, channels, tools, ingest, metrics }),
      ...reconcileJobs({ db, clock, log, adapters, channels, tools, ingest }),
      nightly((now) => queueReconciliation(db, now)),
      watch(() => watchChannels({ db, clock, log, adapters })),
      watch(() => traffic.start()),
      watch(() => listenToChannels({ db, log, adapters, channels, tools, ingest })),
    ];
  },
};
