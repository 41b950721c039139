import type { OutboundContent } from "../../../../content/content.ts";
import { type Ctx, type Job, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { type Telling, tellJob } from "../job-kinds.ts";
import { showOrder, type WorkOrder } from "../orders/order.ts";
import { keepStep } from "../orders/tell-order.ts";
import { type ChatGround, sayOf, systemCtx } from "./chat-ground.ts";
import { orderCard } from "./order-buttons.ts";
import { type MemberPlace, placeOfMember } from "./say-to-member.ts";
import { readWords } from "./words.ts";

/** Technicians and customers hear of their orders. Done twice it says it once; what could not be said stands in the order's history. */
export const telling = (ground: ChatGround): JobOffer =>
  job(tellJob, {
    maxAttempts: 6,
    run: ({ workspaceId, payload, id, correlationId }: Job<Telling>) => {
      const ctx = systemCtx(ground, workspaceId, correlationId ?? `job ${id}`);
      return ctx.transaction((tx) => tell(tx, ctx, ground, payload, String(id)));
    },
  });

async function tell(tx: Tx, ctx: Ctx, ground: ChatGround, { orderId, to, what, memberId }: Telling, jobId: string): Promise<void> {
  const told = await tx.maybeOne(sql`select 1 from work_order_steps where order_id = ${orderId} and detail->>'job' = ${jobId}`);
  if (told !== null) return;
  const order = await showOrder(tx, ctx, orderId);
  const place = to === "customer" ? await ofCustomer(tx, order) : await placeOfMember(tx, memberId);
  if (place === null) return;
  await tx.run(sql`select 1 from conversations where id = ${place.conversationId} for update`);
  const content = await contentOf(tx, ctx, order, what, place.contactId);
  if (content === null) return;
  const isSaid = await sayOf(tx, ctx, ground, {
    conversationId: place.conversationId,
    orderId: to === "technician" ? orderId : null,
    content,
    isCritical: what === "emergency",
  });
  await keepStep(tx, ctx, orderId, { kind: `${to}_${isSaid ? "told" : "not_told"}`, detail: { what, job: jobId } });
}

/** Where they wrote about it; who never wrote is not written to. */
const ofCustomer = (tx: Tx, { conversationId }: WorkOrder): Promise<MemberPlace | null> =>
  tx.maybeOne(sql<MemberPlace>`select id as "conversationId", contact_id as "contactId" from conversations where id = ${conversationId}`);

/** Null: it is not so any more. */
async function contentOf(tx: Tx, ctx: Ctx, order: WorkOrder, what: Telling["what"], contactId: string): Promise<OutboundContent | null> {
  const words = await readWords(tx);
  const text = (said: string): OutboundContent => ({ kind: "text", text: said });
  const name = order.technician?.name ?? "";
  switch (what) {
    case "offered":
      return order.state === "offered" ? orderCard(tx, words, order, { contactId, now: ctx.now() }, words.offered(order.code)) : null;
    case "taken_back":
      return text(words.takenBack(order.code));
    case "cancelled":
      return text(words.cancelled(order.code));
    case "emergency":
      return order.state === "cancelled" ? null : text(words.emergency(order.code, [order.title, order.asset?.name, order.site?.name]));
    case "accepted":
    case "on_the_way":
      return text(words.customer[what](order.code, name));
    case "done":
      return text(words.customer.done(order.code, order.solution));
  }
}
