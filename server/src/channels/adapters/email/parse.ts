import { hash } from "node:crypto";
import type { MailFacts } from "../../../../../content/content.ts";
import type { Channel, ChannelEvent, IdentityKey, InboundThread, MessageEvent, Sender } from "../adapter.ts";
import { note } from "../notice.ts";
import { compact } from "../tolerant.ts";
import { canonicalAddress, type Mailbox, withoutTag } from "./addresses.ts";
import type { MailFile } from "./files.ts";
import { foldQuoted } from "./fold-quoted.ts";
import { isVouchedFor, type Mail, withoutPictureSigns } from "./read-mail.ts";
import type { Bounce } from "./reports.ts";

export const isMail = (body: unknown): body is Mail => (body as { kind?: unknown } | undefined)?.kind === "mail";

/** Whoever has no address gets one that nobody can have. @source RFC 2606 */
const NO_ADDRESS = "@no-address.invalid";
/** So much of a mail that is no message stands in its notice. */
const NOTICE_TEXT = 2_000;

/** One mail: what a person wrote, or what a mail server says of a mail of ours. */
export function parseMail(mail: Mail, channel?: Pick<Channel, "settings">): ChannelEvent[] {
  if (mail.bounces.length > 0) return mail.bounces.flatMap((bounce) => parseBounce(bounce, mail));
  if (mail.receipt !== null) return [parseReceipt(mail.receipt, mail)];
  const own = withoutTag(canonicalAddress(channel?.settings["address"] ?? "") ?? "");
  const isOurs = ({ address }: Mailbox) => withoutTag(address) === own;
  const answered = mail.replyTo !== null && !isOurs(mail.replyTo) ? mail.replyTo : mail.from;
  // A copy of what we or a colleague sent from this mailbox: nobody waits for an answer to it.
  if (answered !== null && isOurs(answered)) return [note("mail_from_ourselves", noticeOf(mail))];
  return [messageOf(mail, answered)];
}

export const orderingKeyOf = (mail: Pick<Mail, "from">): string => mail.from?.address ?? "";

export const pickMailRecipient = (keys: IdentityKey[]): IdentityKey | null =>
  keys.find(({ kind, value }) => kind === "email" && !value.endsWith(NO_ADDRESS)) ?? null;

function messageOf(mail: Mail, answered: Mailbox | null): MessageEvent {
  const shown = foldQuoted(mail.text, { subject: mail.subject, hasFiles: mail.files.length + mail.pictures.length > 0 });
  // A pasted picture may be all that somebody sends, and then the page alone would show it.
  const files = isNoWords(shown.text) ? [...mail.files, ...mail.pictures] : mail.files;
  return {
    type: "message",
    account: null,
    at: mail.at,
    providerMessageId: mail.messageId,
    direction: "in",
    contact: senderOf(mail, answered),
    content: { kind: "text", text: shown.text, mail: factsOf(mail, answered, shown.wasCut) },
    thread: threadOf(mail),
    ...(mail.references[0] === undefined ? {} : { replyTo: mail.references[0] }),
    ...(files.length === 0 ? {} : { files: files.map(fileOf) }),
    ...(shown.wasCut || mail.html !== null ? { original: { text: shown.wasCut ? mail.text : null, html: mail.html } } : {}),
  };
}

/** A line that the telephone adds is no word about the picture above it, nor is a sign that stands for the picture. */
const isNoWords = (text: string): boolean =>
  withoutPictureSigns(text)
    .replace(/^(enviad[oa] (do|a partir do|de|desde)|sent from|envoyé de|inviato da|gesendet von)\b.{0,60}$/im, "")
    .trim() === "";

const fileOf = ({ part, kind, mediaType, name }: MailFile) => ({
  kind,
  media: { providerMediaId: `part:${part}`, declaredType: mediaType, inRawEvent: true as const, fileName: name },
});

function senderOf(mail: Mail, answered: Mailbox | null): Sender {
  const address = answered?.address ?? `${hash("sha256", mail.messageId, "hex").slice(0, 12)}${NO_ADDRESS}`;
  // A form of a website writes its own name; the person's is beside the address, if anywhere.
  const name = answered === null ? mail.writtenName : answered.name;
  return {
    keys: [{ kind: "email", value: address, address }],
    ...(name === "" ? { nameIfNew: address.replace(/@.*$/, "") } : { profileName: name }),
  };
}

/** What the timeline shows of it. */
function factsOf(mail: Mail, answered: Mailbox | null, wasCut: boolean): MailFacts {
  const { from } = mail;
  return {
    to: mail.to.slice(0, 20),
    cc: mail.cc.slice(0, 20),
    verified: answered !== null && isVouchedFor(mail.verifiedDomains, answered.address),
    fingerprint: mail.fingerprint,
    ...compact({
      subject: mail.subject ?? undefined,
      writtenBy: from === null || from === answered ? undefined : from.name === "" ? from.address : `${from.name} <${from.address}>`,
      withoutAddress: answered === null ? (true as const) : undefined,
      writtenAt: mail.writtenAt?.toISOString(),
      automatic: mail.isAutomatic || mail.isAutoReply ? (true as const) : undefined,
      autoReply: mail.isAutoReply ? (true as const) : undefined,
      sealed: mail.isSealed ? (true as const) : undefined,
      omittedFiles: mail.omittedFiles > 0 ? mail.omittedFiles : undefined,
      hasOriginal: wasCut || mail.html !== null ? (true as const) : undefined,
    }),
  };
}

function threadOf({ subject, recipients, references, messageId }: Mail): InboundThread {
  return {
    subject: subject === null ? null : subject.replace(/^((re|res|fw|fwd|enc|rv|sv|aw)\s*:\s*)+/i, "").trim() || null,
    tokens: recipients.flatMap((address) => /\+c\.([a-z2-7]{20,60})@/.exec(address)?.[1] ?? []).slice(0, 5),
    references,
    // The first mail of a thread names it; every answer carries its id last in our order.
    key: references.at(-1) ?? messageId,
  };
}

const noticeOf = ({ messageId, subject, to, text, from }: Mail) => ({
  messageId,
  subject,
  from: from?.address ?? null,
  to,
  text: text.trim().slice(0, NOTICE_TEXT),
});

/** Receipts of other people's mails move nothing. */
function parseReceipt({ messageId, wasRead }: { messageId: string; wasRead: boolean }, mail: Mail): ChannelEvent {
  if (!wasRead) return note("mail_receipt", noticeOf(mail));
  return { type: "status", account: null, at: mail.at, providerMessageId: messageId, status: "read", ...callbackOf(messageId) };
}

/** 5.x.x is for good; what is only late will come, or be told of again. */
function parseBounce({ messageId, recipient, action, status, text }: Bounce, mail: Mail): ChannelEvent[] {
  const { at } = mail;
  if (messageId === null) return [note("mail_bounced", { ...noticeOf(mail), recipient, status, reason: text })];
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
  return key === null ? [failed] : [failed, { type: "unreachable", account: null, at, key, proof: messageId }];
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
