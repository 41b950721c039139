import { defineEvent } from "../platform/index.ts";

export const siteChanged = defineEvent("site.changed", { says: "A site was written, changed or archived.", subject: "site" });
export const assetChanged = defineEvent("asset.changed", { says: "An asset was written, changed or archived.", subject: "asset" });
export const contractorChanged = defineEvent("contractor.changed", {
  says: "A contractor was written, changed or archived.",
  subject: "contractor",
});
export const supplierChanged = defineEvent("supplier.changed", {
  says: "A supplier was written, changed or archived.",
  subject: "supplier",
});

/** An order after what happened to it. */
export interface OrderFacts {
  number: number;
  state: string;
  priority: string;
  technicianId: string | null;
}

const orderEvent = (kind: string, says: string) =>
  defineEvent<OrderFacts>(kind, {
    says,
    subject: "work_order",
    example: { number: 1234, state: "accepted", priority: "high", technicianId: "01a1fc32-0d5f-7351-a3ea-400000000002" },
  });

export const orderOpened = orderEvent("work_order.opened", "There is something to be done in the field.");
export const orderMoved = orderEvent("work_order.moved", "It went on to another state, or to another technician.");
export const orderChanged = orderEvent("work_order.changed", "Its words, files, checklist, priority or deadline changed.");
