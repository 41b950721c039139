import { type Adapters, type AdapterTools, adapterOf, type ChannelStore } from "../../channels/index.ts";
import type { Tx } from "../../platform/index.ts";
import { identitiesOf } from "../messages/send-message.ts";

interface Parts {
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
}

/**
 * Shows the contact that we read what they wrote, and optionally that somebody types. Best effort.
 * @param inWorkspace runs its part in a transaction of the conversation's workspace
 */
export async function showProvider(
  { adapters, channels, tools }: Parts,
  inWorkspace: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>,
  conversationId: string,
  typing: boolean,
): Promise<void> {
  const found = await inWorkspace(async (tx) => {
    const [last] = await tx.named<{ providerMessageId: string; channelId: string; contactId: string }>(
      "inbox.last_inbound",
      `select m.provider_message_id as "providerMessageId", m.channel_id as "channelId", c.contact_id as "contactId"
       from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
       where m.conversation_id = $1 and m.direction = 'in' and m.provider_message_id is not null order by m.occurred_at desc, m.arrival desc limit 1`,
      [conversationId],
    );
    const channel = last === undefined ? null : await channels.open(tx, last.channelId);
    if (last === undefined || channel === null) return null;
    const adapter = adapterOf(adapters, channel.kind);
    if (adapter.markRead === undefined) return null;
    const recipient = adapter.pickRecipient(await identitiesOf(tx, last.contactId), { kind: "text", text: "" });
    return { adapter, channel, providerMessageId: last.providerMessageId, recipient };
  });
  if (found === null) return;
  const { adapter, channel, providerMessageId, recipient } = found;
  await adapter.markRead?.({ providerMessageId, recipient, typing }, channel, tools);
}
