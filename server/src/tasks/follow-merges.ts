import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../platform/index.ts";

/** Tasks stay with the person and the conversation that go on, and come back when a merge is undone. */
export const followMerges = consumer(
  "tasks.follow_merges",
  on(contactMerged, (tx, events) => eachMove(tx, events, carry)),
  on(contactMergeUndone, (tx, events) => eachMove(tx, events, bringBack)),
);

interface Move {
  kind: "contact" | "conversation";
  from: string;
  to: string;
}

async function eachMove(tx: Tx, events: FeedEvent<{ mergedId: string }>[], follow: (tx: Tx, move: Move) => Promise<void>): Promise<void> {
  for (const { subjectId: keptId, detail } of events) {
    if (keptId === null) continue;
    for (const move of [{ kind: "contact" as const, from: detail.mergedId, to: keptId }, ...(await emptied(tx, keptId, detail.mergedId))])
      await follow(tx, move);
  }
}

/** Conversations of which the merge made one; the others are the same as before. */
async function emptied(tx: Tx, keptId: string, mergedId: string): Promise<Move[]> {
  const merge = await tx.maybeOne(sql<{ messages: { from: string; to: string }[] }>`
    select moved->'messages' as messages from contact_merges where kept_id = ${keptId} and merged_id = ${mergedId} order by merged_at desc limit 1`);
  return (merge?.messages ?? []).map(({ from, to }) => ({ kind: "conversation", from, to }));
}

/** Where a task is about both, it stays as it is. */
async function carry(tx: Tx, { kind, from, to }: Move): Promise<void> {
  await tx.run(sql`
    update task_links l set subject_id = ${to}, former = l.former || ${from}::uuid
    where l.kind = ${kind} and l.subject_id = ${from}
      and not exists (select 1 from task_links own where own.workspace_id = l.workspace_id and own.task_id = l.task_id and own.kind = l.kind and own.subject_id = ${to})`);
}

/** Only what this merge carried last; what was written since stays with the one it was written for. */
async function bringBack(tx: Tx, { kind, from, to }: Move): Promise<void> {
  await tx.run(sql`
    update task_links l set subject_id = ${from}, former = trim_array(l.former, 1)
    where l.kind = ${kind} and l.subject_id = ${to} and l.former[cardinality(l.former)] = ${from}
      and not exists (select 1 from task_links own where own.workspace_id = l.workspace_id and own.task_id = l.task_id and own.kind = l.kind and own.subject_id = ${from})`);
}
