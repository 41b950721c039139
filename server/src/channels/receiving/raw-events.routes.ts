import { Type } from "typebox";
import {
  type App,
  addJobs,
  BODY_CHARACTERS,
  type DeadLetterSource,
  defineError,
  idSchema,
  isId,
  notFound,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { deadLettersReplay, recordAudit } from "../../team/index.ts";
import { normaliseJob } from "../job-kinds.ts";

const notReplayable = defineError("channels.not_replayable", 409, "This body is not JSON, so there is nothing to process again.");

/** What could not be understood or stored of what providers sent. */
export const failedRawEvents: DeadLetterSource = {
  offer: "dead_letters",
  source: "raw_event",
  async list(tx, { before, throughId, limit }) {
    const rows = await tx.many(sql<Failure>`
      select f.raw_event_id as id, coalesce(c.kind, a.name) as kind, f.channel_id as "channelId", f.reason, f.error, f.failed_at as "failedAt", r.received_at as "happenedAt", substring(r.body for ${BODY_CHARACTERS}) as body
      from raw_event_failures f join raw_events r on r.workspace_id = f.workspace_id and r.id = f.raw_event_id
      left join channels c on c.workspace_id = f.workspace_id and c.id = f.channel_id
      left join meta_apps a on a.workspace_id = f.workspace_id and a.id = f.meta_app_id
      where f.workspace_id = current_workspace() and f.replayed_at is null and f.dismissed_at is null
        and f.failed_at <= ${before} and (f.failed_at < ${before} or f.raw_event_id < ${throughId}::uuid)
      order by f.failed_at desc, f.raw_event_id desc limit ${limit}`);
    return rows.map(({ reason, body, ...row }) => ({ ...row, body: body.toString("utf8"), isReplayable: reason !== "malformed" }));
  },
  replay,
  dismiss: async (tx, id, now) =>
    isId(id) &&
    (await tx.run(
      sql`update raw_event_failures set dismissed_at = ${now} where raw_event_id = ${id} and replayed_at is null and dismissed_at is null`,
    )) > 0,
};

interface Failure {
  id: string;
  /** Of the channel; of a body that came by an app its name. */
  kind: string;
  channelId: string | null;
  reason: "malformed" | "failed";
  error: string;
  failedAt: Date;
  happenedAt: Date;
  body: Buffer;
}

/** Stored webhooks may be processed again whether they failed or not. */
export function rawEventRoutes(app: App) {
  app.post(
    "/raw-events/:rawEventId/replay",
    {
      config: { access: deadLettersReplay },
      schema: {
        tags: ["Channels"],
        summary: "Process a stored raw event again; what is right already does not change",
        params: Type.Object({ rawEventId: idSchema("raw event") }),
        response: { 202: Type.Object({ replayed: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }, reply) => {
      await ctx.transaction(async (tx) => {
        if (!(await replay(tx, ctx.workspaceId, params.rawEventId, ctx.now()))) throw notFound({ what: "raw event" });
        await recordAudit(tx, ctx, { action: "raw_event.replayed", subjectKind: "raw_event", subjectId: params.rawEventId });
      });
      return reply.code(202).send({ replayed: true });
    },
  );
}

/** A replay is a new job over the same bytes. @throws {AppError} when the event holds nothing to process. */
async function replay(tx: Tx, workspaceId: string, rawEventId: string, now: Date): Promise<boolean> {
  if (!isId(rawEventId)) return false;
  const event = await tx.maybeOne(sql<{ channelId: string; bytes: number; reason: string | null }>`
    select r.channel_id as "channelId", octet_length(r.body) as bytes, f.reason
    from raw_events r left join raw_event_failures f on f.workspace_id = r.workspace_id and f.raw_event_id = r.id
    where r.id = ${rawEventId}`);
  if (event === null) return false;
  if (event.reason === "malformed") throw notReplayable();
  await tx.run(sql`update raw_event_failures set replayed_at = ${now} where raw_event_id = ${rawEventId}`);
  addJobs(tx, [normaliseJob({ workspaceId, payload: { rawEventId, channelId: event.channelId, bytes: event.bytes } })], now);
  return true;
}
