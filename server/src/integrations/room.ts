import { job, nightly, type Room, route, watch } from "../platform/index.ts";
import { removeOldDeliveries } from "./across-workspaces.ts";
import { deliverJob } from "./job-kinds.ts";
import { deliveryPersonalData } from "./personal-data.ts";
import { webhooksManage } from "./rights.ts";
import { deliver } from "./webhooks/deliver.ts";
import { deadDeliveries } from "./webhooks/deliveries.ts";
import { sealedWebhookSecrets } from "./webhooks/endpoints.ts";
import { hearEvents } from "./webhooks/hear-events.ts";
import { watchDeliveries } from "./webhooks/watch-deliveries.ts";
import { webhookRoutes } from "./webhooks/webhooks.routes.ts";

/** Side by side: as many endpoints as are told at once. */
const AT_ONCE = 8;

/** What other systems hear of the product. */
export const room: Room = {
  name: "integrations",
  open(house) {
    const { db, clock, log, http, secrets } = house;
    return [
      webhooksManage,
      deliveryPersonalData,
      route((app) => webhookRoutes(app, secrets)),
      hearEvents(),
      job(deliverJob, {
        atOnce: AT_ONCE,
        run: ({ workspaceId, payload }) => deliver({ db, clock, http, secrets }, workspaceId, payload.deliveryId),
      }),
      deadDeliveries,
      sealedWebhookSecrets(secrets),
      watch(() => watchDeliveries({ db, clock, log })),
      nightly((now) => removeOldDeliveries(db, now)),
    ];
  },
};
