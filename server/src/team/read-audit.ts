import { CSV_MARK, type Ctx, csvLine, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";

/** What the log is narrowed to; what is null narrows nothing. */
export interface AuditNarrowing {
  /** Some of the words of an entry: who, what, of what, and with which facts. */
  search: string | null;
  action: string | null;
  actorId: string | null;
  subjectId: string | null;
  /** From this moment on. */
  from: Date | null;
  /** Before this moment. */
  until: Date | null;
}

export interface AuditRecord {
  id: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
  ipAddress: string | null;
  occurredAt: Date;
}

/** Where a page ended: its last entry. */
interface Place {
  occurredAt: Date;
  id: string;
}

/** Entries of the workspace, newest first, behind `after`. */
export function readAudit(ctx: Ctx, asked: AuditNarrowing, limit: number, after: Place | null): Promise<AuditRecord[]> {
  const { search, action, actorId, subjectId, from, until } = asked;
  const conditions = [
    ...(after === null ? [] : [sql`(occurred_at, id) < (${after.occurredAt}, ${after.id}::uuid)`]),
    ...(action === null ? [] : [sql`action = ${action}`]),
    ...(actorId === null ? [] : [sql`actor_id = ${actorId}`]),
    ...(subjectId === null ? [] : [sql`subject_id = ${subjectId}`]),
    ...(from === null ? [] : [sql`occurred_at >= ${from}`]),
    ...(until === null ? [] : [sql`occurred_at < ${until}`]),
    ...words(search).map(
      (word) => sql`concat_ws(' ', actor_name, action, subject_kind, subject_id, ip_address, detail::text) ilike ${`%${literally(word)}%`}`,
    ),
  ];
  return ctx.transaction((tx) =>
    tx.many(sql<AuditRecord>`
      select id, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action, subject_kind as "subjectKind",
        subject_id as "subjectId", detail, ip_address as "ipAddress", occurred_at as "occurredAt"
      from audit_log where ${sql.join([sql`true`, ...conditions], sql` and `)}
      order by occurred_at desc, id desc limit ${limit}`),
  );
}

/** Each kind of act that the workspace's log has, by name. Steps from one to the next in the index, however long the log is. */
export async function readAuditActions(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<{ action: string }>`
      with recursive known as (
        (select action from audit_log where workspace_id = ${ctx.workspaceId} order by action limit 1)
        union all
        select (select l.action from audit_log l where l.workspace_id = ${ctx.workspaceId} and l.action > k.action order by l.action limit 1)
        from known k where k.action is not null
      )
      select action from known where action is not null`),
  );
  return rows.map(({ action }) => action);
}

/** Entries that are read at once. */
const PAGE = 500;

/** A sheet of what the log holds, a piece at a time, newest first. That it was taken is in the log before the first line leaves. */
export async function exportAudit(ctx: Ctx, asked: AuditNarrowing): Promise<AsyncIterable<string>> {
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { action: "audit_log.exported", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: saidOf(asked) }),
  );
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    yield CSV_MARK + csvLine(["occurred_at", "actor_kind", "actor", "action", "subject_kind", "subject_id", "ip_address", "detail"]);
    for (let after: Place | null = null; ; ) {
      const rows: AuditRecord[] = await readAudit(ctx, asked, PAGE, after);
      yield rows.map(lineOf).join("");
      after = rows.at(-1) ?? null;
      if (rows.length < PAGE) return;
    }
  }
}

function lineOf({ occurredAt, actorKind, actorName, action, subjectKind, subjectId, ipAddress, detail }: AuditRecord): string {
  const facts = JSON.stringify(detail);
  return csvLine([occurredAt.toISOString(), actorKind, actorName, action, subjectKind, subjectId ?? "", ipAddress ?? "", facts]);
}

/** What was asked for, without what was not. */
const saidOf = (asked: AuditNarrowing): Record<string, unknown> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));

const words = (search: string | null): string[] => (search ?? "").split(/\s+/).filter((word) => word !== "");

/** A text in which nothing stands for something else. */
const literally = (word: string): string => word.replaceAll(/[\\%_]/g, "\\$&");
