import { deliveryParts, keepUpload } from "../inbox/index.ts";
import type { BriefingLine } from "../notices/index.ts";
import { demo, outsideRoute, type Room, route, watch } from "../platform/index.ts";
import { rightsOf } from "../team/index.ts";
import { fieldLines } from "./briefing/lines.ts";
import { watchBriefings } from "./briefing/say-briefing.ts";
import { assetTaps } from "./chat/asset-menu.ts";
import { chatListener } from "./chat/hear.ts";
import { menuTaps, restockTap } from "./chat/menu.ts";
import { orderTaps } from "./chat/order-taps.ts";
import { technicianRoutes } from "./chat/technicians.routes.ts";
import { telling } from "./chat/tell.ts";
import { demoOperations } from "./demo-operations.ts";
import { demoPhones } from "./demo-phones.ts";
import { followMerges } from "./follow-merges.ts";
import { importingRecords, recordImportRoutes } from "./imports/record-imports.routes.ts";
import { insightListener, insightTaps, tellingInsight } from "./insights/tell-insight.ts";
import { labelRoutes, scanRoutes } from "./labels/labels.routes.ts";
import { mapTileRoutes } from "./map/map-tiles.routes.ts";
import { assetNoticeSubject, BRIEFING, EMERGENCY, fieldWorkSubject, GIVEN, INSIGHT, orderNoticeSubject } from "./notice-kinds.ts";
import { orderActions, orderLookUp } from "./order-actions.ts";
import { assetFigures, orderFigures } from "./order-figures.ts";
import { orderSource } from "./order-source.ts";
import { findOrderBlock } from "./orders/order-block.ts";
import { orderRoutes } from "./orders/orders.routes.ts";
import { settingsRoutes } from "./orders/settings.routes.ts";
import { paperRoutes } from "./papers/papers.routes.ts";
import { partTaps } from "./part-requests/part-taps.ts";
import { orderPersonalData } from "./personal-data.ts";
import { watchPlans } from "./plans/open-due.ts";
import { planRoutes } from "./plans/plans.routes.ts";
import { boughtForOrder } from "./purchases/bought-for-order.ts";
import { purchaseOffers } from "./purchases/offers.ts";
import { assetFileRoutes } from "./records/asset-files.routes.ts";
import { recordRoutes } from "./records/record.routes.ts";
import { reportListener } from "./reports/hear-contact.ts";
import { reportTaps } from "./reports/report-taps.ts";
import { operationsRights } from "./rights.ts";
import { stockOffers } from "./stock/offers.ts";
import { partsOfOrder } from "./stock/parts-of-order.ts";

/** Field work: where, on what, by whom and until when; what it takes, and how that is bought. */
export const room: Room = {
  name: "operations",
  open(house) {
    const { db, clock, log, storage, config, http, reach } = house;
    const ground = { db, clock, log, parts: house.need(deliveryParts), rights: () => rightsOf(house) };
    return [
      ...operationsRights,
      orderPersonalData,
      route(recordRoutes),
      route((app) => assetFileRoutes(app, storage)),
      route((app) => orderRoutes(app, { storage, partsOf: partsOfOrder, boughtFor: boughtForOrder })),
      route((app) => paperRoutes(app, { storage, partsOf: partsOfOrder, keepUpload: house.need(keepUpload) })),
      route(settingsRoutes),
      route((app) => mapTileRoutes(app, { http, reach, publicUrl: config.publicUrl })),
      route(planRoutes),
      route(recordImportRoutes),
      importingRecords(ground),
      watch(() => watchPlans(ground)),
      route(technicianRoutes),
      route((app) => labelRoutes(app, config.publicUrl)),
      outsideRoute((app) => scanRoutes(app, { db })),
      ...orderTaps(ground),
      ...assetTaps(ground),
      ...menuTaps(ground),
      restockTap(ground),
      ...reportTaps(ground),
      reportListener(ground),
      ...partTaps(ground),
      chatListener(ground),
      telling(ground),
      orderNoticeSubject,
      GIVEN,
      EMERGENCY,
      fieldWorkSubject,
      BRIEFING,
      ...fieldLines,
      watch(() => watchBriefings({ ...ground, lines: () => house.all<BriefingLine>("briefing_line") })),
      assetNoticeSubject,
      INSIGHT,
      insightListener,
      tellingInsight(ground),
      ...insightTaps(ground),
      followMerges,
      orderSource,
      ...orderFigures,
      ...assetFigures,
      ...orderActions(ground),
      orderLookUp,
      findOrderBlock,
      ...stockOffers,
      ...purchaseOffers(house),
      demo(demoOperations),
      demo(demoPhones),
    ];
  },
};
