import { type Ctx, newId, sql, type Tx } from "../platform/index.ts";

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

/** The log says for ever who did what; what it kept of the words about these subjects goes. */
export const forgetAuditDetails = (tx: Tx, subjectIds: string[]): Promise<unknown> =>
  tx.one(sql`select forget_audit_details(${subjectIds}::text[])`);
