import type { SpendKind } from "../../inbox/index.ts";
import { type Ctx, invalidRequest, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { budgetKeptElsewhere } from "../errors.ts";

/** What may be spent on something a month. */
export interface Budget {
  kind: string;
  /** `2026-11`; in force until the next one of the same kind. */
  month: string;
  /** Of the workspace's currency; null: none from this month on. */
  cents: number | null;
}

export interface KeptBudget extends Budget {
  id: string;
}

/** By kind and month: what is in force, what was, and what comes. */
export const readBudgets = (tx: Tx): Promise<KeptBudget[]> =>
  tx.many(sql<KeptBudget>`
    select id, kind, to_char(from_month, 'YYYY-MM') as month, cents::float8 as cents from spend_budgets
    where workspace_id = current_workspace() order by kind, from_month`);

/** The one in force in a month; null where none was ever set. Pure. */
export const budgetIn = (budgets: readonly KeptBudget[], kind: string, month: string): KeptBudget | null =>
  budgets.findLast((one) => one.kind === kind && one.month <= month) ?? null;

/**
 * From that month on; one of the same month is replaced, those of other months stay. It is looked at at once.
 * @throws {AppError} platform.invalid_request for an unknown kind; analytics.budget_kept_elsewhere
 */
export async function setBudget(ctx: Ctx, kinds: ReadonlyMap<string, SpendKind>, { kind, month, cents }: Budget): Promise<void> {
  const found = kinds.get(kind);
  if (found === undefined)
    throw invalidRequest({ problems: [{ path: "kind", problem: `must be one of ${[...kinds.keys()].join(", ")}` }] });
  if (found.ownBudget !== undefined) throw budgetKeptElsewhere({ path: found.ownBudget.path });
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into spend_budgets (workspace_id, id, kind, from_month, cents, set_at) values (${ctx.workspaceId}, ${newId()}, ${kind}, ${`${month}-01`}, ${cents}, ${ctx.now()})
      on conflict (workspace_id, kind, from_month) do update set cents = excluded.cents, set_at = excluded.set_at`);
    await tx.run(sql`
      insert into spend_looks (workspace_id, next_at) values (${ctx.workspaceId}, ${ctx.now()})
      on conflict (workspace_id) do update set next_at = excluded.next_at`);
    await recordAudit(tx, ctx, {
      action: "spend_budget.set",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { kind, month, cents },
    });
  });
}
