import { hash } from "node:crypto";
import type { Attachment, Email } from "postal-mime";
import type { InboundContent, MailFacts, MediaKind } from "../../../../../content/content.ts";
import { unfoldedHead } from "./head.ts";
import { htmlToText } from "./html-to-text.ts";
import { readTrace } from "./trace.ts";

/** A mail as far as the house needs it; made of untrusted bytes, bounded in every direction. */
export interface Mail {
  kind: "mail";
  messageId: string;
  from: { name: string; address: string } | null;
  at: Date | null;
  subject: string | null;
  /** Everything that it was sent to, as the headers tell. */
  recipients: string[];
  to: string[];
  cc: string[];
  /** Message-IDs that it answers, the nearest first. */
  references: string[];
  text: string;
  /** Pictures that it refers to are in it. */
  html: string | null;
  files: MailFile[];
  isVerified: boolean;
  isAutomatic: boolean;
  bounce: Bounce | null;
}

interface MailFile {
  /** Its place among the parts. */
  part: number;
  kind: MediaKind;
  mediaType: string;
  name: string | null;
}

/** What a mail server said of a mail of ours. @source RFC 3464 */
export interface Bounce {
  messageId: string;
  recipient: string;
  /** `failed` for good, `delayed` for now. */
  action: string;
  status: string;
  text: string;
}

/** Limits of what is read of one mail. The parser refuses beyond the first two. */
const MAX_DEPTH = 32;
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_FILES = 50;
const MAX_REFERENCES = 40;
const MAX_TEXT = 200_000;
const MAX_HTML = 1_000_000;
/** Pictures inside of the HTML; larger ones are files. */
const MAX_INLINE_BYTES = 512 * 1024;
const MAX_INLINE_TOTAL = 2 * 1024 * 1024;

/** @throws when it is nested or its headers are long beyond reason. */
export async function readMail(raw: Buffer): Promise<Mail> {
  const mail = await parseMime(raw);
  const trace = readTrace(raw);
  const from = mailboxes(mail.from === undefined ? [] : [mail.from])[0] ?? null;
  const { html, inlined } = withPictures(mail);
  const text = (mail.text ?? (mail.html === undefined ? "" : htmlToText(mail.html))).replaceAll("\r\n", "\n").slice(0, MAX_TEXT);
  const to = mailboxes(mail.to ?? []).map(({ address }) => address);
  const cc = mailboxes(mail.cc ?? []).map(({ address }) => address);
  return {
    kind: "mail",
    // Some programs leave it out: then the mail itself names it, the same each time.
    messageId: idsIn(mail.messageId)[0] ?? `<${hash("sha256", raw, "hex").slice(0, 40)}@without-id>`,
    from,
    at: timeOf(mail.date),
    subject: mail.subject === undefined || mail.subject.trim() === "" ? null : clean(mail.subject).slice(0, 300),
    recipients: [...to, ...cc, ...["delivered-to", "x-original-to"].flatMap((name) => addressesIn(headerOf(mail, name)))],
    to,
    cc,
    references: [...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()].slice(0, MAX_REFERENCES),
    text: clean(text),
    html: html === null ? null : clean(html),
    files: filesOf(mail, inlined, trace.isTruncated),
    isVerified: from !== null && trace.domains.some((domain) => isAligned(domain, from.address)),
    isAutomatic: isAutomatic(mail, from?.address ?? ""),
    bounce: readBounce(mail),
  };
}

/** What orders it among others, from its headers alone. */
export async function skimMail(raw: Buffer): Promise<Pick<Mail, "kind" | "from">> {
  const { addressParser } = await loadParser();
  const from = /^from:(.*)$/im.exec(unfoldedHead(raw))?.[1] ?? "";
  return { kind: "mail", from: mailboxes(addressParser(from))[0] ?? null };
}

/** The bytes of one of its files. */
export async function fileInMail(raw: Buffer, providerMediaId: string): Promise<Buffer | null> {
  const part = /^part:(\d{1,3})$/.exec(providerMediaId)?.[1];
  const attachment = part === undefined ? undefined : (await parseMime(raw)).attachments[Number(part)];
  return attachment === undefined ? null : bytesOf(attachment);
}

async function parseMime(raw: Buffer): Promise<Email> {
  const { default: PostalMime } = await loadParser();
  return PostalMime.parse(raw, { maxNestingDepth: MAX_DEPTH, maxHeadersSize: MAX_HEADER_BYTES, forceRfc822Attachments: true });
}

/** Loaded with the first mail. */
let parser: Promise<typeof import("postal-mime")> | undefined;
function loadParser() {
  parser ??= import("postal-mime");
  return parser;
}

const bytesOf = ({ content }: Attachment): Buffer =>
  typeof content === "string" ? Buffer.from(content) : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content);

type Addresses = NonNullable<Email["to"]>;

function mailboxes(addresses: Addresses): { name: string; address: string }[] {
  return addresses.flatMap((one) => {
    const group = one.group ?? [one as { name: string; address: string }];
    return group.flatMap(({ name, address }) => {
      const canonical = canonicalAddress(address ?? "");
      return canonical === null ? [] : [{ name: clean(name).slice(0, 200), address: canonical }];
    });
  });
}

/** The one form in which addresses match; null for what is none. */
export function canonicalAddress(written: string): string | null {
  const address = written.normalize("NFKC").trim().toLowerCase();
  return /^[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}]{1,190}$/u.test(address) ? address : null;
}

