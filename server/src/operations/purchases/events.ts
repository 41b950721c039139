import { defineEvent } from "../../platform/index.ts";

/** What happened, as the history of the purchase names it, and its state since. */
interface PurchaseStep {
  step: string;
  state: string;
}

export const purchaseChanged = defineEvent<PurchaseStep>("purchase.changed", {
  says: "A purchase was asked for, quoted, decided, ordered, received, cancelled or written otherwise.",
  subject: "purchase",
  example: { step: "approved", state: "approved" },
});
