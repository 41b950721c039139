export type * from "./adapter.ts";
export { applyAccountEvents } from "./apply-account-events.ts";
export { channelRoutes } from "./channels.routes.ts";
export { type Adapters, adapterOf, type ChannelStore, createChannelStore } from "./channels.ts";
export { createIngest } from "./ingest.ts";
export { createNormaliser, type ReceivedEvent, type ReceiveEvents } from "./normalise.ts";
export { canonicalPhone } from "./phone.ts";
export { rawEventRoutes } from "./raw-events.routes.ts";
export { syncTemplates, type Template } from "./templates.ts";

export { webhookRoutes } from "./webhooks.routes.ts";
export { whatsappCloud } from "./whatsapp-cloud/index.ts";
