import { hash } from "node:crypto";
import type { Tx } from "../../platform/index.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import type { Received } from "./update-conversations.ts";

/** Which conversation of its channel a message belongs to. */
export interface Place {
  contactId: string;
  /** Of the thread, or of the group; empty where a channel has neither. */
  threadKey: string;
}

interface Known extends Place {
  id: string;
  channelId: string;
  providerMessageId: string | null;
}

/**
 * The place of each message. On channels with threads the reply address decides, then the nearest message that it answers;
 * never the subject, which anybody can write. What answers nothing that is known begins a thread.
 * @param contactIds of the writers, in the order of `messages`
 */
export async function findThreads(tx: Tx, messages: Received[], contactIds: string[], tokens: ReplyTokens): Promise<Place[]> {
  const threaded = messages.filter(({ event }) => event.thread !== undefined);
  const known = threaded.length === 0 ? [] : await findKnown(tx, threaded, tokens);
  const byId = new Map(known.map((one) => [`${one.channelId} ${one.id}`, one]));
  const byMessage = new Map(known.map((one) => [`${one.channelId} ${one.providerMessageId}`, one]));
  return messages.map(({ event, channelId }, index) => {
    const contactId = contactIds[index] as string;
    const { thread } = event;
    if (thread === undefined) return { contactId, threadKey: event.group ?? "" };
    const found =
      thread.tokens.map((token) => byId.get(`${channelId} ${tokens.read(token)}`)).find((one) => one !== undefined) ??
      thread.references.map((reference) => byMessage.get(`${channelId} ${reference}`)).find((one) => one !== undefined);
    if (found !== undefined) return { contactId: found.contactId, threadKey: found.threadKey };
    return { contactId, threadKey: hash("sha256", thread.key, "base64url").slice(0, 22) };
  });
}

function findKnown(tx: Tx, messages: Received[], tokens: ReplyTokens): Promise<Known[]> {
  const named = messages.flatMap(({ event, channelId }) =>
    (event.thread?.tokens ?? []).flatMap((token) => {
      const id = tokens.read(token);
      return id === null ? [] : [{ channelId, id }];
    }),
  );
  const references = messages.flatMap(({ event, channelId }) => (event.thread?.references ?? []).map((id) => ({ channelId, id })));
  return tx.named<Known>(
    "inbox.find_threads",
    `select c.id, c.channel_id as "channelId", c.contact_id as "contactId", c.thread_key as "threadKey", null as "providerMessageId"
     from unnest($1::uuid[], $2::uuid[]) as wanted(channel_id, id) join conversations c using (channel_id, id)
     union all
     select c.id, m.channel_id, c.contact_id, c.thread_key, m.provider_message_id
     from unnest($3::uuid[], $4::text[]) as wanted(channel_id, provider_message_id)
     join messages m using (channel_id, provider_message_id)
     join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id`,
    [
      named.map((one) => one.channelId),
      named.map((one) => one.id),
      references.map((one) => one.channelId),
      references.map((one) => one.id),
    ],
  );
}
