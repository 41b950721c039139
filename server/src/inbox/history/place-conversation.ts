import { newId, sql, type Tx } from "../../platform/index.ts";

/** A conversation that another product held, and how it stood there. */
export interface HeldConversation {
  channelId: string;
  /** Of somebody who was not merged into another. */
  contactId: string;
  /** Empty where a channel knows one conversation a person; else what tells threads apart. */
  threadKey: string;
  subject: string | null;
  state: "open" | "snoozed" | "resolved";
  /** Set when, and only when, it sleeps. */
  snoozedUntil: Date | null;
  /** Who looked after it, as long as it is not resolved. */
  assigneeId: string | null;
  /** Names of labels; those that are not there are left out. */
  labels: string[];
  at: Date;
}

/**
 * The conversation with somebody over a channel, made where there is none. One that has had a session here keeps its state and whoever
 * looks after it: what another product thought of it is older. Opens no session, starts nothing, tells nobody. @returns its id
 */
export async function placeConversation(tx: Tx, workspaceId: string, held: HeldConversation, now: Date): Promise<string> {
  const { channelId, contactId, threadKey, subject, state, snoozedUntil, assigneeId, labels, at } = held;
  await tx.run(sql`
    insert into conversations (workspace_id, id, channel_id, contact_id, thread_key, subject, state, last_message_at, created_at)
    values (${workspaceId}, ${newId()}, ${channelId}, ${contactId}, ${threadKey}, ${subject}, 'resolved', ${at}, ${now})
    on conflict (workspace_id, channel_id, contact_id, thread_key) do nothing`);
  const { id } = await tx.one(sql<{ id: string }>`
    select id from conversations where channel_id = ${channelId} and contact_id = ${contactId} and thread_key = ${threadKey} for update`);
  // Of several that were one after the other there, the one that goes on says how it stands.
  if (state !== "resolved")
    await tx.run(sql`
      update conversations set state = ${state}, snoozed_until = ${snoozedUntil}, assignee_id = ${assigneeId}
      where id = ${id} and session_id is null and state = 'resolved'`);
  await tx.run(sql`
    insert into conversation_labels (workspace_id, conversation_id, label_id, added_at)
    select ${workspaceId}, ${id}, l.id, ${now} from labels l
    where l.workspace_id = ${workspaceId} and prosa_fold(l.name) in (select prosa_fold(name) from unnest(${labels}::text[]) one(name))
    on conflict do nothing`);
  return id;
}
