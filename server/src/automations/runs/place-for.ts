import { sql, type Tx } from "../../platform/index.ts";

/**
 * In which conversation a contact is written to about something that no conversation is about: on the channel that the rule names, else where they
 * wrote last, else in their web chat. Null: there is none.
 */
export async function placeFor(tx: Tx, contactId: string, channelKind: string | null): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select c.id from conversations c join channels a on a.workspace_id = c.workspace_id and a.id = c.channel_id
    where c.contact_id = ${contactId} and c.blocked_at is null and (${channelKind}::text is null or a.kind = ${channelKind})
    order by c.last_inbound_at desc nulls last, (a.kind = 'webchat') desc, c.last_message_at desc limit 1`);
  return row?.id ?? null;
}
