import type { ImapFlow } from "imapflow";
import type { AdapterTools, Channel, LostMessage } from "../adapter.ts";
import { messageIdOf } from "./compose.ts";
import { openMailbox } from "./imap.ts";

/** Gmail and Microsoft put what leaves into the folder of sent mails: a mail whose answer was lost and that lies there did leave. */
export function findSent({ id }: LostMessage, channel: Channel, tools: AdapterTools): Promise<string | null> {
  return inSentFolder(channel, tools, async (client, folder) => {
    await client.mailboxOpen(folder, { readOnly: true });
    const messageId = messageIdOf(id, channel);
    const found = (await client.search({ header: { "message-id": messageId } }, { uid: true })) || [];
    return found.length > 0 ? messageId : null;
  });
}

/** For servers that do not do it themselves: people who open the mailbox elsewhere see what was answered. */
export async function keepCopy(mail: Buffer, channel: Channel, tools: AdapterTools): Promise<void> {
  await inSentFolder(channel, tools, async (client, folder) => {
    await client.append(folder, mail, ["\\Seen"]);
    return null;
  });
}

/** Null where the mailbox has no such folder, by its special use or by its usual names. @source RFC 6154 */
async function inSentFolder<T>(
  channel: Channel,
  tools: AdapterTools,
  work: (client: ImapFlow, folder: string) => Promise<T | null>,
): Promise<T | null> {
  const client = await openMailbox(channel, tools);
  try {
    const folder = (await client.list()).find(({ specialUse }) => specialUse === "\\Sent")?.path;
    return folder === undefined ? null : await work(client, folder);
  } finally {
    client.close();
  }
}
