import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../platform/index.ts";
import { keepScores } from "./score/keep-scores.ts";

/** Deals and what people showed stay with the person who goes on, and come back when a merge is undone; both are scored anew. */
export const followMerges = consumer(
  "leads.follow_merges",
  on(contactMerged, (tx, events, now) => each(tx, events, now, carry)),
  on(contactMergeUndone, (tx, events, now) => each(tx, events, now, bringBack)),
);

interface Pair {
  from: string;
  to: string;
}

interface Merge {
  keptId: string;
  mergedId: string;
  /** Conversations of which the merge made one; the others are the same as before. */
  talks: Pair[];
}

async function each(
  tx: Tx,
  events: FeedEvent<{ mergedId: string }>[],
  now: Date,
  follow: (tx: Tx, merge: Merge) => Promise<void>,
): Promise<void> {
  for (const { workspaceId, subjectId: keptId, detail } of events) {
    if (keptId === null) continue;
    const merge = await tx.maybeOne(sql<{ messages: Pair[] | null }>`
      select moved->'messages' as messages from contact_merges where kept_id = ${keptId} and merged_id = ${detail.mergedId} order by merged_at desc limit 1`);
    await follow(tx, { keptId, mergedId: detail.mergedId, talks: merge?.messages ?? [] });
    await keepScores(tx, { workspaceId, now }, [keptId, detail.mergedId].toSorted(), { cause: "merge" });
  }
}

/** Of the one who is no more the score is dropped; their history stays with their id, and is theirs again after an undo. */
async function carry(tx: Tx, { keptId, mergedId, talks }: Merge): Promise<void> {
  await tx.run(sql`
    update deals set contact_id = ${keptId}, former_contacts = former_contacts || ${mergedId}::uuid where contact_id = ${mergedId}`);
  await tx.run(sql`
    update lead_qualifications set contact_id = ${keptId}, former_contacts = former_contacts || ${mergedId}::uuid where contact_id = ${mergedId}`);
  await tx.run(sql`
    update appointments set contact_id = ${keptId}, former_contacts = former_contacts || ${mergedId}::uuid where contact_id = ${mergedId}`);
  for (const { from, to } of talks) {
    await tx.run(sql`
      update appointments set conversation_id = ${to}, former_conversations = former_conversations || ${from}::uuid where conversation_id = ${from}`);
    await tx.run(sql`
      update deals set conversation_id = ${to}, former_conversations = former_conversations || ${from}::uuid where conversation_id = ${from}`);
  }
  await tx.run(sql`
    update lead_signals set contact_id = ${keptId}, former_contacts = former_contacts || ${mergedId}::uuid where contact_id = ${mergedId}`);
  await tx.run(sql`delete from lead_scores where contact_id = ${mergedId}`);
}

async function bringBack(tx: Tx, { keptId, mergedId, talks }: Merge): Promise<void> {
  await tx.run(sql`
    update deals set contact_id = ${mergedId}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${keptId} and former_contacts[cardinality(former_contacts)] = ${mergedId}`);
  await tx.run(sql`
    update lead_qualifications set contact_id = ${mergedId}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${keptId} and former_contacts[cardinality(former_contacts)] = ${mergedId}`);
  await tx.run(sql`
    update appointments set contact_id = ${mergedId}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${keptId} and former_contacts[cardinality(former_contacts)] = ${mergedId}`);
  for (const { from, to } of talks) {
    await tx.run(sql`
      update appointments set conversation_id = ${from}, former_conversations = trim_array(former_conversations, 1)
      where conversation_id = ${to} and former_conversations[cardinality(former_conversations)] = ${from}`);
    await tx.run(sql`
      update deals set conversation_id = ${from}, former_conversations = trim_array(former_conversations, 1)
      where conversation_id = ${to} and former_conversations[cardinality(former_conversations)] = ${from}`);
  }
  await tx.run(sql`
    update lead_signals set contact_id = ${mergedId}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${keptId} and former_contacts[cardinality(former_contacts)] = ${mergedId}`);
}
