import { Readable } from "node:stream";
import { type Static, Type } from "typebox";
import { type App, cursorOf, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, readCursor } from "../platform/index.ts";
import { auditRead } from "./own-rights.ts";
import { type AuditNarrowing, type AuditRecord, exportAudit, readAudit, readAuditActions } from "./read-audit.ts";

const AuditRow = Type.Object({
  id: idSchema("entry"),
  actor: Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Type.String() }),
  action: Type.String(),
  subjectKind: Type.String(),
  subjectId: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  ipAddress: Nullable(Type.String()),
  occurredAt: IsoTime,
});

const Narrowing = {
  search: Type.Optional(Type.String({ maxLength: 200, description: "Every word of it stands in an entry." })),
  action: Type.Optional(Type.String({ maxLength: 80 })),
  actorId: Type.Optional(idSchema("actor")),
  subjectId: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(IsoTime),
  until: Type.Optional(Type.String({ format: "date-time", description: "Entries before this moment." })),
};
const Asked = Type.Object(Narrowing);

/** The audit log: newest first, narrowed, and as a sheet. */
export function auditRoutes(app: App) {
  const access = { config: { access: auditRead } };

  app.get(
    "/audit-log",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Administrative and sensitive acts",
        querystring: Type.Object({ ...Narrowing, limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: listOf(AuditRow) },
      },
    },
    async ({ ctx, query }) => {
      const { limit = 50, cursor } = query;
      const rows = await readAudit(ctx, narrowingOf(query), limit + 1, placeOf(cursor));
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(present),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.occurredAt.toISOString(), last.id]) : null,
      };
    },
  );

  app.get(
    "/audit-log/actions",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Kinds of acts that the audit log has",
        response: { 200: Type.Object({ items: Type.Array(Type.String()) }) },
      },
    },
    async ({ ctx }) => ({ items: await readAuditActions(ctx) }),
  );

  app.get(
    "/audit-log/export.csv",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "The audit log, or what it is narrowed to, as a CSV; that too is in the log",
        querystring: Asked,
        produces: ["text/csv"],
      },
    },
    async ({ ctx, query }, reply) => {
      const pieces = await exportAudit(ctx, narrowingOf(query));
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="audit-log.csv"')
        .send(Readable.from(pieces));
    },
  );
}

function narrowingOf({ search, action, actorId, subjectId, from, until }: Static<typeof Asked>): AuditNarrowing {
  return {
    search: search ?? null,
    action: action ?? null,
    actorId: actorId ?? null,
    subjectId: subjectId ?? null,
    from: from === undefined ? null : new Date(from),
    until: until === undefined ? null : new Date(until),
  };
}

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [occurredAt = "", id = ""] = readCursor(cursor, "time", "id");
  return { occurredAt: new Date(occurredAt), id };
}

const present = ({ actorKind, actorId, actorName, occurredAt, ...row }: AuditRecord): Static<typeof AuditRow> => ({
  ...row,
  actor: { kind: actorKind, id: actorId, name: actorName },
  occurredAt: occurredAt.toISOString(),
});
