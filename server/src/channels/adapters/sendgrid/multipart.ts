/** One part of a form. */
export interface FormPart {
  name: string;
  fileName: string | null;
  mediaType: string;
  bytes: Buffer;
}

const MAX_PARTS = 300;
const MAX_HEAD_BYTES = 8 * 1024;
const BLANK = Buffer.from("\r\n\r\n");

/**
 * A multipart form whose boundary is its first line, as SendGrid writes it: the header that names it is not kept with a raw
 * event. Undefined for anything else. @source RFC 7578
 */
export function readMultipart(body: Buffer): FormPart[] | undefined {
  const first = body.subarray(0, 80).toString("latin1");
  const boundary = /^--([^\r\n]{1,70})\r\n/.exec(first)?.[1];
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const parts: FormPart[] = [];
  let at = boundary.length + 4; // after "--boundary\r\n"
  while (parts.length < MAX_PARTS) {
    const end = body.indexOf(delimiter, at - 2);
    const headEnd = body.indexOf(BLANK, at);
    if (end === -1 || headEnd === -1 || headEnd > end) return end === -1 && parts.length === 0 ? undefined : parts;
    const head = body.subarray(at, Math.min(headEnd, at + MAX_HEAD_BYTES)).toString("utf8");
    const name = /\bname="([^"]{0,200})"/i.exec(head)?.[1];
    if (name !== undefined)
      parts.push({
        name,
        fileName: /\bfilename="([^"]{0,300})"/i.exec(head)?.[1] ?? null,
        mediaType: /^content-type:\s*([^\s;]{1,100})/im.exec(head)?.[1]?.toLowerCase() ?? "text/plain",
        bytes: body.subarray(headEnd + BLANK.length, Math.max(end, headEnd + BLANK.length)),
      });
    const next = end + delimiter.length;
    if (body.subarray(next, next + 2).toString("latin1") === "--") return parts;
    at = next + 2;
  }
  return parts;
}
