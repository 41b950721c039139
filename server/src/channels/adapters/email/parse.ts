import type { ChannelEvent, IdentityKey, InboundThread, MessageEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { compact } from "../tolerant.ts";
import { type Bounce, canonicalAddress, contentOf, type Mail } from "./read-mail.ts";
import { stripQuotes } from "./strip-quotes.ts";

export const isMail = (body: unknown): body is Mail => (body as { kind?: unknown } | undefined)?.kind === "mail";

/** One mail: what a person wrote, or what a mail server says of a mail of ours. */
export function parseMail(mail: Mail): ChannelEvent[] {
  if (mail.bounce !== null) return parseBounce(mail.bounce, mail.at);
  if (mail.from === null) return [note("mail_without_sender", { messageId: mail.messageId, subject: mail.subject })];
  const shown = stripQuotes(mail.text, mail.files.length > 0);
  const content = contentOf(mail, shown);
  const hasOriginal = shown.wasCut || mail.html !== null;
  const files = mail.files.map(({ part, kind, mediaType, name }) => ({
    kind,
    media: {
      providerMediaId: `part:${part}`,
      declaredType: mediaType,
      inRawEvent: true as const,
      ...compact({ fileName: name ?? undefined }),
    },
  }));
  const event: MessageEvent = {
    type: "message",
    account: null,
    at: mail.at,
    providerMessageId: mail.messageId,
    direction: "in",
    contact: {
      keys: [{ kind: "email", value: mail.from.address, address: mail.from.address }],
      ...compact({ profileName: mail.from.name === "" ? undefined : mail.from.name }),
    },
    content,
    thread: threadOf(mail),
    ...(mail.references[0] === undefined ? {} : { replyTo: mail.references[0] }),
    ...(files.length === 0 ? {} : { files }),
    ...(hasOriginal ? { original: { text: shown.wasCut ? mail.text : null, html: mail.html } } : {}),
  };
  return [event];
}

export const orderingKeyOf = (mail: Pick<Mail, "from">): string => mail.from?.address ?? "";

function threadOf({ subject, recipients, references, messageId }: Mail): InboundThread {
  return {
    subject: subject === null ? null : subject.replace(/^((re|res|fw|fwd|enc|rv)\s*:\s*)+/i, "").trim() || null,
    tokens: recipients.flatMap((address) => /\+c\.([a-z2-7]{20,60})@/.exec(address)?.[1] ?? []).slice(0, 5),
    references,
    // The first mail of a thread names it; every answer carries its id last in our order.
    key: references.at(-1) ?? messageId,
  };
}

/** 5.x.x is for good; what is only late will come, or be told of again. */
function parseBounce({ messageId, recipient, action, status, text }: Bounce, at: Date | null): ChannelEvent[] {
  if (action === "delivered" || action === "relayed" || action === "expanded")
    return [{ type: "status", account: null, at, providerMessageId: messageId, status: "delivered", ...callbackOf(messageId) }];
  if (action !== "failed") return [note("mail_delayed", { messageId, recipient, status, text })];
  const failed: ChannelEvent = {
    type: "status",
    account: null,
    at,
    providerMessageId: messageId,
    status: "failed",
    failure: { code: status.startsWith("5") ? "mail_bounced" : "mail_undelivered", text: `${status} ${text}`.trim() },
    ...callbackOf(messageId),
  };
  const key = unreachableKey(recipient, status);
  return key === null ? [failed] : [failed, { type: "unreachable", account: null, at, key }];
}

/** Our ids stand before the `@` of our Message-IDs. */
export function callbackOf(messageId: string): { callbackData?: string } {
  const id = /^<([0-9a-f-]{36})@/.exec(messageId)?.[1];
  return id === undefined ? {} : { callbackData: id };
}

/** Only what speaks of the address itself: 5.1.x. A full box or a filter passes. @source RFC 3463 */
export function unreachableKey(recipient: string, status: string): IdentityKey | null {
  const address = canonicalAddress(recipient);
  return address === null || !status.startsWith("5.1.") ? null : { kind: "email", value: address, address };
}
