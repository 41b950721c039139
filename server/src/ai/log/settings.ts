import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { judgeSpend, type Limits } from "./spend.ts";

/** What may be spent on models, and what is kept of what they are asked. */
export interface AiSettings extends Limits {
  /** Millionths of the workspace's currency for a US dollar. */
  rate: number;
  keepsTexts: boolean;
  /** Telephones, mail addresses and papers' numbers are masked in what is kept. */
  redacts: boolean;
  keepDays: number;
}

/** What a dollar cost about, when this was written; a workspace sets its own. */
const RATES: Readonly<Record<string, number>> = { BRL: 5_400_000, EUR: 870_000, USD: 1_000_000 };
const DEFAULTS = { monthLimit: null, alertAt: 50_000, conversationLimit: 200, keepsTexts: true, redacts: true, keepDays: 30 };

export async function readAiSettings(tx: Tx): Promise<AiSettings> {
  const row = await tx.maybeOne(sql<AiSettings>`
    select rate::float8 as rate, month_limit::float8 as "monthLimit", alert_at::float8 as "alertAt", conversation_limit::float8 as "conversationLimit",
      keeps_texts as "keepsTexts", redacts, keep_days as "keepDays" from ai_settings`);
  if (row !== null) return row;
  const { currency } = await readWorkspace(tx);
  return { rate: RATES[currency] ?? 1_000_000, ...DEFAULTS };
}

/** What is kept already goes by the new number of days. */
export function keepAiSettings(ctx: Ctx, change: Partial<AiSettings>): Promise<AiSettings> {
  return ctx.transaction(async (tx) => {
    const before = await readAiSettings(tx);
    const after = { ...before, ...change };
    const { rate, monthLimit, alertAt, conversationLimit, keepsTexts, redacts, keepDays } = after;
    await tx.run(sql`
      insert into ai_settings (workspace_id, rate, month_limit, alert_at, conversation_limit, keeps_texts, redacts, keep_days, changed_at)
      values (${ctx.workspaceId}, ${rate}, ${monthLimit}, ${alertAt}, ${conversationLimit}, ${keepsTexts}, ${redacts}, ${keepDays}, ${ctx.now()})
      on conflict (workspace_id) do update set rate = excluded.rate, month_limit = excluded.month_limit, alert_at = excluded.alert_at, conversation_limit = excluded.conversation_limit,
        keeps_texts = excluded.keeps_texts, redacts = excluded.redacts, keep_days = excluded.keep_days, changed_at = excluded.changed_at`);
    if (keepDays !== before.keepDays)
      await tx.run(sql`
        update ai_call_texts t set forget_at = c.asked_at + make_interval(days => ${keepDays}) from ai_calls c where c.workspace_id = t.workspace_id and c.id = t.call_id`);
    if (!keepsTexts) await tx.run(sql`delete from ai_call_texts where workspace_id = ${ctx.workspaceId}`);
    await judgeSpend(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, after);
    await recordAudit(tx, ctx, {
      action: "ai_settings.changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { ...change },
    });
    return after;
  });
}
