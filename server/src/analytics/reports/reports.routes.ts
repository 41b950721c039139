import { Type } from "typebox";
import { Filter } from "../../inbox/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import type { ReportGround } from "../ground.ts";
import { analyticsReports } from "../rights.ts";
import { changeReport, createReport, listReports, PERIODS, type Report, removeReport } from "./report.ts";
import { listRuns, runReport } from "./runs.ts";

const closed = { additionalProperties: false };
const wish = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
  figures: Type.Array(
    Type.Object(
      { id: Type.String({ maxLength: 80 }), by: Nullable(Type.String({ maxLength: 40, description: "A dimension of the figure." })) },
      closed,
    ),
    { minItems: 1, maxItems: 20 },
  ),
  period: OneOf(PERIODS, { description: "The whole day, week or month before it is due." }),
  filter: Nullable(Filter),
  isShared: Type.Boolean({ description: "Whether everybody with the right sees it and its log." }),
  every: Nullable(OneOf(PERIODS, { description: "Weeks on Mondays, months on the first; null: only when asked." })),
  hour: Type.Integer({ minimum: 0, maximum: 23, description: "By the workspace's clock." }),
  memberIds: Type.Array(idSchema("member"), {
    minItems: 1,
    maxItems: 50,
    description: "Who gets it by mail, each as they see the figures.",
  }),
};
const Wish = Type.Object(wish, closed);
const ReportSchema = Type.Object({
  id: idSchema("report"),
  ...wish,
  makerName: Type.String(),
  isMine: Type.Boolean(),
  nextAt: Nullable(IsoTime),
});
const RunSchema = Type.Object({
  id: Type.String(),
  cause: OneOf(["clock", "asked"]),
  from: Type.String({ format: "date" }),
  to: Type.String({ format: "date" }),
  begunAt: IsoTime,
  mails: Type.Array(
    Type.Object({
      memberId: Type.String(),
      name: Type.String(),
      state: OneOf(["waiting", "sent", "left_out", "failed"]),
      reason: Nullable(Type.String({ description: "A code of an error, or `gone`, `no_right`, `mail`." })),
    }),
  ),
});

/** `/reports`: figures that go out as mails by the clock. */
export function reportRoutes(app: App, ground: ReportGround) {
  const reports = { config: { access: analyticsReports } } as const;
  const tags = ["Figures"];
  const params = Type.Object({ reportId: idSchema("report") });
  app.get(
    "/reports",
    {
      ...reports,
      schema: {
        tags,
        summary: "Saved reports: one's own, and what others share",
        response: { 200: Type.Object({ items: Type.Array(ReportSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await listReports(ctx)).map(show) }),
  );
  app.post(
    "/reports",
    { ...reports, schema: { tags, summary: "Save a report", body: Wish, response: { 201: ReportSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(show(await createReport(ctx, ground, body))),
  );
  app.put(
    "/reports/:reportId",
    { ...reports, schema: { tags, summary: "Change one's report", params, body: Wish, response: { 200: ReportSchema } } },
    async ({ ctx, params, body }) => show(await changeReport(ctx, ground, params.reportId, body)),
  );
  app.delete(
    "/reports/:reportId",
    { ...reports, schema: { tags, summary: "Remove one's report with its log", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeReport(ctx, params.reportId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/reports/:reportId/runs",
    {
      ...reports,
      schema: {
        tags,
        summary: "Send one's report now, for the period before today",
        params,
        body: Type.Object({}, closed),
        response: { 202: Type.Object({ id: Type.String() }) },
      },
    },
    async ({ ctx, params }, reply) => reply.code(202).send(await runReport(ctx, params.reportId)),
  );
  app.get(
    "/reports/:reportId/runs",
    {
      ...reports,
      schema: {
        tags,
        summary: "When a report went out, and what became of each mail; the newest fifty",
        params,
        response: { 200: Type.Object({ items: Type.Array(RunSchema) }) },
      },
    },
    async ({ ctx, params }) => ({
      items: (await listRuns(ctx, params.reportId)).map((run) => ({ ...run, begunAt: run.begunAt.toISOString() })),
    }),
  );
}

const show = ({ nextAt, ...report }: Report) => ({ ...report, nextAt: nextAt === null ? null : nextAt.toISOString() });
