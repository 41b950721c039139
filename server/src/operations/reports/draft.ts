import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Priority } from "../closed-sets.ts";

/** A report of which something is still open; it waits in the database, so a restart loses no question. */
export interface Draft {
  /** What it was told in, and what came while it was asked about. */
  messageIds: string[];
  contactId: string;
  text: string;
  origin: "whatsapp_bot" | "voice";
  priority: Priority;
  symptom: string;
  /** Undefined: to be asked. Null: nothing in particular. */
  assetId?: string | null;
  siteId?: string | null;
  /** They said that it is another trouble than the one that is open. */
  isAnother?: boolean;
  /** It was read from a recording that a person should look at: a tap has to confirm it. */
  needsTap?: boolean;
  /** Assets that fit; they are picked from. */
  candidates?: string[];
  /** How often an answer was not understood. */
  misses?: number;
}

const DAY_MS = 86_400_000;

/** What is being asked here, if anything; nobody answers a question of yesterday. */
export async function readDraft(tx: Tx, conversationId: string, now: Date): Promise<Draft | null> {
  const row = await tx.maybeOne(sql<{ detail: Draft }>`
    select detail from work_order_questions where conversation_id = ${conversationId} and wanted = 'report'
      and asked_at > ${new Date(now.getTime() - DAY_MS)} for update`);
  return row?.detail ?? null;
}

export async function keepDraft(tx: Tx, ctx: Ctx, conversationId: string, draft: Draft): Promise<void> {
  await tx.run(sql`
    insert into work_order_questions (workspace_id, conversation_id, order_id, wanted, detail, asked_at)
    values (${ctx.workspaceId}, ${conversationId}, null, 'report', ${JSON.stringify(draft)}, ${ctx.now()})
    on conflict (workspace_id, conversation_id) do update
      set order_id = null, wanted = excluded.wanted, detail = excluded.detail, asked_at = excluded.asked_at`);
}

export const dropDraft = (tx: Tx, conversationId: string) =>
  tx.run(sql`delete from work_order_questions where conversation_id = ${conversationId} and wanted = 'report'`);
