import type { Email } from "postal-mime";
import { canonicalAddress, clean, headerOf, type Mailbox } from "./addresses.ts";
import { bytesOf } from "./mime.ts";

/** What a mail server said of a mail of ours and one of its recipients. @source RFC 3464 */
export interface Bounce {
  /** Of ours; null where the report does not tell. */
  messageId: string | null;
  recipient: string;
  /** `failed` for good, `delayed` for now. */
  action: string;
  status: string;
  text: string;
}

export const REPORT_PARTS = /^(message\/(global-)?(delivery-status|disposition-notification)|text\/rfc822-headers)$/;
const ORIGINAL_PARTS = /^(message\/(rfc822|global)|text\/rfc822-headers)$/;
const DAEMON = /^(mailer[-_.]?daemon|postmaster|mail[-_.]?delivery|bounces?)(\+[^@]*)?@/;
const FAILURE =
  /undeliver|delivery (status|failure|has failed)|returned mail|mail delivery|failure notice|delivery notification|não (foi )?(entregue|possível entregar)|não entregue|falha (na|de) entrega|devolvid|devuelto|no se (ha )?(pudo|podido) entregar|error de entrega|unzustellbar|non remis|échec de la remise|mancata consegna/i;
const LATER =
  /\b(delay(ed)?|will (be )?retr(y|ied)|temporar(y|ily)|still being retried|adiad[ao]|atrasad[ao]|nova tentativa|se reintentar[áa]|retrasad[ao])\b/i;
const MAX_REPORT = 64 * 1024;
const MAX_RECIPIENTS = 50;

/** Every recipient of a report of non-delivery, in its own form or in plain words; none where the mail is no such report. */
export function readBounces(mail: Email, text: string, from: Mailbox | null): Bounce[] {
  const messageId = originalId(mail, text);
  const groups = mail.attachments
    .filter(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType))
    .flatMap((part) => fieldGroups(reportText(part)))
    .filter((group) => group.has("action") && (group.has("final-recipient") || group.has("original-recipient")));
  if (groups.length > 0) return groups.slice(0, MAX_RECIPIENTS).map((group) => ({ messageId, ...bounceOf(group) }));
  return inPlainWords(mail, text, from, messageId);
}

/** The mail of ours that somebody opened, as a receipt says; null for anything else. @source RFC 8098 */
export function readReceipt(mail: Email): { messageId: string; wasRead: boolean } | null {
  const part = mail.attachments.find(({ mimeType }) => mimeType === "message/disposition-notification");
  if (part === undefined) return null;
  const fields = new Map(fieldGroups(reportText(part)).flatMap((group) => [...group]));
  const messageId = idsIn(fields.get("original-message-id"))[0] ?? idsIn(mail.inReplyTo)[0];
  return messageId === undefined ? null : { messageId, wasRead: /displayed/i.test(fields.get("disposition") ?? "") };
}

/** `<…@…>`, at most 250 characters each; some programs leave the brackets out. */
export function idsIn(value: string | undefined): string[] {
  const written = (value ?? "").slice(0, 20_000);
  const ids = written.match(/<[^<>\s]{3,248}>/g) ?? [];
  return ids.length > 0 ? ids : (written.match(/[^\s<>,;"()]{1,120}@[^\s<>,;"()]{1,120}/g) ?? []).map((id) => `<${id}>`);
}

const reportText = (part: Email["attachments"][number]): string => bytesOf(part).subarray(0, MAX_REPORT).toString("utf8");

/** Groups of `Name: value`, parted by blank lines; prose between them has none. */
function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n[ \t]*\n/)
    .map(
      (group) =>
        new Map(
          [...group.matchAll(/^([a-z-]{3,40}):[ \t]*(.{1,500})/gim)].map(([, name = "", value = ""]) => [name.toLowerCase(), value.trim()]),
        ),
    );
}

function bounceOf(group: Map<string, string>): Omit<Bounce, "messageId"> {
  const withoutType = (name: string) => (group.get(name) ?? "").replace(/^[^;]*;\s*/, "");
  return {
    recipient: (withoutType("final-recipient") || withoutType("original-recipient")).replace(/^<|>$/g, ""),
    action: (group.get("action") ?? "").toLowerCase().split(/\s/)[0] ?? "",
    status: /^\d\.\d{1,3}\.\d{1,3}/.exec(group.get("status") ?? "")?.[0] ?? "",
    text: clean(withoutType("diagnostic-code")).slice(0, 300),
  };
}

/** A mail server that writes to people only: who it is, that it failed, and of whom it speaks must all be there. */
function inPlainWords(mail: Email, text: string, from: Mailbox | null, messageId: string | null): Bounce[] {
  const failed = headerOf(mail, "x-failed-recipients");
  const isServer = DAEMON.test(from?.address ?? "") || headerOf(mail, "return-path").trim() === "<>";
  if (failed === "" && !(isServer && FAILURE.test(`${mail.subject ?? ""}\n${text.slice(0, 2_000)}`))) return [];
  if (failed === "" && messageId === null && !/\b[45]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d\b/.test(text.slice(0, 10_000))) return [];
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? (/\b5[0-5]\d[ -]/.test(text) ? "5.0.0" : "");
  const reason = text.split("\n").find((line) => /\b[45]\.\d{1,3}\.\d{1,3}\b|\b[45][0-5]\d[ -]/.test(line)) ?? mail.subject ?? "";
  const isLater = status.startsWith("4") || (status === "" && LATER.test(text.slice(0, 4_000)));
  const addresses = (failed === "" ? text.slice(0, 10_000) : failed).match(/[^\s<>"'(),;:[\]]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,}/gi) ?? [];
  const found = [...new Set(addresses.flatMap((one) => canonicalAddress(one) ?? []))].filter((one) => one !== from?.address);
  const recipients = failed === "" ? found.slice(0, 1) : found.slice(0, MAX_RECIPIENTS);
  return (recipients.length === 0 ? [""] : recipients).map((recipient) => ({
    messageId,
    recipient,
    action: isLater ? "delayed" : "failed",
    status,
    text: clean(reason.trim()).slice(0, 300),
  }));
}

/** Of the mail that came back: it is attached, answered, or written out below the words. */
function originalId(mail: Email, text: string): string | null {
  const original = mail.attachments.find(({ mimeType }) => ORIGINAL_PARTS.test(mimeType));
  const head = original === undefined ? "" : reportText(original).replaceAll(/\r?\n[ \t]+/g, " ");
  const named = (words: string) => idsIn(/^[> ]*message-id:(.{1,400})$/im.exec(words)?.[1])[0];
  return named(head) ?? idsIn(mail.inReplyTo)[0] ?? named(text.slice(0, MAX_REPORT)) ?? idsIn(mail.references).at(-1) ?? null;
}
