import type { OutboundContent } from "../../../../content/content.ts";
import { createTap } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { Button, OrderState } from "../closed-sets.ts";
import type { Move } from "../orders/moves.ts";
import type { WorkOrder } from "../orders/order.ts";
import { PART_VERBS } from "../part-requests/verbs.ts";
import { readPartWords } from "../part-requests/words.ts";
import { type ChatWords, clockTime } from "./words.ts";

export const verbOf = (button: Button): string => `order_${button}`;
export const moveOf = (button: Button): Move => (button === "check_in" ? "check-in" : button === "check_out" ? "check-out" : button);

/** At most three: more fit under no message. */
const OFFERED: Partial<Record<OrderState, readonly Button[]>> = {
  offered: ["accept", "decline"],
  accepted: ["depart", "check_in", "decline"],
  on_the_way: ["check_in"],
  in_progress: ["pause", "check_out"],
  paused: ["resume", "check_out"],
};

/** While it is worked on, a part can be asked for. */
const WORKED_ON: readonly OrderState[] = ["in_progress", "paused"];

const DAY_MS = 86_400_000;
const TAP_DAYS = 30;
export const tapEnds = (now: Date): Date => new Date(now.getTime() + TAP_DAYS * DAY_MS);

/** What is needed to start, with what can be done with the order now. Only its technician may tap. */
export async function orderCard(
  tx: Tx,
  words: ChatWords,
  order: WorkOrder,
  to: { contactId: string; now: Date },
  head?: string,
): Promise<OutboundContent> {
  const text = await cardText(tx, words, order, head);
  const buttons = [];
  for (const button of OFFERED[order.state] ?? [])
    buttons.push({
      id: await createTap(
        tx,
        { verb: verbOf(button), detail: { orderId: order.id }, expiresAt: tapEnds(to.now), contactId: to.contactId },
        to.now,
      ),
      title: words.buttons[button],
    });
  if (WORKED_ON.includes(order.state)) {
    const asking = { verb: PART_VERBS.ask, detail: { orderId: order.id }, expiresAt: tapEnds(to.now), contactId: to.contactId };
    buttons.push({ id: await createTap(tx, asking, to.now), title: (await readPartWords(tx)).ask });
  }
  return buttons.length === 0 ? { kind: "text", text } : { kind: "buttons", text, buttons };
}

async function cardText(tx: Tx, words: ChatWords, order: WorkOrder, head?: string): Promise<string> {
  const { code, title, priority, state, site, asset, dueAt, description } = order;
  const lines = [
    head ?? `${code} · ${words.states[state]}`,
    `*${title}*`,
    `${words.priorities[priority]}, ${words.until(await clockTime(tx, dueAt))}`,
    asset === null ? "" : `${asset.code} · ${asset.name}`,
    site === null ? "" : [site.name, site.address].filter((part) => part !== "").join(", "),
    description.slice(0, 400),
    asset === null ? "" : await lastSolution(tx, order.id, asset.id),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** What was done on the machine the last time. */
async function lastSolution(tx: Tx, orderId: string, assetId: string): Promise<string> {
  const last = await tx.maybeOne(sql<{ code: string; solution: string }>`
    select code, solution from work_orders where workspace_id = current_workspace() and asset_id = ${assetId} and id <> ${orderId} and state in ('done', 'closed')
    order by created_at desc, id desc limit 1`);
  return last === null ? "" : `↺ ${last.code}: ${last.solution.slice(0, 200)}`;
}
