const MAX_BYTES = 64 * 1024;

/** The headers of a mail, one a line, without reading what follows them; of long ones the first 64 KiB. @source RFC 5322, 2.2.3 */
export function unfoldedHead(raw: Buffer): string {
  const start = raw.toString("utf8", 0, MAX_BYTES);
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  return start.slice(0, end).replaceAll(/\r?\n[ \t]+/g, " ");
}
