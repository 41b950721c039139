import type { OutboundContent } from "../../../../content/content.ts";
import { createTap, type HandOverParts, sayAsProsa, type Tap } from "../../inbox/index.ts";
import { AppError, type Ctx, createCtx, sql, type Tx } from "../../platform/index.ts";
import { findActor, may, type Rights, readWorkspace } from "../../team/index.ts";
import { operationsApprove } from "../rights.ts";
import type { PurchaseGround } from "./approval-due.ts";
import type { AskOutside } from "./ask-approval.ts";
import { decideIn } from "./decide-approval.ts";
import { WORDS } from "./phone-words.ts";
import { linesOf, type Purchase, readPurchase } from "./purchase.ts";
import { quotesOf } from "./quotes.ts";

const APPROVE = "purchase_approve";
const REJECT = "purchase_reject";

interface Asked {
  approvalId: string;
  contactId: string;
  conversationId: string;
  expiresAt: Date;
  purchaseId: string;
}

/**
 * Puts the question on the phones of approver and deputy, where they are linked to a contact who wrote before. Where the channel does not
 * take it now, the notice is what they have.
 */
export const askOnPhone =
  (parts: HandOverParts): AskOutside =>
  async (tx, ctx, approvalId) => {
    const approvers = await tx.many(sql<Asked>`
      select a.id as "approvalId", t.contact_id as "contactId", a.expires_at as "expiresAt", a.purchase_id as "purchaseId", c.id as "conversationId"
      from purchase_approvals a join technicians t on t.workspace_id = a.workspace_id and t.member_id in (a.approver_id, a.deputy_id)
        cross join lateral (select c.id from conversations c where c.workspace_id = t.workspace_id and c.contact_id = t.contact_id
          order by c.last_message_at desc limit 1) c
      where a.id = ${approvalId} order by c.id`);
    for (const one of approvers) await askIn(tx, ctx, parts, one);
  };

/** Shows a member what waits for their decision, on their own phone. @returns false: nothing does */
export async function askApproverAgain(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  { conversationId, contactId }: { conversationId: string; contactId: string },
): Promise<boolean> {
  const waiting = await tx.many(sql<Omit<Asked, "contactId" | "conversationId">>`
    select id as "approvalId", expires_at as "expiresAt", purchase_id as "purchaseId" from purchase_approvals
    where workspace_id = current_workspace() and state = 'pending' and ${ctx.actor.id} in (approver_id, deputy_id) and expires_at > ${ctx.now()}
    order by asked_at, id limit 5`);
  for (const one of waiting) await askIn(tx, ctx, parts, { ...one, conversationId, contactId });
  return waiting.length > 0;
}

async function askIn(tx: Tx, ctx: Ctx, parts: HandOverParts, asked: Asked): Promise<void> {
  const { approvalId, contactId, conversationId, expiresAt, purchaseId } = asked;
  const button = (verb: string) => createTap(tx, { verb, detail: { approvalId }, expiresAt, contactId }, ctx.now());
  const { text, approve, reject } = await question(tx, purchaseId);
  const buttons = [
    { id: await button(APPROVE), title: approve },
    { id: await button(REJECT), title: reject },
  ];
  await sayAsProsa(tx, ctx, parts, conversationId, { kind: "buttons", text, buttons });
}

async function question(tx: Tx, purchaseId: string): Promise<{ text: string; approve: string; reject: string }> {
  const { language } = await readWorkspace(tx);
  const { currency } = await tx.one(sql<{ currency: string }>`select currency from workspaces where id = current_workspace()`);
  const words = WORDS[language];
  const purchase = await readPurchase(tx, purchaseId);
  const lines = await linesOf(tx, purchaseId);
  const quote = (await quotesOf(tx, purchaseId)).find(({ id }) => id === purchase.quoteId);
  const days = quote?.deliveryDays ?? null;
  const said = [
    words.title(numberOf(purchase)) + (purchase.isUrgent ? ` · ${words.urgent}` : ""),
    ...lines.slice(0, 5).map(({ quantity, unit, description }) => `${(quantity / 1000).toLocaleString(language)} ${unit} ${description}`),
    ...(lines.length > 5 ? [`+ ${lines.length - 5}`] : []),
    [purchase.supplier?.name ?? "", ...(days === null ? [] : [words.days(days)])].join(", "),
    ((purchase.totalCents ?? 0) / 100).toLocaleString(language, { style: "currency", currency }),
    ...(purchase.workOrder === null ? [] : [purchase.workOrder.code]),
    words.by(purchase.requester.name),
  ];
  return { text: said.join("\n"), approve: words.approve, reject: words.reject };
}

const numberOf = ({ number }: Purchase): string => String(number).padStart(4, "0");

interface PhoneParts extends PurchaseGround {
  parts: HandOverParts;
  rights(): Rights;
}

/** One tap decides, once: who tapped is the member whose phone it is. */
export const approvalTaps = (ground: PhoneParts): Tap[] =>
  [APPROVE, REJECT].map((verb) => ({
    verb,
    act: (tx, { workspaceId, contactId, messageId, detail, now }) =>
      decide(tx, ground, {
        workspaceId,
        contactId,
        messageId,
        now,
        approvalId: String(detail["approvalId"]),
        isApproved: verb === APPROVE,
      }),
    async refuse(tx, _tapped, outcome) {
      const words = WORDS[(await readWorkspace(tx)).language];
      const because = { used: "operations.approval_decided", expired: "operations.approval_expired", not_yours: "" }[outcome];
      return text(words.refused[because] ?? words.notYours);
    },
  }));

interface Tapped {
  workspaceId: string;
  contactId: string;
  messageId: string;
  now: Date;
  approvalId: string;
  isApproved: boolean;
}

async function decide(tx: Tx, ground: PhoneParts, tapped: Tapped): Promise<OutboundContent> {
  const { workspaceId, contactId, messageId, now, approvalId, isApproved } = tapped;
  const words = WORDS[(await readWorkspace(tx)).language];
  const member = await tx.maybeOne(sql<{ id: string }>`
    select t.member_id as id from technicians t where t.contact_id = ${contactId}
      or exists (select 1 from contacts k where k.workspace_id = t.workspace_id and k.id = t.contact_id and k.merged_into = ${contactId}) limit 1`);
  const actor = member === null ? null : await findActor(tx, ground.rights(), { kind: "member", id: member.id, now });
  if (actor === null || !may(actor, operationsApprove)) return text(words.notYours);
  const ctx: Ctx = createCtx({ ...ground, workspaceId, actor, correlationId: `tap ${messageId}` });
  try {
    const purchase = await decideIn(tx, ctx, askOnPhone(ground.parts), approvalId, { isApproved, reason: "", on: "phone" });
    if (purchase.state === "awaiting_approval") return text(words.next(numberOf(purchase)));
    return text(isApproved ? words.approved(numberOf(purchase)) : words.rejected(numberOf(purchase)));
  } catch (error) {
    // Thrown before anything is written: the tap is used up, and says why nothing happened.
    if (!(error instanceof AppError)) throw error;
    return text(words.refused[error.code] ?? words.notYours);
  }
}

const text = (said: string): OutboundContent => ({ kind: "text", text: said });
