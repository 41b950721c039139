import { Type } from "typebox";
import { type Ctx, IsoTime, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { OrderMessageSchema, presentMessage } from "../orders/order.schemas.ts";
import { messagesOfSeen } from "../orders/order-detail.ts";
import { LETTER_KINDS, lettersOf } from "./letters/letter.ts";
import { approvalsOf, receiptsOf, stepsOf } from "./list-purchases.ts";
import { linesOf, PURCHASE_STATES, type Purchase, readPurchase } from "./purchase.ts";
import { lastPaidOf, quotesOf } from "./quotes.ts";

const Cents = Type.Integer({ description: "Cents." });
const Price = Type.Integer({ description: "Ten-thousandths of the currency a unit." });
const Amount = Type.Integer({ description: "Thousandths of the unit." });
const Named = (what: string) => Type.Object({ id: idSchema(what), name: Type.String() });

export const PurchaseSchema = Type.Object({
  id: idSchema("purchase"),
  number: Type.Integer({ description: "Counts up in the workspace, without a gap." }),
  state: OneOf(PURCHASE_STATES),
  title: Type.String(),
  reason: Type.String(),
  isUrgent: Type.Boolean(),
  site: Nullable(Named("site")),
  workOrder: Nullable(Type.Object({ id: idSchema("work order"), code: Type.String() })),
  requester: Named("member"),
  supplier: Nullable(Named("supplier")),
  quoteId: Nullable(Type.String({ description: "Of the quote that was chosen." })),
  freightCents: Cents,
  totalCents: Nullable(Cents),
  expectedOn: Nullable(Type.String()),
  approver: Nullable(Named("member")),
  createdAt: IsoTime,
  changedAt: IsoTime,
});

export const PurchaseDetailSchema = Type.Object({
  ...PurchaseSchema.properties,
  lines: Type.Array(
    Type.Object({
      id: idSchema("line"),
      partId: Nullable(Type.String()),
      description: Type.String(),
      unit: Type.String(),
      quantity: Amount,
      unitPrice: Nullable(Price),
      received: Amount,
      lastPaid: Nullable(Type.Object({ unitPrice: Price, at: IsoTime, supplier: Type.String() })),
    }),
  ),
  quotes: Type.Array(
    Type.Object({
      id: idSchema("quote"),
      supplier: Named("supplier"),
      freightCents: Cents,
      totalCents: Cents,
      deliveryDays: Nullable(Type.Integer()),
      validUntil: Nullable(Type.String()),
      note: Type.String(),
      prices: Type.Array(Type.Object({ lineId: idSchema("line"), unitPrice: Price })),
      writtenAt: IsoTime,
      writtenBy: Type.String(),
    }),
    { description: "The cheapest first." },
  ),
  approvals: Type.Array(
    Type.Object({
      id: idSchema("approval"),
      level: Type.Integer(),
      approver: Named("member"),
      deputy: Nullable(Named("member")),
      state: OneOf(["pending", "approved", "rejected", "expired", "withdrawn"]),
      totalCents: Cents,
      askedAt: IsoTime,
      expiresAt: IsoTime,
      decidedAt: Nullable(IsoTime),
      decidedBy: Nullable(Type.String()),
      decidedOn: Nullable(OneOf(["screen", "phone"])),
      reason: Type.String(),
    }),
  ),
  receipts: Type.Array(
    Type.Object({
      id: idSchema("receipt"),
      site: Named("site"),
      invoiceNumber: Type.String(),
      invoiceKey: Nullable(Type.String()),
      receivedAt: IsoTime,
      receivedBy: Type.String(),
      reason: Type.String(),
    }),
  ),
  letters: Type.Array(
    Type.Object({
      messageId: idSchema("message"),
      conversationId: idSchema("conversation"),
      supplier: Named("supplier"),
      kind: OneOf(LETTER_KINDS),
      channelKind: Type.String(),
      at: IsoTime,
      text: Nullable(Type.String({ description: "Null where the conversation is out of the asker's sight." })),
      fileCount: Type.Integer(),
    }),
    { description: "What was written to suppliers and what they answered, the oldest first." },
  ),
  messages: Type.Array(OrderMessageSchema, {
    description: "What was written to the work order that it is for, where the asker sees that.",
  }),
  steps: Type.Array(
    Type.Object({ kind: Type.String(), at: IsoTime, by: Type.String(), detail: Type.Record(Type.String(), Type.Unknown()) }),
  ),
});

export const presentPurchase = ({ createdAt, changedAt, ...purchase }: Purchase) => ({
  ...purchase,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
});

/** All of one purchase. @throws {AppError} platform.not_found */
export const showPurchase = (ctx: Ctx, id: string) => ctx.transaction((tx) => detailOf(tx, ctx, id));

async function detailOf(tx: Tx, ctx: Ctx, id: string) {
  const purchase = await readPurchase(tx, id);
  const paid = new Map((await lastPaidOf(tx, id)).map(({ lineId, at, ...one }) => [lineId, { ...one, at: at.toISOString() }]));
  return {
    ...presentPurchase(purchase),
    lines: (await linesOf(tx, id)).map((line) => ({ ...line, lastPaid: paid.get(line.id) ?? null })),
    quotes: (await quotesOf(tx, id)).map(({ writtenAt, ...quote }) => ({
      ...quote,
      prices: [...quote.prices],
      writtenAt: writtenAt.toISOString(),
    })),
    approvals: (await approvalsOf(tx, id)).map(({ askedAt, expiresAt, decidedAt, ...one }) => ({
      ...one,
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
    receipts: (await receiptsOf(tx, id)).map(({ receivedAt, ...one }) => ({ ...one, receivedAt: receivedAt.toISOString() })),
    letters: (await lettersOf(tx, ctx, id)).map(({ at, purchase: _purchase, ...one }) => ({ ...one, at: at.toISOString() })),
    messages: (purchase.workOrder === null ? [] : await messagesOfSeen(tx, ctx, purchase.workOrder.id)).map(presentMessage),
    steps: (await stepsOf(tx, id)).map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
  };
}
