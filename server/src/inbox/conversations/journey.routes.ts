import { Type } from "typebox";
import { type App, IsoTime, idSchema, limitSchema, Nullable, sql } from "../../platform/index.ts";
import { conversationsRead } from "../rights.ts";
import { ensureVisible } from "./conversations.ts";

const Step = Type.Object({
  id: Type.String(),
  kind: Type.String({ description: "webhook.received, message.received, message.queued, message.sent …" }),
  subjectId: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  occurredAt: IsoTime,
  sinceStartMs: Type.Integer({ description: "Time since the first step of the same piece of work." }),
});

interface StepRow {
  id: string;
  kind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
  occurredAt: Date;
  startedAt: Date;
}

/** What happened inside, step by step: from the webhook to the row, from the reply to the blue checks. */
export function journeyRoutes(app: App) {
  app.get(
    "/conversations/:conversationId/journey",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Conversations"],
        summary: "The steps of its messages through the program, newest first",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        querystring: Type.Object({ limit: Type.Optional(limitSchema) }),
        response: { 200: Type.Object({ items: Type.Array(Step), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx, params, query }) => {
      const rows = await ctx.transaction(async (tx) => {
        await ensureVisible(tx, ctx, params.conversationId);
        return tx.many(sql<StepRow>`
          with latest as (
            select seq, kind, subject_id, detail, occurred_at, coalesce(detail->>'correlationId', subject_id::text, correlation_id) as work from events
            where workspace_id = ${ctx.workspaceId} and conversation_id = ${params.conversationId} order by seq desc limit ${query.limit ?? 50}),
          arrivals as (
            select distinct r.id, r.received_at from latest join raw_events r on r.workspace_id = ${ctx.workspaceId} and r.id = (latest.detail->>'correlationId')::uuid),
          steps as (
            select 'e' || seq as id, kind, subject_id, detail, occurred_at, work from latest
            union all select 'w' || id, 'webhook.received', null, '{}'::jsonb, received_at, id::text from arrivals)
          select id, kind, subject_id as "subjectId", detail - 'correlationId' as detail, occurred_at as "occurredAt", min(occurred_at) over (partition by work) as "startedAt"
          from steps order by occurred_at desc, id desc`);
      });
      return {
        items: rows.map(({ startedAt, ...row }) => ({
          ...row,
          occurredAt: row.occurredAt.toISOString(),
          sinceStartMs: row.occurredAt.getTime() - startedAt.getTime(),
        })),
        nextCursor: null,
      };
    },
  );
}