const headerOf = ({ headers }: Email, name: string): string => headers.find(({ key }) => key === name)?.value ?? "";

function addressesIn(value: string): string[] {
  const address = canonicalAddress(value.replace(/^.*<([^<>]*)>.*$/, "$1"));
  return address === null ? [] : [address];
}

/** `<…@…>`, at most 250 characters each. */
function idsIn(value: string | undefined): string[] {
  return (value ?? "").slice(0, 20_000).match(/<[^<>\s]{3,248}>/g) ?? [];
}

function timeOf(written: string | undefined): Date | null {
  const time = new Date(written ?? "");
  return Number.isNaN(time.getTime()) || time.getFullYear() < 1990 || time.getFullYear() > 2200 ? null : time;
}

/** The domain or one above it, as DMARC's relaxed alignment has it; a bare top-level domain vouches for nobody. */
function isAligned(domain: string, address: string): boolean {
  const sender = address.split("@")[1] ?? "";
  return domain.includes(".") && (sender === domain || sender.endsWith(`.${domain}`) || domain.endsWith(`.${sender}`));
}

/** @source RFC 3834, and what list servers and holiday notices write */
function isAutomatic(mail: Email, from: string): boolean {
  const submitted = headerOf(mail, "auto-submitted").trim().toLowerCase();
  return (
    (submitted !== "" && submitted !== "no") ||
    /\b(bulk|list|junk|auto_reply)\b/i.test(headerOf(mail, "precedence")) ||
    ["x-auto-response-suppress", "x-autoreply", "x-autorespond", "list-id"].some((name) => headerOf(mail, name) !== "") ||
    mail.returnPath === "<>" ||
    headerOf(mail, "return-path").trim() === "<>" ||
    /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(from)
  );
}

function readBounce(mail: Email): Bounce | null {
  const report = mail.attachments.find(({ mimeType }) => mimeType === "message/delivery-status");
  if (report === undefined) return null;
  const fields = bytesOf(report)
    .subarray(0, 20_000)
    .toString("utf8")
    .replaceAll(/\r?\n[ \t]+/g, " ");
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.{1,500})$`, "im").exec(fields)?.[1]?.trim() ?? "";
  const original = mail.attachments.find(({ mimeType }) => mimeType === "text/rfc822-headers" || mimeType === "message/rfc822");
  const headers =
    original === undefined
      ? ""
      : bytesOf(original)
          .subarray(0, 64 * 1024)
          .toString("utf8")
          .replaceAll(/\r?\n[ \t]+/g, " ");
  const messageId = idsIn(/^message-id:(.{1,400})$/im.exec(headers)?.[1])[0] ?? idsIn(mail.inReplyTo)[0];
  if (messageId === undefined) return null;
  return {
    messageId,
    recipient: field("(?:Final|Original)-Recipient").replace(/^[^;]*;\s*/, ""),
    action: field("Action").toLowerCase(),
    status: field("Status"),
    text: clean(field("Diagnostic-Code").replace(/^[^;]*;\s*/, "")).slice(0, 300),
  };
}

/** Pictures that the HTML refers to by `cid:` go into it: they are part of the words, not files. */
function withPictures({ html, attachments }: Email): { html: string | null; inlined: Set<number> } {
  const inlined = new Set<number>();
  if (html === undefined) return { html: null, inlined };
  let total = 0;
  let shown = html.slice(0, MAX_HTML);
  for (const [part, attachment] of attachments.entries()) {
    const id = attachment.contentId?.replace(/^<|>$/g, "");
    if (id === undefined || id === "" || !shown.includes(`cid:${id}`) || !/^image\/(png|jpeg|gif|webp)$/.test(attachment.mimeType))
      continue;
    const bytes = bytesOf(attachment);
    if (bytes.length > MAX_INLINE_BYTES || total + bytes.length > MAX_INLINE_TOTAL) continue;
    total += bytes.length;
    inlined.add(part);
    shown = shown.replaceAll(`cid:${id}`, `data:${attachment.mimeType};base64,${bytes.toString("base64")}`);
  }
  return { html: shown, inlined };
}

const REPORT_PARTS = /^(message\/delivery-status|text\/rfc822-headers)$/;

function filesOf({ attachments }: Email, inlined: Set<number>, isTruncated: boolean): MailFile[] {
  const files = attachments.flatMap(({ mimeType, filename }, part): MailFile[] => {
    if (inlined.has(part) || REPORT_PARTS.test(mimeType)) return [];
    const name = filename ?? (mimeType === "message/rfc822" ? "mensagem.eml" : null);
    return [{ part, kind: kindOf(mimeType), mediaType: mimeType.slice(0, 100), name: name === null ? null : clean(name) }];
  });
  // The last one was cut where reading stopped.
  return files.slice(0, isTruncated ? -1 : undefined).slice(0, MAX_FILES);
}

function kindOf(mediaType: string): MediaKind {
  const family = mediaType.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}

const clean = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

/** What the timeline shows of it. */
export function contentOf(mail: Mail, shown: { text: string; wasCut: boolean }): InboundContent {
  const facts: MailFacts = { to: mail.to.slice(0, 20), cc: mail.cc.slice(0, 20), verified: mail.isVerified };
  if (mail.subject !== null) facts.subject = mail.subject;
  if (mail.isAutomatic) facts.automatic = true;
  if (shown.wasCut || mail.html !== null) facts.hasOriginal = true;
  return { kind: "text", text: shown.text, mail: facts };
}
