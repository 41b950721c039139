import { Type } from "typebox";
import {
  type App,
  type Ctx,
  cursorOf,
  cursorSchema,
  IsoTime,
  idSchema,
  limitSchema,
  listOf,
  Nullable,
  newId,
  readCursor,
  sql,
  type Tx,
} from "../platform/index.ts";
import { auditRead } from "./own-rights.ts";

export interface AuditEntry {
  /** `noun.verb`, such as `channel.created`. */
  action: string;
  subjectKind: string;
  subjectId: string | null;
  /** What changed, without secrets. */
  detail?: Record<string, unknown>;
}

/** Writes down an administrative or sensitive act, in the transaction of the act. The table takes inserts only. */
export async function recordAudit(tx: Tx, ctx: Ctx, { action, subjectKind, subjectId, detail = {} }: AuditEntry): Promise<void> {
  const { actor } = ctx;
  await tx.run(sql`
    insert into audit_log (workspace_id, id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, detail, ip_address, occurred_at)
    values (${ctx.workspaceId}, ${newId()}, ${actor.kind}, ${actor.id}, ${actor.name}, ${action}, ${subjectKind}, ${subjectId},
      ${JSON.stringify(detail)}, ${actor.ipAddress ?? null}, ${ctx.now()})`);
}

/** The same for what the program does by itself. */
export async function recordSystemAudit(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  entry: AuditEntry,
): Promise<void> {
  const { action, subjectKind, subjectId, detail = {} } = entry;
  await tx.run(sql`
    insert into audit_log (workspace_id, id, actor_kind, actor_name, action, subject_kind, subject_id, detail, occurred_at)
    values (${workspaceId}, ${newId()}, 'system', 'Prosa', ${action}, ${subjectKind}, ${subjectId}, ${JSON.stringify(detail)}, ${now})`);
}

const AuditRow = Type.Object({
  id: idSchema("entry"),
  actor: Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Type.String() }),
  action: Type.String(),
  subjectKind: Type.String(),
  subjectId: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  occurredAt: IsoTime,
});

/** `GET /audit-log`: newest first, filtered by action or actor. */
export function auditRoutes(app: App) {
  const querystring = Type.Object({
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
    action: Type.Optional(Type.String({ maxLength: 80 })),
    actorId: Type.Optional(idSchema("actor")),
  });
  app.get(
    "/audit-log",
    {
      config: { access: auditRead },
      schema: { tags: ["Team"], summary: "Administrative and sensitive acts", querystring, response: { 200: listOf(AuditRow) } },
    },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const [before, beforeId] = query.cursor === undefined ? [null, null] : readCursor(query.cursor, "time", "id");
      const rows = await ctx.transaction((tx) =>
        tx.many(sql<AuditRecord>`
          select id, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action, subject_kind as "subjectKind",
            subject_id as "subjectId", detail, occurred_at as "occurredAt"
          from audit_log
          where (${before}::timestamptz is null or (occurred_at, id) < (${before}::timestamptz, ${beforeId}::uuid))
            and (${query.action ?? null}::text is null or action = ${query.action ?? null})
            and (${query.actorId ?? null}::uuid is null or actor_id = ${query.actorId ?? null})
          order by occurred_at desc, id desc limit ${limit + 1}`),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ actorKind, actorId, actorName, occurredAt, ...row }) => ({
          ...row,
          actor: { kind: actorKind, id: actorId, name: actorName },
          occurredAt: occurredAt.toISOString(),
        })),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.occurredAt.toISOString(), last.id]) : null,
      };
    },
  );
}

interface AuditRecord {
  id: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
  occurredAt: Date;
}
