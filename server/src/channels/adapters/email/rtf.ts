import { decodeBytes } from "./charset.ts";

/** What every compressed text may refer to before its own words. @source MS-OXRTFCP, 2.1.2.1 */
const DICTIONARY =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const COMPRESSED = 0x75465a4c;
const WINDOW = 4096;
const MAX_BYTES = 4 * 1024 * 1024;
/** Groups that hold no words: fonts, colours, pictures, and what a reader may not know. */
const SILENT = /^\{\\(\*|fonttbl|colortbl|stylesheet|info|pict|object|header|footer|generator)/;

/** The words of Outlook's rich text, compressed or not; null where it is none. */
export function textOfRtf(bytes: Buffer): string | null {
  const rtf = decompress(bytes)?.toString("latin1") ?? null;
  return rtf?.startsWith("{\\rtf") ? words(rtf) : null;
}

function decompress(bytes: Buffer): Buffer | null {
  if (bytes.length < 16) return null;
  if (bytes.readUInt32LE(8) !== COMPRESSED) return bytes.subarray(16);
  const size = Math.min(bytes.readUInt32LE(4), MAX_BYTES);
  const window = Buffer.alloc(WINDOW);
  let write = window.write(DICTIONARY, "latin1");
  const out = Buffer.alloc(size);
  let done = 0;
  const put = (byte: number) => {
    if (done < size) out[done] = byte;
    done += 1;
    window[write] = byte;
    write = (write + 1) % WINDOW;
  };
  for (let at = 16; at < bytes.length && done < size; ) {
    const control = bytes[at++] as number;
    for (let bit = 0; bit < 8 && at < bytes.length && done < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at++] as number);
        continue;
      }
      if (at + 2 > bytes.length) break;
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const from = reference >>> 4;
      if (from === write) return out.subarray(0, done); // the end
      for (let index = 0; index < (reference & 15) + 2; index += 1) put(window[(from + index) % WINDOW] as number);
    }
  }
  return out.subarray(0, Math.min(done, size));
}

/** A page in rich text's clothes keeps its tags in silent groups; what is left are its words. @source MS-OXRTFEX */
function words(rtf: string): string {
  let text = "";
  let silentAt = 0;
  let depth = 0;
  let isHidden = false;
  const pattern = /\\u(-?\d{1,6}) ?\??|\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|[{}]|[^\\{}\r\n]+|[\r\n]+/gi;
  for (const match of rtf.matchAll(pattern)) {
    const [piece, unicode, hex, word, , sign] = match;
    if (piece === "{") {
      depth += 1;
      if (silentAt === 0 && SILENT.test(rtf.slice(match.index, match.index + 20))) silentAt = depth;
    } else if (piece === "}") {
      if (depth === silentAt) silentAt = 0;
      depth -= 1;
    } else if (silentAt > 0) continue;
    else if (word === "htmlrtf") isHidden = match[4] !== "0";
    else if (isHidden) continue;
    else if (unicode !== undefined) text += String.fromCharCode(Number(unicode) & 0xffff);
    else if (hex !== undefined) text += decodeBytes(Buffer.from(hex, "hex"), "windows-1252");
    else if (word !== undefined) text += /^(par|line)$/.test(word) ? "\n" : word === "tab" ? "\t" : "";
    else if (sign !== undefined) text += sign === "~" ? " " : /[\\{}]/.test(sign) ? sign : "";
    else if (!/^[\r\n]/.test(piece)) text += piece;
  }
  return text.trim();
}
