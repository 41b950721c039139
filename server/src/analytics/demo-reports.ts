import { type Ctx, sql } from "../platform/index.ts";
import { createAlert } from "./alerts/alert.ts";
import { memberBehind, type ReportGround } from "./ground.ts";
import { createReport } from "./reports/report.ts";
import { setTarget } from "./targets/targets.ts";

const FIGURES = [
  { id: "sessions.opened", by: "channel" },
  { id: "sessions.closed", by: "answered_by" },
  { id: "sessions.first_reply_median", by: null },
  { id: "messages.failed", by: null },
];

const DAY_MS = 86_400_000;
/** Days ago, and what was asked for since then. */
const TARGETS = [
  { figureId: "sessions.first_reply_median", ago: 183, value: 300 },
  { figureId: "sessions.first_reply_median", ago: 15, value: 120 },
  { figureId: "sessions.first_reply_p90", ago: 183, value: 600 },
  { figureId: "tickets.first_response_kept", ago: 183, value: 0.95 },
  { figureId: "tickets.score_mean", ago: 183, value: 4.5 },
];

/** A report that waits for Monday, one for when somebody asks, a figure that is watched, and what some should come to. */
export const demoReports =
  (ground: ReportGround) =>
  async (ctx: Ctx): Promise<void> => {
    const owner = memberBehind(ctx.actor);
    if (owner === null) return;
    const leading = await ctx.transaction((tx) =>
      tx.many(sql<{ id: string }>`
        select id from members where removed_at is null and role in ('owner', 'manager', 'supervisor') order by created_at, id limit 5`),
    );
    const shared = { filter: null, isShared: true, hour: 8 };
    const memberIds = leading.map(({ id }) => id);
    await createReport(ctx, ground, {
      ...shared,
      name: "Semana do atendimento",
      figures: FIGURES,
      period: "week",
      every: "week",
      memberIds,
    });
    await createReport(ctx, ground, {
      ...shared,
      name: "Mensagens do mês por canal",
      figures: [
        { id: "messages.received", by: "channel" },
        { id: "messages.sent", by: "author" },
      ],
      period: "month",
      every: null,
      memberIds: [owner],
    });
    await createAlert(ctx, ground, {
      name: "Primeira resposta acima de 10 minutos",
      figureId: "sessions.first_reply_median",
      filter: null,
      days: 1,
      asks: "over",
      bound: 600,
      margin: 0.1,
    });
    for (const { figureId, ago, value } of TARGETS)
      await setTarget(ctx, ground, { figureId, from: new Date(ctx.now().getTime() - ago * DAY_MS).toISOString().slice(0, 10), value });
  };
