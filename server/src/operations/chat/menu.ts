import type { OutboundContent } from "../../../../content/content.ts";
import { labelOf } from "../../../../language/intents.ts";
import { fold } from "../../../../rules/fold.ts";
import { createTap, type TapOffer, tap } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { readFieldDay } from "../field-day.ts";
import { askPart, forPart } from "../part-requests/hear-part.ts";
import { PART_VERBS } from "../part-requests/verbs.ts";
import { readPartWords } from "../part-requests/words.ts";
import { askApproverAgain } from "../purchases/phone-approval.ts";
import { requestPurchaseIn } from "../purchases/request-purchase.ts";
import { purchasesRequest } from "../purchases/rights.ts";
import { operationsApprove, operationsDispatch, operationsWork } from "../rights.ts";
import { stockManage } from "../stock/rights.ts";
import { orderList, ordersOf } from "./ask.ts";
import { type ChatGround, systemCtx, technicianCtx } from "./chat-ground.ts";
import { MENU_ENTRIES, type MenuEntry, readMenuWords } from "./menu-words.ts";
import { tapEnds } from "./order-buttons.ts";
import { SHOW } from "./order-taps.ts";
import { readWords } from "./words.ts";

const MENU = new Set(["oi", "ola", "opa", "menu", "ajuda", "inicio", "help", "hi", "hello", "hola", "ayuda"]);
const STATUS = new Set(["status", "situacao", "resumo", "estado", "situacion"]);
const MOST_WORDS = 4;

