import { deliveryParts, keepUpload, tap } from "../../inbox/index.ts";
import { demo, type House, job, route } from "../../platform/index.ts";
import { rightsOf } from "../../team/index.ts";
import { approvalDue } from "./approval-due.ts";
import { demoPurchases } from "./demo-purchases.ts";
import { approvalDueJob, mailOrderJob, tellBuyersJob } from "./job-kinds.ts";
import { supplierListener } from "./letters/hear-suppliers.ts";
import { letterRoutes } from "./letters/letters.routes.ts";
import { sendOrder } from "./letters/send-order.ts";
import { ARRIVED, ASKED, DECIDED, EXPIRED, purchaseNoticeSubject, REMINDED, REQUESTED } from "./notice-kinds.ts";
import { approvalTaps, askOnPhone } from "./phone-approval.ts";
import { purchaseFigures } from "./purchase-figures.ts";
import { purchaseSource } from "./purchase-source.ts";
import { purchaseRoutes } from "./purchases.routes.ts";
import { purchaseRights } from "./rights.ts";
import { tellBuyers } from "./tell-buyers.ts";

/** What purchases add to the room. */
export function purchaseOffers(house: House) {
  const { db, clock, log, sendMail } = house;
  const parts = house.need(deliveryParts);
  const ground = { db, clock, log };
  return [
    ...purchaseRights,
    route((app) => purchaseRoutes(app, askOnPhone(parts))),
    route((app) => letterRoutes(app, parts)),
    supplierListener(ground),
    ...approvalTaps({ ...ground, parts, rights: () => rightsOf(house) }).map(tap),
    job(approvalDueJob, { run: (one) => approvalDue(ground, one) }),
    job(mailOrderJob, {
      run: (one) => sendOrder({ ...ground, parts, sendMail, keepUpload: house.need(keepUpload), rights: () => rightsOf(house) }, one),
    }),
    job(tellBuyersJob, { run: (one) => tellBuyers({ ...ground, parts }, one) }),
    ...purchaseFigures,
    purchaseSource,
    purchaseNoticeSubject,
    REQUESTED,
    ASKED,
    REMINDED,
    EXPIRED,
    DECIDED,
    ARRIVED,
    demo(demoPurchases),
  ];
}
