import type { OutboundContent } from "../../../../content/content.ts";
import { createTap } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type DeclaredRight, may, readWorkspace } from "../../team/index.ts";
import { tapEnds } from "../chat/order-buttons.ts";
import type { WorkOrder } from "../orders/order.ts";
import { requestPurchaseIn } from "../purchases/request-purchase.ts";
import { purchasesRequest } from "../purchases/rights.ts";
import { holdPart } from "../stock/parts.ts";
import { recordMovementIn } from "../stock/record-movement.ts";
import { stockMove } from "../stock/rights.ts";
import { sendTransferIn } from "../stock/transfers.ts";
import { PART_VERBS } from "./verbs.ts";
import { type PartWords, readPartWords } from "./words.ts";

/** A part for an order. */
export interface PartWanted {
  /** Null: it is in no catalogue, and is bought by its words. */
  partId: string | null;
  what: string;
  /** Thousandths of the unit. */
  quantity: number;
  isUrgent: boolean;
}

/** Who asks, where. */
export interface Asking {
  contactId: string;
  order: WorkOrder;
}

interface Place {
  siteId: string;
  site: string;
  free: number;
}

/**
 * Reserves the part where the order is done; where there is not enough, offers to bring it from another site; where there is none, asks the
 * buyers for it. Whoever asks needs the rights for it, as on the screen.
 * @returns what they are told, with what they can do about it
 * @throws {AppError} operations.stock_short when another took it in that moment; operations.archived, platform.not_found
 */
export async function requestPart(tx: Tx, ctx: Ctx, asking: Asking, wanted: PartWanted): Promise<OutboundContent> {
  const words = await readPartWords(tx);
  const { order } = asking;
  if (wanted.partId === null) return buy(tx, ctx, asking, wanted, words);
  const part = await holdPart(tx, wanted.partId);
  const places = await freePlaces(tx, part.id);
  const amount = await amounts(tx, part);
  const here =
    order.site === null ? places.find(({ free }) => free >= wanted.quantity) : places.find(({ siteId }) => siteId === order.site?.id);
  const freeHere = here?.free ?? 0;
  if (here !== undefined && freeHere >= wanted.quantity) return reserve(tx, ctx, asking, wanted, here, words);
  const other = places.find(({ siteId, free }) => siteId !== order.site?.id && free >= wanted.quantity - freeHere);
  if (order.site === null || other === undefined) return buy(tx, ctx, asking, wanted, words);
  const moving = { fromSiteId: other.siteId, toSiteId: order.site.id, ...wanted };
  return {
    kind: "buttons",
    text: words.short(amount(freeHere), order.site.name, other.site, amount(other.free)),
    buttons: [
      { id: await button(tx, ctx, asking, PART_VERBS.move, moving), title: words.transfer },
      { id: await button(tx, ctx, asking, PART_VERBS.buy, { ...wanted }), title: words.buy },
      { id: await button(tx, ctx, asking, PART_VERBS.leave, {}), title: words.leave },
    ],
  };
}

/** @throws {AppError} operations.stock_short */
async function reserve(
  tx: Tx,
  ctx: Ctx,
  asking: Asking,
  wanted: PartWanted,
  { siteId, site }: Place,
  words: PartWords,
): Promise<OutboundContent> {
  if (!isAllowed(ctx, stockMove)) return text(words.notAllowed);
  const { order } = asking;
  const partId = String(wanted.partId);
  await move(tx, ctx, order, "reserve", { partId, siteId, quantity: wanted.quantity });
  const amount = await amounts(tx, await holdPart(tx, partId));
  const held = { partId, siteId, quantity: wanted.quantity };
  return {
    kind: "buttons",
    text: words.reserved(amount(wanted.quantity), site, order.code),
    buttons: [
      { id: await button(tx, ctx, asking, PART_VERBS.take, held), title: words.take },
      { id: await button(tx, ctx, asking, PART_VERBS.free, held), title: words.undo },
    ],
  };
}

export interface Held {
  partId: string;
  siteId: string;
  quantity: number;
}

/** What was reserved is taken, or is free again. @throws {AppError} operations.stock_short, operations.not_reserved */
export async function settleReserved(tx: Tx, ctx: Ctx, { order }: Asking, kind: "out" | "unreserve", held: Held): Promise<OutboundContent> {
  const words = await readPartWords(tx);
  if (!isAllowed(ctx, stockMove)) return text(words.notAllowed);
  await move(tx, ctx, order, kind, held);
  const amount = (await amounts(tx, await holdPart(tx, held.partId)))(held.quantity);
  return text(kind === "out" ? words.taken(amount, order.code) : words.freed(amount));
}

