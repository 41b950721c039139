import { job, nightly, outsideRoute, type Room, route, watch, watchDueRows } from "../platform/index.ts";
import { removeOldDeliveries, removeOldExchanges } from "./across-workspaces.ts";
import { sealedCrmTokens } from "./crm/connection.ts";
import { crmRoutes } from "./crm/crm.routes.ts";
import { dueCrms, dueExchanges } from "./crm/due.ts";
import { exchange } from "./crm/exchange.ts";
import { deadExchanges } from "./crm/exchanges.ts";
import { hearDeals } from "./crm/hear-deals.ts";
import { hookRoutes } from "./crm/hook.routes.ts";
import { readBack } from "./crm/read-back.ts";
import { deliverJob, exchangeJob, readCrmJob } from "./job-kinds.ts";
import { crmPersonalData, deliveryPersonalData } from "./personal-data.ts";
import { crmManage, webhooksManage } from "./rights.ts";
import { deliver } from "./webhooks/deliver.ts";
import { deadDeliveries } from "./webhooks/deliveries.ts";
import { sealedWebhookSecrets } from "./webhooks/endpoints.ts";
import { hearEvents } from "./webhooks/hear-events.ts";
import { watchDeliveries } from "./webhooks/watch-deliveries.ts";
import { webhookRoutes } from "./webhooks/webhooks.routes.ts";

/** Side by side: as many endpoints as are told at once. */
const AT_ONCE = 8;

/** What other systems hear of the product, and the CRM that deals are kept in step with. */
export const room: Room = {
  name: "integrations",
  open(house) {
    const { config, db, clock, log, http, secrets } = house;
    const ground = { db, clock, log, http, secrets };
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
      crmManage,
      crmPersonalData,
      route((app) => crmRoutes(app, ground, config.publicUrl)),
      outsideRoute((app) => hookRoutes(app, ground)),
      hearDeals,
      job(exchangeJob, { atOnce: AT_ONCE, run: ({ workspaceId, payload }) => exchange(ground, workspaceId, payload.exchangeId) }),
      job(readCrmJob, { atOnce: AT_ONCE, run: ({ workspaceId }) => readBack(ground, workspaceId) }),
      deadExchanges,
      sealedCrmTokens(secrets),
      watch(() => watchDueRows(ground, dueExchanges)),
      watch(() => watchDueRows(ground, dueCrms)),
      nightly((now) => removeOldExchanges(db, now)),
    ];
  },
};
