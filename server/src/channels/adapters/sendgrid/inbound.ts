import { withTrace } from "../email/trace.ts";
import { asRecord } from "../tolerant.ts";
import { type FormPart, readMultipart } from "./multipart.ts";

/** Of more than are shown, it is said how many. */
const MAX_ATTACHMENTS = 200;

/**
 * What is stored of an incoming mail: the mail itself, in the one form that everything else reads. In the raw mode of
 * Inbound Parse it is there as it came; otherwise it is put together again from SendGrid's fields, so that a switch that
 * somebody forgot loses nothing. Null when the form holds no mail.
 */
export async function mailOfForm(body: Buffer): Promise<Buffer | null> {
  const parts = readMultipart(body);
  if (parts === undefined) return null;
  const field = (name: string) => parts.find((part) => part.name === name);
  const raw = field("email")?.bytes ?? (await rebuild(parts, field));
  return raw === null
    ? null
    : withTrace(raw, { domains: verified(text(field("dkim")), text(field("SPF")), text(field("envelope"))), isTruncated: false });
}

const text = (part: FormPart | undefined): string => part?.bytes.toString("utf8") ?? "";

async function rebuild(parts: FormPart[], field: (name: string) => FormPart | undefined): Promise<Buffer | null> {
  const headers = text(field("headers"));
  if (headers === "" && text(field("from")) === "") return null;
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const header = (name: string) =>
    new RegExp(`^${name}:[ \\t]*((?:.|\\r?\\n[ \\t])*)`, "im").exec(headers)?.[1]?.replaceAll(/\s+/g, " ").trim();
  const charsets = asRecord(readJson(text(field("charsets"))));
  const decoded = (name: string) => {
    const part = field(name);
    return part === undefined ? undefined : decode(part.bytes, String(charsets[name] ?? "utf-8"));
  };
  const kept = ["Auto-Submitted", "Precedence", "List-Id", "X-Auto-Response-Suppress", "Return-Path", "Date"];
  const files = parts.filter(({ name }) => /^attachment\d+$/.test(name)).slice(0, MAX_ATTACHMENTS);
  return new MailComposer({
    messageId: header("Message-ID"),
    inReplyTo: header("In-Reply-To"),
    references: header("References"),
    from: decoded("from"),
    to: decoded("to"),
    cc: decoded("cc"),
    subject: decoded("subject"),
    text: decoded("text"),
    html: decoded("html"),
    headers: Object.fromEntries(kept.flatMap((name) => (header(name) === undefined ? [] : [[name, header(name) as string]]))),
    attachments: files.map(({ fileName, mediaType, bytes }) => ({ filename: fileName ?? "file", contentType: mediaType, content: bytes })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString("utf8"); // a charset that nobody knows
  }
}

/** SendGrid checked both itself: `{@example.org : pass}` and `pass`, of the envelope's sender. */
function verified(dkim: string, spf: string, envelope: string): string[] {
  const signed = [...dkim.matchAll(/@([a-z0-9.-]{3,190})\s*:\s*pass\b/gi)].map((match) => (match[1] as string).toLowerCase());
  const sender = /@([a-z0-9.-]{3,190})$/i.exec(String(asRecord(readJson(envelope))["from"] ?? ""))?.[1];
  return [...signed, ...(spf.trim().toLowerCase() === "pass" && sender !== undefined ? [sender.toLowerCase()] : [])].slice(0, 5);
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
