import { type Ctx, sql } from "../platform/index.ts";
import { createAlert } from "./alerts/alert.ts";
import { memberBehind, type ReportGround } from "./ground.ts";
import { createReport } from "./reports/report.ts";

const FIGURES = [
  { id: "sessions.opened", by: "channel" },
  { id: "sessions.closed", by: "answered_by" },
  { id: "sessions.first_reply_median", by: null },
  { id: "messages.failed", by: null },
];

/** A report that waits for Monday, one for when somebody asks, and a figure that is watched. */
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
  };
