import type { Ctx } from "../platform/index.ts";
import type { ReportGround } from "./ground.ts";
import { setBudget } from "./spend/budgets.ts";

/** Months ago, and cents a month from then on. */
const BUDGETS = [
  { kind: "channels", ago: 5, cents: 1_500 },
  { kind: "channels", ago: 1, cents: 2_000 },
  { kind: "sms", ago: 5, cents: 2_500 },
  { kind: "email", ago: 5, cents: 100 },
  { kind: "transcription", ago: 3, cents: 100 },
];

/** What may be spent a month; of models the demonstration's own limit says it. */
export const demoSpend =
  (ground: ReportGround) =>
  async (ctx: Ctx): Promise<void> => {
    const now = ctx.now();
    for (const { kind, ago, cents } of BUDGETS) {
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7);
      await setBudget(ctx, ground.spendKinds(), { kind, month, cents });
    }
  };
