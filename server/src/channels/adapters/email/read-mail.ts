import { hash } from "node:crypto";
import type { Email } from "postal-mime";
import { canonicalAddress, clean, headerOf, type Mailbox, mailboxes, writerOf, writtenName } from "./addresses.ts";
import { filesOf, type MailFile } from "./files.ts";
import { unfoldedHead } from "./head.ts";
import { htmlToText } from "./html-to-text.ts";
import { invitationsIn } from "./invitation.ts";
import { bytesOf, type OpenedMail, parseMime } from "./mime.ts";
import { type Bounce, idsIn, readBounces, readReceipt } from "./reports.ts";
import { readTrace } from "./trace.ts";

/** A mail as far as the house needs it; made of untrusted bytes, bounded in every direction. */
export interface Mail {
  kind: "mail";
  messageId: string;
  /** Tells two mails apart that carry one Message-ID; the same for every copy of one mail. */
  fingerprint: string;
  /** Who wrote it; null where no address is there. */
  from: Mailbox | null;
  /** Where the answer goes, when the mail asks for another address. */
  replyTo: Mailbox | null;
  /** What stands in From when it holds no address. */
  writtenName: string;
  /** When it arrived, as the mailbox tells: the sender's clock may be wrong by years. */
  at: Date | null;
  /** When the sender says that it was written. */
  writtenAt: Date | null;
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
  /** Pictures in the page: files too where the mail has no words. */
  pictures: MailFile[];
  /** Files that are not kept. */
  omittedFiles: number;
  /** Encrypted, or in an envelope that we cannot open. */
  isSealed: boolean;
  /** Domains for which the mailbox's server vouches. */
  verifiedDomains: string[];
  isAutomatic: boolean;
  /** A machine answers for the person: it asks nothing of anybody. */
  isAutoReply: boolean;
  bounces: Bounce[];
  receipt: { messageId: string; wasRead: boolean } | null;
}

const MAX_REFERENCES = 40;
const MAX_TEXT = 200_000;

/** @throws when it is nested or its headers are long beyond reason. */
export async function readMail(raw: Buffer): Promise<Mail> {
  const [mail, { addressParser }] = await Promise.all([parseMime(raw), import("postal-mime")]);
  const trace = readTrace(raw);
  const from = writerOf(mail, addressParser);
  const { html, files, pictures, omitted } = await filesOf(mail, trace.isTruncated);
  const text = clean(wordsOf(mail)).slice(0, MAX_TEXT);
  const to = mailboxes(mail.to ?? []).map(({ address }) => address);
  const cc = mailboxes(mail.cc ?? []).map(({ address }) => address);
  const references = [...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()].slice(0, MAX_REFERENCES);
  const subject = mail.subject === undefined || mail.subject.trim() === "" ? null : clean(mail.subject).slice(0, 300);
  return {
    kind: "mail",
    // Some programs leave it out: then the mail itself names it, the same each time.
    messageId: idsIn(mail.messageId)[0] ?? `<${hash("sha256", raw, "hex").slice(0, 40)}@without-id>`,
    fingerprint: fingerprintOf(mail, from),
    from,
    replyTo: replyToOf(mail, from),
    writtenName: writtenName(mail, addressParser),
    at: trace.arrivedAt,
    writtenAt: timeOf(mail.date),
    subject,
    recipients: [...to, ...cc, ...["delivered-to", "x-original-to"].flatMap((name) => addressesIn(headerOf(mail, name)))],
    to,
    cc,
    references,
    text,
    html: html === null ? null : clean(html),
    files,
    pictures,
    omittedFiles: omitted,
    isSealed: mail.isSealed,
    verifiedDomains: trace.domains,
    isAutomatic: isAutomatic(mail, from?.address ?? ""),
    isAutoReply: isAutoReply(mail, subject, references.length > 0),
    bounces: readBounces(mail, text, from),
    receipt: readReceipt(mail),
  };
}

/** What orders it among others, from its headers alone. */
export async function skimMail(raw: Buffer): Promise<Pick<Mail, "kind" | "from">> {
  const { addressParser } = await import("postal-mime");
  const head = unfoldedHead(raw);
  const mailboxOf = (name: string) => mailboxes(addressParser(new RegExp(`^${name}:(.*)$`, "im").exec(head)?.[1] ?? ""))[0];
  return { kind: "mail", from: mailboxOf("reply-to") ?? mailboxOf("from") ?? null };
}