/** What a short text asks for by its word: "oi", "#ajuda", "bom dia", "#status". Pure. */
export function menuWord(text: string): "menu" | "status" | null {
  const said = fold(text)
    .replaceAll(/[#!?.,]+/g, " ")
    .trim();
  if (STATUS.has(said)) return "status";
  if (MENU.has(said)) return "menu";
  return said.split(/\s+/).length <= MOST_WORDS && labelOf(text) === "menu" ? "menu" : null;
}

/** What a member can do in their chat, by their rights. */
export async function memberMenu(tx: Tx, ctx: Ctx, contactId: string): Promise<OutboundContent> {
  const { actor } = ctx;
  const wanted: [MenuEntry, boolean][] = [
    ["orders", may(actor, operationsWork)],
    ["part", may(actor, operationsWork)],
    ["ticket", true],
    ["late", may(actor, operationsDispatch)],
    ["approvals", may(actor, operationsApprove)],
    ["low", may(actor, stockManage)],
    ["status", true],
  ];
  return menuOf(
    tx,
    ctx,
    contactId,
    actor.name,
    wanted.flatMap(([entry, isOffered]) => (isOffered ? [entry] : [])),
  );
}

/** What a contact who works for a customer or for us, without a proven phone, can do. */
export const contactMenu = (tx: Tx, ctx: Ctx, contactId: string, name: string): Promise<OutboundContent> =>
  menuOf(tx, ctx, contactId, name, ["ticket", "mine"]);

async function menuOf(tx: Tx, ctx: Ctx, contactId: string, name: string, entries: readonly MenuEntry[]): Promise<OutboundContent> {
  const words = await readMenuWords(tx);
  const rows = [];
  for (const entry of entries) rows.push({ id: await button(tx, ctx, contactId, verbOf(entry)), title: words.entries[entry] });
  const text = words.hello(name.split(" ")[0] ?? name);
  if (rows.length <= 3) return { kind: "buttons", text, buttons: rows.map(({ id, title }) => ({ id, title: title.slice(0, 20) })) };
  return { kind: "list", text, button: words.choose, sections: [{ title: words.choose, rows }] };
}

/** Entries as the buttons of another message, at most three. */
export async function menuButtons(
  tx: Tx,
  ctx: Ctx,
  contactId: string,
  entries: readonly MenuEntry[],
): Promise<{ id: string; title: string }[]> {
  const words = await readMenuWords(tx);
  const buttons = [];
  for (const entry of entries)
    buttons.push({ id: await button(tx, ctx, contactId, verbOf(entry)), title: words.entries[entry].slice(0, 20) });
  return buttons;
}

const button = (tx: Tx, ctx: Ctx, contactId: string, verb: string): Promise<string> =>
  createTap(tx, { verb, detail: {}, expiresAt: tapEnds(ctx.now()), contactId }, ctx.now());

const verbOf = (entry: MenuEntry): string => `menu_${entry}`;

/** Numbers of the moment: of their own orders, or of all where they give orders out. */
export async function statusOf(tx: Tx, ctx: Ctx): Promise<OutboundContent> {
  const words = await readMenuWords(tx);
  const isOwn = !may(ctx.actor, operationsDispatch);
  return say(words.status(await readFieldDay(tx, ctx.now(), isOwn ? ctx.actor.id : null), isOwn));
}

const say = (text: string): OutboundContent => ({ kind: "text", text });

interface Chosen {
  ctx: Ctx;
  conversationId: string;
  contactId: string;
}

/** The entries of the menu. What is of members alone asks again who taps. */
export const menuTaps = (ground: ChatGround): TapOffer[] =>
  MENU_ENTRIES.map((entry) =>
    tap({
      verb: verbOf(entry),
      async act(tx, { workspaceId, conversationId, contactId, messageId }) {
        const system = systemCtx(ground, workspaceId, `tap ${messageId}`);
        if (entry === "ticket") return say((await readMenuWords(tx)).tellUs);
        if (entry === "mine") return ticketsOf(tx, contactId);
        const ctx = await technicianCtx(tx, ground, system, contactId);
        if (ctx === null) return say((await readWords(tx)).notLinked);
        return choose(tx, ground, entry, { ctx, conversationId, contactId });
      },
      refuse: async (tx) => say((await readWords(tx)).usedUp),
    }),
  );

async function choose(
  tx: Tx,
  ground: ChatGround,
  entry: Exclude<MenuEntry, "ticket" | "mine">,
  { ctx, conversationId, contactId }: Chosen,
): Promise<OutboundContent | null> {
  switch (entry) {
    case "orders":
      return ordersMenu(tx, ctx, contactId);
    case "part":
      return partMenu(tx, ctx, { conversationId, contactId });
    case "status":
      return statusOf(tx, ctx);
    case "late":
      return lateOrders(tx, ctx);
    case "low":
      return lowParts(tx, ctx, contactId);
    case "approvals":
      return (await askApproverAgain(tx, ctx, ground.parts, { conversationId, contactId }))
        ? null
        : say((await readMenuWords(tx)).noApprovals);
  }
}

/** Their orders, each with its buttons behind it. */
export async function ordersMenu(tx: Tx, ctx: Ctx, contactId: string): Promise<OutboundContent> {
  const words = await readWords(tx);
  const orders = await ordersOf(tx, ctx, ["offered", "accepted", "on_the_way", "in_progress", "paused"]);
  const shown = { verb: SHOW, detail: {}, text: words.yours, contactId, now: ctx.now() };
  return orders.length === 0 ? say(words.none) : orderList(tx, words, orders, shown);
}

async function partMenu(tx: Tx, ctx: Ctx, { conversationId, contactId }: Omit<Chosen, "ctx">): Promise<OutboundContent> {
  const orders = forPart(await ordersOf(tx, ctx, ["accepted", "on_the_way", "in_progress", "paused"]), null);
  const words = await readPartWords(tx);
  const [only] = orders;
  if (only === undefined) return say(words.noOrder);
  if (orders.length === 1) return askPart(tx, ctx, { contactId, order: only }, conversationId);
  const asked = { verb: PART_VERBS.ask, detail: {}, text: words.whichOrder, contactId, now: ctx.now() };
  return orderList(tx, await readWords(tx), orders, asked);
}

interface Line {
  line: string;
}

async function lateOrders(tx: Tx, ctx: Ctx): Promise<OutboundContent> {
  const words = await readMenuWords(tx);
  if (!may(ctx.actor, operationsDispatch)) return say(words.noneLate);
  const late = await tx.many(sql<Line>`
    select concat_ws(' · ', o.code, o.title, m.name, to_char(o.due_at at time zone w.time_zone, 'DD/MM HH24:MI')) as line
    from work_orders o join workspaces w on w.id = o.workspace_id left join members m on m.workspace_id = o.workspace_id and m.id = o.technician_id
    where o.workspace_id = current_workspace() and o.is_open and o.due_at < ${ctx.now()} order by o.due_at, o.id limit 10`);
  return say(late.length === 0 ? words.noneLate : [words.lateHead, ...late.map(({ line }) => line.slice(0, 200))].join("\n"));
}

interface LowPart extends Line {
  partId: string;
  missing: number;
}

/** With what of each is missing until its minimum is free again. */
const readLow = (tx: Tx): Promise<LowPart[]> =>
  tx.many(sql<LowPart>`
    select p.id as "partId", b.minimum - (b.quantity - b.reserved) as missing,
      p.name || ' · ' || s.name || ': ' || trim_scale((b.quantity - b.reserved) / 1000.0) || ' / ' || trim_scale(b.minimum / 1000.0) || ' ' || p.unit as line
    from stock_balances b join parts p on p.workspace_id = b.workspace_id and p.id = b.part_id join sites s on s.workspace_id = b.workspace_id and s.id = b.site_id
    where b.workspace_id = current_workspace() and b.low_since is not null and p.archived_at is null order by b.low_since, p.folded_name limit 15`);

async function lowParts(tx: Tx, ctx: Ctx, contactId: string): Promise<OutboundContent> {
  const words = await readMenuWords(tx);
  const low = may(ctx.actor, stockManage) ? await readLow(tx) : [];
  if (low.length === 0) return say(words.noneLow);
  const text = [words.lowHead, ...low.map(({ line }) => line.slice(0, 60))].join("\n");
  return { kind: "buttons", text, buttons: [{ id: await button(tx, ctx, contactId, RESTOCK), title: words.restock }] };
}

const RESTOCK = "menu_restock";

/** One purchase of what is missing until every minimum is free again. */
export const restockTap = (ground: ChatGround): TapOffer =>
  tap({
    verb: RESTOCK,
    async act(tx, { workspaceId, contactId, messageId }) {
      const ctx = await technicianCtx(tx, ground, systemCtx(ground, workspaceId, `tap ${messageId}`), contactId);
      const words = await readMenuWords(tx);
      const low = ctx !== null && may(ctx.actor, purchasesRequest) ? await readLow(tx) : [];
      if (ctx === null || low.length === 0) return say(words.noneLow);
      const byPart = Map.groupBy(low, ({ partId }) => partId);
      const lines = [...byPart].map(([partId, places]) => ({ partId, quantity: places.reduce((sum, { missing }) => sum + missing, 0) }));
      const purchase = await requestPurchaseIn(tx, ctx, { reason: words.lowHead, isUrgent: false, siteId: null, workOrderId: null, lines });
      return say(words.restocked(String(purchase.number).padStart(4, "0"), purchase.title));
    },
    refuse: async (tx) => say((await readWords(tx)).usedUp),
  });

/** What they reported, the newest first. */
export async function ticketsOf(tx: Tx, contactId: string): Promise<OutboundContent> {
  const words = await readMenuWords(tx);
  const { states } = await readWords(tx);
  const orders = await tx.many(sql<{ code: string; title: string; state: keyof typeof states }>`
    select code, title, state from work_orders where workspace_id = current_workspace() and contact_id = ${contactId} order by created_at desc, id desc limit 5`);
  return say(
    orders.length === 0
      ? words.noTickets
      : orders.map(({ code, title, state }) => `${code} · ${states[state]} · ${title}`.slice(0, 200)).join("\n"),
  );
}
