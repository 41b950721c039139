import type { MessageRecords } from "../../channels/index.ts";
import { sql } from "../../platform/index.ts";

/** What the nightly comparison of a channel asks about its messages. */
export const messageRecords: MessageRecords = {
  async findKnown(tx, channelId, providerMessageIds) {
    const known = await tx.named<{ id: string }>(
      "inbox.known_messages",
      "select provider_message_id as id from messages where channel_id = $1 and provider_message_id = any($2)",
      [channelId, providerMessageIds],
    );
    return new Set(known.map(({ id }) => id));
  },
  countOpen: (tx, { workspaceId, channelId, since, sentBefore }) =>
    tx.one(sql<{ unconfirmed: number; unmarked: number }>`
      select count(*) filter (where status = 'unconfirmed')::int as unconfirmed,
        count(*) filter (where status = 'sent' and delivered_at is null and sent_at < ${sentBefore})::int as unmarked
      from messages where workspace_id = ${workspaceId} and channel_id = ${channelId} and direction = 'out' and not is_note
        and created_at > ${since}`),
};
