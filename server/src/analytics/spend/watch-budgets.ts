import { beginNotice, endNotices } from "../../notices/index.ts";
import { createCtx, type DueRows, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { dueSpendLooks } from "../across-workspaces.ts";
import { PROGRAM, type ReportGround } from "../ground.ts";
import { judgeSpendJob } from "../job-kinds.ts";
import { readBudgets } from "./budgets.ts";
import { MICROS_A_CENT, type MonthOfKind, readMonth } from "./read-spend.ts";
import type { SpendNotices } from "./spend-notices.ts";

const EVERY_MS = 15 * 60_000;
/** The same share as for quotas of sends and room for files. */
const WARNED_SHARE = 0.8;

/** Workspaces with a budget: each quarter of an hour. */
export const dueBudgets: DueRows = {
  name: "budgets",
  find: dueSpendLooks,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.run(sql`
      update spend_looks set next_at = ${new Date(now.getTime() + EVERY_MS)}
      where workspace_id in (select workspace_id from spend_looks where workspace_id = any(${ids}) and next_at <= ${now} for update skip locked)`);
    return taken === 0 ? [] : [judgeSpendJob({ workspaceId, payload: {}, key: `budgets ${workspaceId}` })];
  },
};

/** Tells administrators once a month when most of a budget is spent, and once when all of it is. What keeps its own budget tells of it itself. */
export const judgingBudgets = (ground: ReportGround, notices: SpendNotices): JobOffer =>
  job(judgeSpendJob, {
    async run({ workspaceId, id }) {
      const ctx = createCtx({ ...ground, workspaceId, actor: PROGRAM, correlationId: `budgets ${id}` });
      const { kinds } = await readMonth(ctx, ground);
      await ctx.transaction(async (tx) => {
        for (const budget of await readBudgets(tx))
          await judge(tx, notices, {
            subject: { workspaceId, subjectId: budget.id, now: ctx.now() },
            inForce: kinds.find(({ budgetId }) => budgetId === budget.id),
          });
      });
    },
  });

interface Judged {
  subject: Parameters<typeof beginNotice>[1];
  /** Undefined for a budget of another month. */
  inForce: MonthOfKind | undefined;
}

async function judge(tx: Tx, { near, over }: SpendNotices, { subject, inForce }: Judged): Promise<void> {
  const cents = inForce?.budget ?? null;
  const share = inForce === undefined || cents === null ? 0 : inForce.spent / Math.max(1, cents * MICROS_A_CENT);
  await (share >= WARNED_SHARE ? beginNotice(tx, subject, near) : endNotices(tx, subject, [near]));
  await (share >= 1 ? beginNotice(tx, subject, over) : endNotices(tx, subject, [over]));
}
