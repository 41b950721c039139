import { fileTypeFromBuffer } from "file-type";
import type { MediaKind } from "../../../../../content/content.ts";
import { clean } from "./addresses.ts";
import { bytesOf, type OpenedMail } from "./mime.ts";
import { REPORT_PARTS } from "./reports.ts";

export interface MailFile {
  /** Its place among the parts. */
  part: number;
  kind: MediaKind;
  mediaType: string;
  name: string;
}

const MAX_FILES = 50;
const MAX_HTML = 1_000_000;
/** Pictures inside of the HTML; larger ones are files. */
const MAX_INLINE_BYTES = 512 * 1024;
const MAX_INLINE_TOTAL = 2 * 1024 * 1024;
/** For files without a name whose bytes do not tell. */
const ENDINGS: Record<string, string> = {
  "text/plain": "txt",
  "text/html": "html",
  "text/csv": "csv",
  "text/calendar": "ics",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
  "application/ics": "ics",
  "application/json": "json",
  "application/xml": "xml",
  "text/xml": "xml",
  "application/pdf": "pdf",
  "application/msword": "doc",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/zip": "zip",
  "message/rfc822": "eml",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "image/svg+xml": "svg",
};

export interface MailFiles {
  /** Pictures that the page refers to are in it. */
  html: string | null;
  files: MailFile[];
  /** Pictures in the page, which are files too where the mail has no words. */
  pictures: MailFile[];
  /** Files that are not kept, because there are too many or the mail was cut. */
  omitted: number;
}

/** The files of a mail, and its page with the pictures that it refers to. */
export async function filesOf(mail: OpenedMail, isTruncated: boolean): Promise<MailFiles> {
  const { html, inlined } = withPictures(mail);
  const files: MailFile[] = [];
  const pictures: MailFile[] = [];
  const hasNamedCalendar = mail.attachments.some(({ mimeType, filename }) => isCalendar(mimeType) && filename !== null);
  for (const [part, { mimeType, filename, content }] of mail.attachments.entries()) {
    // The words already say what a report or an invitation beside them says.
    if (REPORT_PARTS.test(mimeType) || (isCalendar(mimeType) && filename === null && hasNamedCalendar)) continue;
    const name =
      filename === null || filename.trim() === "" ? await nameFor(mimeType, bytesOf({ content })) : clean(filename).slice(0, 200);
    const file = { part, kind: kindOf(mimeType), mediaType: mimeType.slice(0, 100), name };
    (inlined.has(part) ? pictures : files).push(file);
  }
  const whole = isTruncated ? files.slice(0, -1) : files; // the last one was cut where reading stopped
  const kept = whole.slice(0, MAX_FILES);
  return { html, files: kept, pictures: pictures.slice(0, MAX_FILES), omitted: files.length - kept.length };
}

const isCalendar = (mimeType: string): boolean => mimeType === "text/calendar" || mimeType === "application/ics";

/** Whoever downloads it finds a program that opens it. */
async function nameFor(mimeType: string, bytes: Buffer): Promise<string> {
  const told = ENDINGS[mimeType];
  return `file.${told ?? (await fileTypeFromBuffer(bytes))?.ext ?? "bin"}`;
}

/** Pictures that the HTML refers to by `cid:` go into it: they are part of the words, not files. */
function withPictures({ html, attachments }: OpenedMail): { html: string | null; inlined: Set<number> } {
  const inlined = new Set<number>();
  if (html === undefined) return { html: null, inlined };
  const shown = html.slice(0, MAX_HTML);
  const found = new Map<string, { part: number; url: string }>();
  let total = 0;
  for (const [part, attachment] of attachments.entries()) {
    const id = attachment.contentId?.replace(/^<|>$/g, "") ?? "";
    if (id === "" || !shown.includes(`cid:${id}`) || !/^image\/(png|jpe?g|gif|webp)$/.test(attachment.mimeType)) continue;
    const bytes = bytesOf(attachment);
    const uses = shown.split(`cid:${id}`).length - 1;
    // A page may name one picture a thousand times.
    if (bytes.length > MAX_INLINE_BYTES || total + bytes.length * uses > MAX_INLINE_TOTAL) continue;
    total += bytes.length * uses;
    inlined.add(part);
    found.set(id, { part, url: `data:${attachment.mimeType.replace("jpg", "jpeg")};base64,${bytes.toString("base64")}` });
  }
  if (found.size === 0) return { html: shown, inlined };
  return { html: [...found].reduce((page, [id, { url }]) => page.replaceAll(`cid:${id}`, () => url), shown), inlined };
}

function kindOf(mediaType: string): MediaKind {
  const family = mediaType.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}
