import { emit, sql, type Tx } from "../../platform/index.ts";
import { recordSystemAudit } from "../../team/index.ts";
import type { LeadClass, Lifecycle } from "../closed-sets.ts";
import { contactChanged } from "../events.ts";

/** Keeps the present score of contacts where lists and conditions read it. It says nothing to anybody: who scores tells. */
export async function markScores(tx: Tx, marks: readonly { contactId: string; score: number }[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.run(sql`
    update contacts p set score = marked.score
    from unnest(${marks.map(({ contactId }) => contactId)}::uuid[], ${marks.map(({ score }) => score)}::smallint[]) as marked(id, score)
    where p.workspace_id = current_workspace() and p.id = marked.id and p.score is distinct from marked.score`);
}

/** Keeps how warm a qualification found the person. */
export async function markClass(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  contactId: string,
  leadClass: LeadClass,
): Promise<void> {
  await tx.run(sql`update contacts set class = ${leadClass}, updated_at = ${now} where id = ${contactId}`);
  emit(tx, [contactChanged({ workspaceId, subjectId: contactId })], now);
}

/**
 * Moves a contact on to another stage of its life by what happened, and writes down why.
 * @param from only out of these
 * @returns whether it moved
 */
export async function moveLifecycle(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  contactId: string,
  { from, to, reason }: { from: readonly Lifecycle[]; to: Lifecycle; reason: string },
): Promise<boolean> {
  const before = await tx.maybeOne(sql<{ lifecycle: Lifecycle }>`
    select lifecycle from contacts where id = ${contactId} and merged_into is null and lifecycle = any(${[...from]}::text[]) for update`);
  if (before === null || before.lifecycle === to) return false;
  await tx.run(sql`update contacts set lifecycle = ${to}, updated_at = ${now} where id = ${contactId}`);
  const detail = { lifecycle: { from: before.lifecycle, to }, reason };
  await recordSystemAudit(tx, { workspaceId, now }, { action: "contact.changed", subjectKind: "contact", subjectId: contactId, detail });
  emit(tx, [contactChanged({ workspaceId, subjectId: contactId })], now);
  return true;
}
