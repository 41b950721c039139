import { type Ctx, newId, sql, type Tx } from "../platform/index.ts";

/** What happens to a registration; stored names. */
export const HAPPENINGS = [
  "submitted",
  "completed",
  "submitted_again",
  "changed",
  "file_added",
  "proof_dated",
  "correction_asked",
  "answered",
  "answer_not_read",
  "approved",
  "rejected",
  "decision_held",
  "decision_undone",
  "decision_lost",
  "told",
  "not_told",
] as const;
type Happening = (typeof HAPPENINGS)[number];

/** Who did what, and why. */
export interface HistoryEntry {
  id: string;
  what: Happening;
  actorKind: string;
  actorName: string;
  detail: Record<string, unknown>;
  happenedAt: Date;
}

/** Writes down what happened, in its transaction. The table takes inserts only. */
export async function recordHistory(
  tx: Tx,
  ctx: Ctx,
  registrationId: string,
  what: Happening,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { actor } = ctx;
  await tx.run(sql`
    insert into registration_history (workspace_id, id, registration_id, what, actor_kind, actor_id, actor_name, detail, happened_at)
    values (${ctx.workspaceId}, ${newId()}, ${registrationId}, ${what}, ${actor.kind}, ${actor.id}, ${actor.name}, ${JSON.stringify(detail)}, ${ctx.now()})`);
}

/** Oldest first. */
export const readHistory = (tx: Tx, registrationId: string): Promise<HistoryEntry[]> =>
  tx.many(sql<HistoryEntry>`
    select id, what, actor_kind as "actorKind", actor_name as "actorName", detail, happened_at as "happenedAt"
    from registration_history where registration_id = ${registrationId} order by happened_at, id limit 500`);
