import type { Tx } from "../../platform/index.ts";
import type { Received } from "./update-conversations.ts";

/**
 * Some programs give one Message-ID to two mails. The second is a message of its own, under a longer id; only a true repeat, with the same
 * words and files, keeps the id and is dropped where it is stored.
 */
export async function tellApart(tx: Tx, received: Received[]): Promise<Received[]> {
  const marked = received.filter((one) => fingerprintOf(one) !== undefined);
  if (marked.length === 0) return received;
  const known = await findFingerprints(tx, marked);
  return received.map((one) => {
    const fingerprint = fingerprintOf(one);
    if (fingerprint === undefined) return one;
    const key = keyOf(one);
    const first = known.get(key);
    if (first === undefined) known.set(key, fingerprint);
    if (first === undefined || first === null || first === fingerprint) return one;
    return { ...one, event: { ...one.event, providerMessageId: `${one.event.providerMessageId}#${fingerprint}` } };
  });
}

const keyOf = ({ channelId, event }: Received): string => `${channelId} ${event.providerMessageId}`;

function fingerprintOf({ event: { content } }: Received): string | undefined {
  return content.kind === "text" ? content.mail?.fingerprint : undefined;
}

/** Of what is stored under the same ids; null for messages of a time when none was kept. */
async function findFingerprints(tx: Tx, marked: Received[]): Promise<Map<string, string | null>> {
  const rows = await tx.named<{ channelId: string; providerMessageId: string; fingerprint: string | null }>(
    "inbox.find_fingerprints",
    `select m.channel_id as "channelId", m.provider_message_id as "providerMessageId", m.content->'mail'->>'fingerprint' as fingerprint
     from unnest($1::uuid[], $2::text[]) as wanted(channel_id, provider_message_id) join messages m using (channel_id, provider_message_id)`,
    [marked.map(({ channelId }) => channelId), marked.map(({ event }) => event.providerMessageId)],
  );
  return new Map(rows.map((row) => [`${row.channelId} ${row.providerMessageId}`, row.fingerprint]));
}
