import type { OutboundContent } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, IdentityKey, OutboundMessage, SendOutcome } from "../adapter.ts";
import { compact } from "../tolerant.ts";

/** Puts the message into the visitor's chat. It is theirs when it is stored: a page that is closed finds it later. */
export async function sendToVisitor(message: OutboundMessage, channel: Channel, { visitors }: AdapterTools): Promise<SendOutcome> {
  const personId = message.recipient.value;
  try {
    const content = await asShown(message.content, message, channel, visitors);
    const written = await visitors.write(channel, personId, {
      lineId: message.id,
      side: "business",
      content: { ...content, ...compact({ author: message.author, of: message.targetProviderId?.split(":").pop() }) },
    });
    if (!written) return { status: "refused", code: "visitor_gone", text: "This visitor's chat is no longer kept." };
    return { status: "accepted", providerMessageId: message.id };
  } catch (error) {
    return { status: "unavailable", code: "store", text: (error as Error).message, scope: "message" };
  }
}

/** Files get an address that only this chat knows. */
async function asShown(
  content: OutboundContent,
  { loadMedia, recipient }: OutboundMessage,
  channel: Channel,
  visitors: AdapterTools["visitors"],
): Promise<Record<string, unknown>> {
  if (!("attachmentId" in content)) return { ...content };
  const { attachmentId, ...rest } = content;
  const { bytes, mediaType, fileName } = await loadMedia(attachmentId);
  return { ...rest, file: await visitors.keepFile(channel, recipient.value, { bytes, mediaType, name: fileName }) };
}

/** Two marks on the visitor's own lines, and that somebody types. */
export async function markRead(
  { providerMessageId, recipient, typing }: { providerMessageId: string; recipient: IdentityKey | null; typing: boolean },
  channel: Channel,
  { visitors }: AdapterTools,
): Promise<void> {
  const [personId = "", lineId = ""] = providerMessageId.split(":");
  await visitors.markSeen(channel, recipient?.value ?? personId, lineId, typing);
}
