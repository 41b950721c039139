import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../platform/index.ts";
import { followMessages } from "./purchases/letters/letter.ts";

/** Orders stay with the person and the conversation that go on, and come back when a merge is undone. */
export const followMerges = consumer(
  "operations.follow_merges",
  on(contactMerged, (tx, events) => each(tx, events, carry)),
  on(contactMergeUndone, (tx, events) => each(tx, events, bringBack)),
);

interface Pair {
  from: string;
  to: string;
}

interface Merge {
  person: Pair;
  /** Conversations of which the merge made one; the others are the same as before. */
  talks: Pair[];
}

async function each(tx: Tx, events: FeedEvent<{ mergedId: string }>[], follow: (tx: Tx, merge: Merge) => Promise<void>): Promise<void> {
  for (const { subjectId: keptId, detail } of events) {
    if (keptId === null) continue;
    const merge = await tx.maybeOne(sql<{ messages: Pair[] | null }>`
      select moved->'messages' as messages from contact_merges where kept_id = ${keptId} and merged_id = ${detail.mergedId} order by merged_at desc limit 1`);
    await follow(tx, { person: { from: detail.mergedId, to: keptId }, talks: merge?.messages ?? [] });
  }
}

async function carry(tx: Tx, { person, talks }: Merge): Promise<void> {
  await tx.run(sql`
    update work_orders set contact_id = ${person.to}, former_contacts = former_contacts || ${person.from}::uuid where contact_id = ${person.from}`);
  await followMessages(
    tx,
    talks.flatMap(({ from, to }) => [from, to]),
  );
  for (const { from, to } of talks)
    await tx.run(sql`
      update work_orders set conversation_id = ${to}, former_conversations = former_conversations || ${from}::uuid where conversation_id = ${from}`);
}

/** Only what this merge carried last; what was opened since stays with the one it was opened for. */
async function bringBack(tx: Tx, { person, talks }: Merge): Promise<void> {
  await tx.run(sql`
    update work_orders set contact_id = ${person.from}, former_contacts = trim_array(former_contacts, 1)
    where contact_id = ${person.to} and former_contacts[cardinality(former_contacts)] = ${person.from}`);
  await followMessages(
    tx,
    talks.flatMap(({ from, to }) => [from, to]),
  );
  for (const { from, to } of talks)
    await tx.run(sql`
      update work_orders set conversation_id = ${from}, former_conversations = trim_array(former_conversations, 1)
      where conversation_id = ${to} and former_conversations[cardinality(former_conversations)] = ${from}`);
}