/** What is missing leaves another site; what lies at the order's own is reserved. @throws {AppError} operations.stock_short */
export async function bringPart(
  tx: Tx,
  ctx: Ctx,
  { order }: Asking,
  wanted: PartWanted,
  fromSiteId: string,
  toSiteId: string,
): Promise<OutboundContent> {
  const words = await readPartWords(tx);
  if (!isAllowed(ctx, stockMove)) return text(words.notAllowed);
  const partId = String(wanted.partId);
  const missing = await reserveWhatIsThere(tx, ctx, order, wanted, toSiteId);
  const { from, to, part } = await sendTransferIn(tx, ctx, { partId, fromSiteId, toSiteId, quantity: missing, reason: order.code });
  return text(words.sent((await amounts(tx, part))(missing), from.name, to.name));
}

/** Asks the buyers for what is missing, with a button that takes it back. */
export async function buy(tx: Tx, ctx: Ctx, asking: Asking, wanted: PartWanted, words: PartWords): Promise<OutboundContent> {
  if (!isAllowed(ctx, purchasesRequest)) return text(words.notAllowed);
  const { order } = asking;
  const missing =
    order.site === null || wanted.partId === null ? wanted.quantity : await reserveWhatIsThere(tx, ctx, order, wanted, order.site.id);
  const line = { partId: wanted.partId, quantity: missing, ...(wanted.partId === null ? { description: wanted.what } : {}) };
  const purchase = await requestPurchaseIn(tx, ctx, {
    reason: `${order.code} · ${order.title}`.slice(0, 1_000),
    isUrgent: wanted.isUrgent,
    siteId: order.site?.id ?? null,
    workOrderId: order.id,
    lines: [line],
  });
  return {
    kind: "buttons",
    text: words.requested(String(purchase.number).padStart(4, "0"), purchase.title),
    buttons: [{ id: await button(tx, ctx, asking, PART_VERBS.cancel, { purchaseId: purchase.id }), title: words.undo }],
  };
}

/** @returns how much is still missing, at least one thousandth: another may have brought some meanwhile */
async function reserveWhatIsThere(tx: Tx, ctx: Ctx, order: WorkOrder, { partId, quantity }: PartWanted, siteId: string): Promise<number> {
  const free = (await freePlaces(tx, String(partId))).find((one) => one.siteId === siteId)?.free ?? 0;
  const there = Math.min(free, quantity - 1);
  if (there > 0 && isAllowed(ctx, stockMove)) await move(tx, ctx, order, "reserve", { partId: String(partId), siteId, quantity: there });
  return quantity - Math.max(0, there);
}

const move = (tx: Tx, ctx: Ctx, order: WorkOrder, kind: "reserve" | "unreserve" | "out", { partId, siteId, quantity }: Held) =>
  recordMovementIn(tx, ctx, { kind, siteId, workOrderId: order.id, reason: order.code, lines: [{ partId, quantity }] });

/** Where some of it is free, the most first. */
const freePlaces = (tx: Tx, partId: string): Promise<Place[]> =>
  tx.many(sql<Place>`
    select b.site_id as "siteId", s.name as site, b.quantity - b.reserved as free
    from stock_balances b join sites s on s.workspace_id = b.workspace_id and s.id = b.site_id
    where b.workspace_id = current_workspace() and b.part_id = ${partId} and b.quantity > b.reserved and s.archived_at is null order by 3 desc, 2 limit 50`);

/** "5 un Rolamento 608ZZ", in the workspace's way of writing numbers. */
async function amounts(tx: Tx, { unit, name }: { unit: string; name: string }): Promise<(quantity: number) => string> {
  const { language } = await readWorkspace(tx);
  return (quantity) => `${(quantity / 1_000).toLocaleString(language)} ${unit} ${name}`;
}

const isAllowed = ({ actor }: Ctx, right: DeclaredRight): boolean => may(actor, right);

/** A button about the order, for whoever asked. */
export const button = (tx: Tx, ctx: Ctx, { contactId, order }: Asking, verb: string, detail: Record<string, unknown>): Promise<string> =>
  createTap(tx, { verb, detail: { orderId: order.id, ...detail }, expiresAt: tapEnds(ctx.now()), contactId }, ctx.now());

const text = (said: string): OutboundContent => ({ kind: "text", text: said });

/** Does it all or nothing of it, and again when another took the part in that moment. @throws {AppError} what the last try threw */
export async function wholly<Result>(tx: Tx, act: () => Promise<Result>, tries = 3): Promise<Result> {
  await tx.run(sql`savepoint part_request`);
  try {
    const result = await act();
    await tx.run(sql`release savepoint part_request`);
    return result;
  } catch (error) {
    await tx.run(sql`rollback to savepoint part_request`);
    if (error instanceof AppError && error.code === "operations.stock_short" && tries > 1) return wholly(tx, act, tries - 1);
    throw error;
  }
}
