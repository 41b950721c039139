import { beginNotice, endNotices } from "../../notices/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { spendHigh, spendStopped } from "./spend-kinds.ts";

/** Cents are kept by people, millionths by machines. */
const MICROS_A_CENT = 10_000;

/** Cents of the workspace's currency; null: none. */
export interface Limits {
  monthLimit: number | null;
  alertAt: number | null;
  conversationLimit: number | null;
}

export interface Spend {
  /** Millionths of the workspace's currency. */
  cost: number;
  calls: number;
  /** Of models without a price: their cost is in no sum. */
  unpriced: number;
}

/** Of the month that it is on the workspace's clock, `2026-11`. */
export async function monthOf(tx: Tx, now: Date): Promise<string> {
  const { timeZone } = await readWorkspace(tx);
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit" }).format(now);
}

export async function readSpend(tx: Tx, now: Date): Promise<Spend> {
  const row = await tx.maybeOne(
    sql<Spend>`select cost::float8 as cost, calls, unpriced from ai_spend where month = ${await monthOf(tx, now)}`,
  );
  return row ?? { cost: 0, calls: 0, unpriced: 0 };
}

/** What keeps a model from being asked; null when it may be. @param estimate millionths of the currency that it costs at least */
export async function refusedByBudget(
  tx: Tx,
  { monthLimit, conversationLimit }: Limits,
  { conversationId, estimate, now }: { conversationId: string | null; estimate: number; now: Date },
): Promise<"budget" | "conversation_budget" | null> {
  if (monthLimit !== null && (await readSpend(tx, now)).cost + estimate > monthLimit * MICROS_A_CENT) return "budget";
  if (conversationLimit === null || conversationId === null) return null;
  const { cost } = await tx.one(
    sql<{
      cost: number;
    }>`select coalesce(sum(cost), 0)::float8 as cost from ai_calls where conversation_id = ${conversationId} and purpose = 'answer'`,
  );
  return cost + estimate > conversationLimit * MICROS_A_CENT ? "conversation_budget" : null;
}

/** @param cost null where the model has no price */
export async function addSpend(tx: Tx, place: { workspaceId: string; now: Date }, cost: number | null, limits: Limits): Promise<void> {
  await tx.run(sql`
    insert into ai_spend (workspace_id, month, cost, calls, unpriced)
    values (${place.workspaceId}, ${await monthOf(tx, place.now)}, ${cost ?? 0}, 1, ${cost === null ? 1 : 0})
    on conflict (workspace_id, month) do update set cost = ai_spend.cost + excluded.cost, calls = ai_spend.calls + 1, unpriced = ai_spend.unpriced + excluded.unpriced`);
  await judgeSpend(tx, place, limits);
}

/** Tells administrators once when it is a lot, once when it is over, and when either has passed. */
export async function judgeSpend(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  { alertAt, monthLimit }: Limits,
): Promise<void> {
  const { cost } = await readSpend(tx, now);
  const subject = { workspaceId, subjectId: null, now };
  const isHigh = alertAt !== null && cost > alertAt * MICROS_A_CENT;
  const isStopped = monthLimit !== null && cost >= monthLimit * MICROS_A_CENT;
  if (isHigh) await beginNotice(tx, subject, spendHigh);
  else await endNotices(tx, subject, [spendHigh]);
  if (isStopped) await beginNotice(tx, subject, spendStopped);
  else await endNotices(tx, subject, [spendStopped]);
}
