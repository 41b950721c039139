import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../platform/index.ts";

/** Registrations stay with the person and the conversation that go on, and come back when a merge is undone. */
export const followMerges = consumer(
  "registrations.follow_merges",
  on(contactMerged, (tx, events) => eachMerge(tx, events, carry)),
  on(contactMergeUndone, (tx, events) => eachMerge(tx, events, bringBack)),
);

interface Merge {
  contact: Move;
  conversations: Move[];
}
interface Move {
  from: string;
  to: string;
}

async function eachMerge(
  tx: Tx,
  events: FeedEvent<{ mergedId: string }>[],
  follow: (tx: Tx, merge: Merge) => Promise<void>,
): Promise<void> {
  for (const { subjectId: keptId, detail } of events) {
    if (keptId === null) continue;
    const merge = await tx.maybeOne(sql<{ messages: Move[] | null }>`
      select moved->'messages' as messages from contact_merges where kept_id = ${keptId} and merged_id = ${detail.mergedId} order by merged_at desc limit 1`);
    await follow(tx, { contact: { from: detail.mergedId, to: keptId }, conversations: merge?.messages ?? [] });
  }
}

async function carry(tx: Tx, { contact, conversations }: Merge): Promise<void> {
  await tx.run(sql`
    update registrations set contact_id = ${contact.to}, former_contacts = former_contacts || ${contact.from}::uuid where contact_id = ${contact.from}`);
  for (const { from, to } of conversations)
    await tx.run(sql`
      update registrations set conversation_id = ${to}, former_conversations = former_conversations || ${from}::uuid where conversation_id = ${from}`);
}

/** Only what this merge carried last; what was handed in since stays with the one it was handed in for. */
async function bringBack(tx: Tx, { contact, conversations }: Merge): Promise<void> {
  await tx.run(sql`
    update registrations set contact_id = ${contact.from}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${contact.to} and former_contacts[cardinality(former_contacts)] = ${contact.from}`);
  for (const { from, to } of conversations)
    await tx.run(sql`
      update registrations set conversation_id = ${from}, former_conversations = trim_array(former_conversations, 1)
      where conversation_id = ${to} and former_conversations[cardinality(former_conversations)] = ${from}`);
}