/** The bytes of one of its files. */
export async function fileInMail(raw: Buffer, providerMediaId: string): Promise<Buffer | null> {
  const part = /^part:(\d{1,3})$/.exec(providerMediaId)?.[1];
  const attachment = part === undefined ? undefined : (await parseMime(raw)).attachments[Number(part)];
  return attachment === undefined ? null : bytesOf(attachment);
}

/** The domain or one above it, as DMARC's relaxed alignment has it; a bare top-level domain vouches for nobody. */
export function isVouchedFor(domains: readonly string[], address: string): boolean {
  const sender = address.split("@")[1] ?? "";
  return domains.some(
    (domain) => domain.includes(".") && (sender === domain || sender.endsWith(`.${domain}`) || domain.endsWith(`.${sender}`)),
  );
}

/** What stands there only because a picture does: Gmail's "[image: foto.png]", Outlook's "[cid:…]". */
const PICTURE_SIGNS = /\[(image|imagem|imagen|inline image|cid|bild)\s?:[^\]\n]{0,200}\]|\u200b|\ufeff|\ufffc/gi;

export const withoutPictureSigns = (text: string): string => text.replaceAll(PICTURE_SIGNS, "").trim();

/** The plain text, or the page's words where it is missing or blank, and what its invitations say. */
function wordsOf(mail: OpenedMail): string {
  const plain = (mail.text ?? "").replaceAll("\r\n", "\n");
  const isBlank = withoutPictureSigns(plain) === "";
  const words = isBlank && mail.html !== undefined ? htmlToText(mail.html) : plain;
  const invitations = invitationsIn(mail).filter((shown) => !words.includes(shown));
  const own = withoutPictureSigns(words) === "" ? "" : words;
  return [own, ...invitations].filter((part) => part !== "").join("\n\n");
}

function fingerprintOf(mail: OpenedMail, from: Mailbox | null): string {
  const files = mail.attachments.map((file) => `${file.filename} ${bytesOf(file).length}`);
  const all = [from?.address, mail.subject, mail.text?.trim(), mail.html?.trim(), ...files].map((one) => one ?? "");
  return hash("sha256", all.join("\u0000"), "hex").slice(0, 16);
}

/** Null where it is the writer's own; lists write their own address there, which is nobody's. */
function replyToOf(mail: Email, from: Mailbox | null): Mailbox | null {
  const asked = mailboxes(mail.replyTo ?? [])[0];
  if (asked === undefined || asked.address === from?.address || headerOf(mail, "list-id") !== "") return null;
  return asked;
}

function addressesIn(value: string): string[] {
  const address = canonicalAddress(value.replace(/^.*<([^<>]*)>.*$/, "$1"));
  return address === null ? [] : [address];
}

function timeOf(written: string | undefined): Date | null {
  const time = new Date(written ?? "");
  return Number.isNaN(time.getTime()) || time.getFullYear() < 1970 || time.getFullYear() > 2200 ? null : time;
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

/** How programs that answer for somebody begin the subject. */
const AWAY =
  /^\s*(auto(matic)?[ -]?(reply|response)|out of (the )?office|resposta autom[áa]tica|fora do escrit[óo]rio|ausência|respuesta autom[áa]tica|fuera de (la )?oficina|réponse automatique|risposta automatica|automatische antwort|abwesenheit|(lida|lido|read|leído|lu|gelesen|letto|não lida|not read|entregue|delivered)\s*:)/i;

function isAutoReply(mail: Email, subject: string | null, isAnswer: boolean): boolean {
  const submitted = headerOf(mail, "auto-submitted").trim().toLowerCase();
  return (
    submitted.startsWith("auto-replied") ||
    (isAnswer && submitted.startsWith("auto-")) ||
    /\bauto_reply\b/i.test(headerOf(mail, "precedence")) ||
    ["x-autoreply", "x-autorespond", "x-autoreply-from"].some((name) => headerOf(mail, name) !== "") ||
    (AWAY.test(subject ?? "") && (isAnswer || headerOf(mail, "x-auto-response-suppress") !== ""))
  );
}
