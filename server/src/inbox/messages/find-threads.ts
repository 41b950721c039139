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

/** What a message of a thread names. */
interface Named {
  channelId: string;
  conversationIds: string[];
  /** Message ids of the provider, the nearest first. */
  references: string[];
}

interface Known extends Place {
  channelId: string;
  /** The conversation's id, or the provider's of one of its messages. */
  name: string;
}

/** Nearly every answer finds its thread by the nearest two; a long thread names dozens, which only the others ask for. */
const NEAREST = 2;

/**
 * The place of each message. On channels with threads the reply address decides, then the nearest message that it answers;
 * never the subject, which anybody can write. What answers nothing that is known begins a thread.
 * @param contactIds of the writers, in the order of `messages`
 */
export async function findThreads(tx: Tx, messages: Received[], contactIds: string[], tokens: ReplyTokens): Promise<Place[]> {
  const named = messages.map(({ event: { thread }, channelId }): Named | undefined =>
    thread === undefined
      ? undefined
      : {
          channelId,
          conversationIds: thread.tokens.flatMap((token) => tokens.read(token) ?? []),
          references: [...new Set(thread.references)],
        },
  );
  const threaded = named.filter((one) => one !== undefined);
  const known = await findKnown(
    tx,
    threaded.map((one) => ({ ...one, references: one.references.slice(0, NEAREST) })),
  );
  const lost = threaded.filter((one) => one.references.length > NEAREST && placeIn(known, one) === undefined);
  const all = new Map([...known, ...(await findKnown(tx, lost))]);
  return messages.map(({ event: { thread } }, index) => {
    const contactId = contactIds[index] as string;
    if (thread === undefined) return { contactId, threadKey: "" };
    return placeIn(all, named[index] as Named) ?? { contactId, threadKey: hash("sha256", thread.key, "base64url").slice(0, 22) };
  });
}

function placeIn(known: Map<string, Place>, { channelId, conversationIds, references }: Named): Place | undefined {
  for (const name of [...conversationIds, ...references]) {
    const place = known.get(`${channelId} ${name}`);
    if (place !== undefined) return place;
  }
  return undefined;
}

async function findKnown(tx: Tx, named: Named[]): Promise<Map<string, Place>> {
  if (named.length === 0) return new Map();
  const ids = named.flatMap(({ channelId, conversationIds }) => conversationIds.map((id) => ({ channelId, id })));
  const references = named.flatMap(({ channelId, references: own }) => own.map((id) => ({ channelId, id })));
  const rows = await tx.named<Known>(
    "inbox.find_threads",
    `select c.id::text as name, c.channel_id as "channelId", c.contact_id as "contactId", c.thread_key as "threadKey"
     from unnest($1::uuid[], $2::uuid[]) as wanted(channel_id, id) join conversations c using (channel_id, id)
     union all
     select m.provider_message_id, m.channel_id, c.contact_id, c.thread_key
     from unnest($3::uuid[], $4::text[]) as wanted(channel_id, provider_message_id)
     join messages m using (channel_id, provider_message_id)
     join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id`,
    [ids.map((one) => one.channelId), ids.map((one) => one.id), references.map((one) => one.channelId), references.map((one) => one.id)],
  );
  return new Map(rows.map(({ channelId, name, contactId, threadKey }) => [`${channelId} ${name}`, { contactId, threadKey }]));
}
