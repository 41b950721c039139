import { decodeBytes } from "./charset.ts";
import { textOfRtf } from "./rtf.ts";

/** What Outlook packs into `winmail.dat`. */
interface TnefContent {
  text?: string;
  html?: string;
  files: { name: string; mediaType: string; bytes: Buffer }[];
}

const SIGNATURE = 0x223e9f78;
const MAX_FILES = 200;
/** Attributes, without their types. @source MS-OXTNEF, 2.1.3 */
const BODY = 0x800c;
const ATTACHMENT_BEGINS = 0x9002;
const ATTACHMENT_DATA = 0x800f;
const ATTACHMENT_TITLE = 0x8010;
const ATTACHMENT_PROPERTIES = 0x9005;
const MESSAGE_PROPERTIES = 0x9003;
const CODE_PAGE = 0x9007;
/** Properties. @source MS-OXPROPS */
const PR_BODY = 0x1000;
const PR_RTF = 0x1009;
const PR_HTML = 0x1013;
const PR_DATA = 0x3701;
const PR_FILE_NAME = 0x3704;
const PR_LONG_FILE_NAME = 0x3707;
const PR_MEDIA_TYPE = 0x370e;

/** Its words and files; null where it is none. What is cut short gives what is there. @source MS-OXTNEF */
export function readTnef(bytes: Buffer): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const content: TnefContent = { files: [] };
  let charset = "windows-1252";
  for (let at = 6; at + 9 <= bytes.length; ) {
    const id = bytes.readUInt32LE(at + 1) & 0xffff;
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, Math.min(bytes.length, at + 9 + length));
    at += 9 + length + 2; // a check sum, which nobody needs
    if (id === CODE_PAGE && data.length >= 4) charset = charsetOf(data.readUInt32LE(0));
    else if (id === BODY) content.text ??= words(data, charset);
    else if (id === MESSAGE_PROPERTIES) takeMessage(content, readProperties(data), charset);
    else if (id === ATTACHMENT_BEGINS && content.files.length < MAX_FILES)
      content.files.push({ name: "", mediaType: "application/octet-stream", bytes: Buffer.alloc(0) });
    else takeFile(content, id, data, charset);
  }
  content.files = content.files
    .filter((file) => file.bytes.length > 0)
    .map((file) => ({ ...file, name: file.name === "" ? "file" : file.name }));
  return content;
}

function takeMessage(content: TnefContent, properties: Map<number, Property>, charset: string): void {
  const html = properties.get(PR_HTML);
  const body = properties.get(PR_BODY);
  const rtf = properties.get(PR_RTF);
  if (html !== undefined) content.html ??= words(html.value, charset, html.isUnicode);
  if (body !== undefined) content.text ??= words(body.value, charset, body.isUnicode);
  if (rtf === undefined || content.text !== undefined || content.html !== undefined) return;
  const text = textOfRtf(rtf.value);
  if (text !== null && text !== "") content.text = text;
}

function takeFile(content: TnefContent, id: number, data: Buffer, charset: string): void {
  const file = content.files.at(-1);
  if (file === undefined) return;
  if (id === ATTACHMENT_DATA) file.bytes = data;
  else if (id === ATTACHMENT_TITLE) file.name = words(data, charset);
  else if (id === ATTACHMENT_PROPERTIES) {
    const properties = readProperties(data);
    const name = properties.get(PR_LONG_FILE_NAME) ?? properties.get(PR_FILE_NAME);
    const type = properties.get(PR_MEDIA_TYPE);
    const inside = properties.get(PR_DATA);
    if (name !== undefined) file.name = words(name.value, charset, name.isUnicode);
    if (type !== undefined) file.mediaType = words(type.value, charset, type.isUnicode).toLowerCase();
    if (inside !== undefined && file.bytes.length === 0) file.bytes = inside.value;
  }
}

interface Property {
  value: Buffer;
  isUnicode: boolean;
}

/** Bytes of a property of a fixed size, by its type. */
const FIXED: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };

/** The first value of each property with text or bytes. */
function readProperties(data: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  if (data.length < 4) return found;
  let at = 4;
  const number = () => {
    const value = at + 4 <= data.length ? data.readUInt32LE(at) : 0;
    at += 4;
    return value;
  };
  for (let left = data.readUInt32LE(0); left > 0 && at < data.length; left -= 1) {
    const tag = number();
    const [type, id] = [tag & 0x0fff, tag >>> 16];
    if (id >= 0x8000) at = afterName(data, at);
    const fixed = FIXED[type];
    const isLong = type === 0x1e || type === 0x1f || type === 0x102 || type === 0x0d;
    if (fixed === undefined && !isLong) return found; // its size is unknown, and so is where the next one begins
    const values = isLong || (tag & 0x1000) !== 0 ? number() : 1;
    for (let index = 0; index < values && at < data.length; index += 1) {
      const length = fixed ?? number();
      // Embedded objects begin with sixteen bytes of their kind.
      const value = data.subarray(type === 0x0d ? at + 16 : at, Math.min(data.length, at + length));
      at += fixed ?? length + ((4 - (length % 4)) % 4);
      if (fixed === undefined && !found.has(id)) found.set(id, { value, isUnicode: type === 0x1f });
    }
  }
  return found;
}

/** Properties of one's own are named by a number or by words. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  if (data.readUInt32LE(at + 16) === 0) return at + 24;
  const length = data.readUInt32LE(at + 20);
  return at + 24 + length + ((4 - (length % 4)) % 4);
}

const charsetOf = (codePage: number): string => (codePage === 65001 ? "utf-8" : codePage === 0 ? "windows-1252" : `windows-${codePage}`);

const words = (bytes: Buffer, charset: string, isUnicode = false): string =>
  (isUnicode ? bytes.toString("utf16le") : decodeBytes(bytes, charset)).split("\u0000", 1)[0] ?? "";
