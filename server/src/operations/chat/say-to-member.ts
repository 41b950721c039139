import type { OutboundContent } from "../../../../content/content.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readSettings } from "../orders/settings.ts";
import { type ChatGround, sayOf } from "./chat-ground.ts";

/** Where a member who proved their phone writes from. */
export interface MemberPlace {
  conversationId: string;
  contactId: string;
}

/** Where they wrote last; null: their phone is not known, or they never wrote. */
export const placeOfMember = (tx: Tx, memberId: string | null): Promise<MemberPlace | null> =>
  tx.maybeOne(sql<MemberPlace>`
    select c.id as "conversationId", c.contact_id as "contactId" from technicians t
      join contacts k on k.workspace_id = t.workspace_id and k.id = t.contact_id
      join conversations c on c.workspace_id = t.workspace_id and c.contact_id = coalesce(k.merged_into, k.id)
    where t.member_id = ${memberId} order by c.last_inbound_at desc nulls last, c.id limit 1`);

/**
 * Says something to a member in their own chat: as it is, else, where the window is closed, by the workspace's template with the words in one line.
 * @returns how; "not_said": the notice that they have besides reaches them by push and mail
 */
export async function sayToMember(
  tx: Tx,
  ctx: Ctx,
  ground: ChatGround,
  { conversationId, content, summary }: { conversationId: string; content: OutboundContent; summary: string },
): Promise<"message" | "template" | "not_said"> {
  if (await sayOf(tx, ctx, ground, { conversationId, orderId: null, content })) return "message";
  const { noticeTemplate } = await readSettings(tx, ctx.workspaceId);
  if (noticeTemplate === null) return "not_said";
  const template: OutboundContent = {
    kind: "template",
    ...noticeTemplate,
    body: [{ text: summary.replaceAll(/\s+/g, " ").slice(0, 900) }],
    text: "",
  };
  return (await sayOf(tx, ctx, ground, { conversationId, orderId: null, content: template })) ? "template" : "not_said";
}
