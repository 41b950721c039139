import { defineError } from "../../platform/index.ts";

export const wrongState = defineError<{ state: string; needed: string }>(
  "operations.purchase_state",
  409,
  ({ state, needed }) => `The purchase is ${state}. This needs one that is ${needed}.`,
);
export const noPrice = defineError(
  "operations.purchase_without_price",
  409,
  "The purchase has no supplier or a line without a price. Choose a quote first.",
);
export const quoteIncomplete = defineError(
  "operations.quote_incomplete",
  409,
  "The quote has to name a price for every line of the purchase.",
);
export const quoteExpired = defineError<{ validUntil: string }>(
  "operations.quote_expired",
  409,
  ({ validUntil }) => `The quote held until ${validUntil}. Ask the supplier again, and write down the new date.`,
);
export const noApprover = defineError(
  "operations.no_approver",
  409,
  "Nobody else may approve it: who asks for a purchase does not approve it. Name an approver under the limits.",
);
export const notApprover = defineError<{ approver: string }>(
  "operations.not_approver",
  403,
  ({ approver }) => `This is for ${approver} to decide.`,
);
export const ownPurchase = defineError("operations.own_purchase", 403, "You asked for this purchase. Somebody else approves it.");
export const approvalDecided = defineError<{ state: string }>(
  "operations.approval_decided",
  409,
  ({ state }) => `This was decided before: it is ${state}.`,
);
export const approvalExpired = defineError("operations.approval_expired", 409, "The time to decide is over. The buyer has to ask again.");
export const approvalOutdated = defineError(
  "operations.approval_outdated",
  409,
  "The purchase or the limits changed after you were asked. The buyer has to ask again.",
);
export const approverNotAllowed = defineError<{ name: string }>(
  "operations.approver_not_allowed",
  422,
  ({ name }) => `${name} has no right to approve. Choose a manager, an administrator or an owner.`,
);
export const moreThanOrdered = defineError<{ line: string; outstanding: number }>(
  "operations.more_than_ordered",
  409,
  ({ line, outstanding }) =>
    `Of ${line}, only ${String(Number(outstanding) / 1000)} are outstanding. Confirm with a reason that more arrived, or set the amount right.`,
);
export const wrongInvoiceKey = defineError(
  "operations.wrong_invoice_key",
  422,
  "The key of the invoice is not right: it has 44 digits, and the last one has to fit the others. Compare it with the paper.",
);
export const invoiceTaken = defineError<{ number: number }>(
  "operations.invoice_taken",
  409,
  ({ number }) => `This invoice was received with purchase ${number} already.`,
);
export const notYours = defineError("operations.not_your_purchase", 403, "Only who asked for it, or who buys, cancels a purchase.");
export const noMember = defineError("operations.no_requester", 422, "A purchase needs a member who asks for it.");
export const noWayToSupplier = defineError<{ supplier: string; medium: string }>(
  "operations.no_way_to_supplier",
  409,
  ({ supplier, medium }) => `${supplier} cannot be written to by ${medium}: the supplier has no such address, or no such account is on.`,
);
