import type { OutboundContent } from "../../../../content/content.ts";
import { tellMembers } from "../../notices/index.ts";
import { addJobs, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { membersWithRoles } from "../../team/index.ts";
import { tellJob } from "../job-kinds.ts";
import { EMERGENCY } from "../notice-kinds.ts";
import { openOrderIn } from "../orders/open-order.ts";
import { accessOrder, type WorkOrder } from "../orders/order.ts";
import { addMessageIn, announce } from "../orders/order-files.ts";
import type { Draft } from "./draft.ts";
import { askAsset, button, type Going, placeOf, REPORT_VERBS } from "./questions.ts";
import type { ReportWords } from "./report-words.ts";

/** Who cries for help several times has one trouble. */
const SAME_EMERGENCY_MS = 30 * 60_000;

/** Opens the order and says so, with a button that takes it back. Of an emergency whoever leads hears at once, and what is missing is asked afterwards. */
export async function openReport(tx: Tx, ctx: Ctx, going: Going, draft: Draft, words: ReportWords): Promise<OutboundContent> {
  const { reporter, catalogue, conversationId } = going;
  const isEmergency = draft.priority === "urgent";
  const before = isEmergency ? await sameEmergency(tx, ctx, conversationId) : null;
  if (before !== null) return { kind: "text", text: words.joined((await joinReport(tx, reporter.ctx, before, draft)).code) };
  const text = draft.text.trim();
  const title = (text.split("\n")[0] ?? "").slice(0, 200);
  const order = await openOrderIn(tx, reporter.ctx, {
    title,
    description: text === title ? "" : text.slice(0, 4_000),
    origin: draft.origin,
    priority: draft.priority,
    assetId: draft.assetId ?? null,
    ...(draft.assetId == null ? { siteId: draft.siteId ?? null } : {}),
    conversationId,
  });
  await addMessages(tx, reporter.ctx, order, draft);
  if (isEmergency) await alertAll(tx, ctx, order);
  const said = isEmergency
    ? [words.emergency(order.code), placeOf(catalogue, draft)].filter((line) => line !== "").join("\n")
    : words.opened(order.code, words.priorities[draft.priority], placeOf(catalogue, draft)).trim();
  // One thing at a time: an emergency without a place is asked for its place, anything else may be taken back.
  const asked = isEmergency && draft.siteId == null ? await askPlace(tx, ctx, going, draft, words, order) : null;
  if (asked !== null && asked.kind === "list") return { ...asked, text: `${said}\n${asked.text}` };
  const undo = { id: await button(tx, ctx, draft.contactId, REPORT_VERBS.undo, { orderId: order.id }), title: words.undo };
  return { kind: "buttons", text: said, buttons: [undo] };
}

async function sameEmergency(tx: Tx, ctx: Ctx, conversationId: string): Promise<string | null> {
  const since = new Date(ctx.now().getTime() - SAME_EMERGENCY_MS);
  const order = await tx.maybeOne(sql<{ id: string }>`
    select id from work_orders where workspace_id = current_workspace() and conversation_id = ${conversationId} and is_open and priority = 'urgent'
      and origin in ('whatsapp_bot', 'voice') and created_at > ${since} order by created_at desc limit 1`);
  return order?.id ?? null;
}

const askPlace = (tx: Tx, ctx: Ctx, going: Going, draft: Draft, words: ReportWords, order: WorkOrder) =>
  askAsset(tx, ctx, going, { ...draft, messageIds: [`order ${order.id}`] }, words);

/** What was told becomes part of an order that is there. */
export async function joinReport(tx: Tx, ctx: Ctx, orderId: string, draft: Draft): Promise<WorkOrder> {
  // Whoever reports may not see the order; their words belong to it all the same.
  const inside: Ctx = { ...ctx, actor: { ...ctx.actor, kind: "system" } };
  const order = await accessOrder(tx, inside, orderId);
  await addMessages(tx, ctx, order, draft);
  return announce(tx, inside, order.id);
}

async function addMessages(tx: Tx, ctx: Ctx, order: WorkOrder, { messageIds }: Draft): Promise<void> {
  for (const id of messageIds) await addMessageIn(tx, ctx, order, id, true);
}

/** By notices that break quiet hours, and on the phones of who leads, as critical messages. */
async function alertAll(tx: Tx, ctx: Ctx, order: WorkOrder): Promise<void> {
  const leading = await membersWithRoles(tx, ["owner", "administrator", "manager", "supervisor"]);
  const place = [order.asset?.name, order.site?.name].filter((part) => part != null).join(", ");
  const { workspaceId } = ctx;
  await tellMembers(
    tx,
    { workspaceId, now: ctx.now() },
    leading.map(({ id }) => EMERGENCY.of({ memberId: id, subjectId: order.id, facts: { place } })),
  );
  addJobs(
    tx,
    leading.map(({ id }) => tellJob({ workspaceId, payload: { orderId: order.id, to: "technician", what: "emergency", memberId: id } })),
    ctx.now(),
  );
}
