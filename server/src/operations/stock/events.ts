import { defineEvent } from "../../platform/index.ts";

export const partChanged = defineEvent("part.changed", { says: "A part was written, changed or archived.", subject: "part" });

/** Changes with their sign, in thousandths of the part's unit. */
interface Moved {
  siteId: string;
  kind: string;
  quantity: number;
}

export const stockMoved = defineEvent<Moved>("stock.moved", {
  says: "Stock of a part at a site changed, or what of it is reserved.",
  subject: "part",
  example: { siteId: "01a1fc32-0d5f-7351-a3ea-400000000002", kind: "out", quantity: -2000 },
});
export const stockLow = defineEvent<{ siteId: string }>("stock.low", {
  says: "What is free of a part at a site fell below its minimum; once until there is enough again.",
  subject: "part",
  example: { siteId: "01a1fc32-0d5f-7351-a3ea-400000000002" },
});
export const transferChanged = defineEvent("stock.transfer_changed", {
  says: "A transfer left, arrived or came back.",
  subject: "transfer",
});
export const countChanged = defineEvent("stock.count_changed", {
  says: "A count began, went on or ended.",
  subject: "count",
});
