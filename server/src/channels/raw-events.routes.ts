import { Type } from "typebox";
import {
  type App,
  addJobs,
  type Ctx,
  cursorOf,
  cursorSchema,
  defineError,
  IsoTime,
  idSchema,
  limitSchema,
  listOf,
  notFound,
  readCursor,
  sql,
  type Tx,
} from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { deadLettersRead, deadLettersReplay } from "./rights.ts";

const notReplayable = defineError("channels.not_replayable", 409, "This body is not JSON, so there is nothing to process again.");

const MAX_REPLAYS = 200;

const Failure = Type.Object({
  id: idSchema("raw event"),
  channelId: idSchema("channel"),
  reason: Type.String({ description: "malformed or failed" }),
  error: Type.String(),
  receivedAt: IsoTime,
  failedAt: IsoTime,
  body: Type.String({ description: "At most the first 4,000 characters." }),
});

/** Dead letters of the channels: what could not be understood or stored, to look at and to run again. */
export function rawEventRoutes(app: App) {
  const querystring = Type.Object({
    status: Type.Optional(Type.Literal("failed")),
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
  });
  app.get(
    "/raw-events",
    {
      config: { access: deadLettersRead },
      schema: { tags: ["Channels"], summary: "Raw events that failed", querystring, response: { 200: listOf(Failure) } },
    },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const [before, beforeId] = query.cursor === undefined ? [null, null] : readCursor(query.cursor, "time", "id");
      const rows = await ctx.transaction((tx) =>
        tx.many(sql<{ id: string; channelId: string; reason: string; error: string; receivedAt: Date; failedAt: Date; body: Buffer }>`
        select f.raw_event_id as id, f.channel_id as "channelId", f.reason, f.error, f.failed_at as "failedAt", r.received_at as "receivedAt", substring(r.body for 4000) as body
        from raw_event_failures f join raw_events r on r.workspace_id = f.workspace_id and r.id = f.raw_event_id
        where f.replayed_at is null and (${before}::timestamptz is null or (f.failed_at, f.raw_event_id) < (${before}::timestamptz, ${beforeId}::uuid))
        order by f.failed_at desc, f.raw_event_id desc limit ${limit + 1}`),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({
          ...row,
          body: row.body.toString("utf8"),
          receivedAt: row.receivedAt.toISOString(),
          failedAt: row.failedAt.toISOString(),
        })),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.failedAt.toISOString(), last.id]) : null,
      };
    },
  );

  const params = Type.Object({ rawEventId: idSchema("raw event") });
  const response = { 202: Type.Object({ replayed: Type.Boolean() }) };
  app.post(
    "/raw-events/:rawEventId/replay",
    {
      config: { access: deadLettersReplay },
      schema: { tags: ["Channels"], summary: "Process a stored raw event again; what is right already does not change", params, response },
    },
    async ({ ctx, params }, reply) => {
      await ctx.transaction((tx) => replay(tx, ctx, params.rawEventId));
      return reply.code(202).send({ replayed: true });
    },
  );

  const body = Type.Object(
    { ids: Type.Array(idSchema("raw event"), { minItems: 1, maxItems: MAX_REPLAYS, uniqueItems: true }) },
    { additionalProperties: false },
  );
  app.post(
    "/raw-events/replay",
    {
      config: { access: deadLettersReplay },
      schema: {
        tags: ["Channels"],
        summary: "Process several stored raw events again, in one transaction",
        body,
        response: { 202: Type.Object({ count: Type.Integer() }) },
      },
    },
    async ({ ctx, body }, reply) => {
      await ctx.transaction(async (tx) => {
        for (const id of body.ids) await replay(tx, ctx, id);
      });
      return reply.code(202).send({ count: body.ids.length });
    },
  );
}

/** A replay is a new job over the same bytes. @throws {AppError} when the event is not here, or holds nothing to process. */
async function replay(tx: Tx, ctx: Ctx, rawEventId: string): Promise<void> {
  const event = await tx.maybeOne(sql<{ channelId: string; bytes: number; reason: string | null }>`
    select r.channel_id as "channelId", octet_length(r.body) as bytes, f.reason
    from raw_events r left join raw_event_failures f on f.workspace_id = r.workspace_id and f.raw_event_id = r.id
    where r.id = ${rawEventId}`);
  if (event === null) throw notFound({ what: "raw event" });
  if (event.reason === "malformed") throw notReplayable();
  await tx.run(sql`update raw_event_failures set replayed_at = ${ctx.now()} where raw_event_id = ${rawEventId}`);
  const payload = { rawEventId, channelId: event.channelId, bytes: event.bytes };
  addJobs(tx, [{ kind: "channels.normalise", workspaceId: ctx.workspaceId, payload }], ctx.now());
  await recordAudit(tx, ctx, { action: "raw_event.replayed", subjectKind: "raw_event", subjectId: rawEventId });
}
