import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, on, sql, type Tx } from "../platform/index.ts";

/** Records and cases stay with the person who goes on, and come back when a merge is undone. */
export const followMerges = consumer(
  "automations.follow_merges",
  on(contactMerged, async (tx, events) => {
    for (const { subjectId: keptId, detail } of events) if (keptId !== null) await carry(tx, detail.mergedId, keptId);
  }),
  on(contactMergeUndone, async (tx, events) => {
    for (const { subjectId: keptId, detail } of events) if (keptId !== null) await bringBack(tx, detail.mergedId, keptId);
  }),
);

async function carry(tx: Tx, mergedId: string, keptId: string): Promise<void> {
  await tx.run(sql`update objects set contact_id = ${keptId}, former = former || contact_id where contact_id = ${mergedId}`);
  await tx.run(sql`update automation_runs set contact_id = ${keptId} where contact_id = ${mergedId}`);
}

/** Cases follow their conversations, which the undone merge has given back by now. */
async function bringBack(tx: Tx, mergedId: string, keptId: string): Promise<void> {
  await tx.run(sql`
    update objects set contact_id = ${mergedId}, former = former[1:cardinality(former) - 1]
    where contact_id = ${keptId} and former[cardinality(former)] = ${mergedId}`);
  await tx.run(sql`
    update automation_runs r set contact_id = c.contact_id from conversations c
    where c.id = r.conversation_id and r.contact_id = ${keptId} and c.contact_id = ${mergedId}`);
}
