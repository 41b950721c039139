import { isAscii } from "node:buffer";

/** Charsets whose bytes look like ASCII or hold zeros: there the name is all one has. */
const SHIFTING = /^(iso-2022|utf-?7|utf-?16|hz-gb|x-?utf-?16)/i;

/**
 * Words of bytes, whatever was said of them: valid UTF-8 is UTF-8, else what was declared, else Windows-1252, which knows all bytes. Never a
 * sign of replacement. A UTF-8 text with a few bad bytes keeps its good ones.
 * @param isPage an HTML page may name its charset itself
 */
export function decodeBytes(bytes: Uint8Array, declared: string | undefined, isPage = false): string {
  const name = declared?.trim() ?? "";
  if (SHIFTING.test(name)) return decodeAs(name, bytes) ?? western(bytes);
  if (isAscii(bytes)) return western(bytes);
  const utf8 = decodeAs("utf-8", bytes) ?? cutUtf8(bytes);
  if (utf8 !== null) return utf8;
  const given =
    name === "" && isPage ? (/<meta[^>]{0,200}charset=["']?([\w-]{3,20})/i.exec(western(bytes.subarray(0, 4096)))?.[1] ?? "") : name;
  if (/^(us-)?ascii$/i.test(given) || given === "") return mixed(bytes);
  return (/^utf-?8$/i.test(given) ? null : decodeAs(given, bytes)) ?? mixed(bytes);
}

/** A mail that was cut may end inside a character; a lone byte at the end, as in "café" of old, is none. */
function cutUtf8(bytes: Uint8Array): string | null {
  const text = decodeAs("utf-8", bytes, { stream: true });
  return text !== null && /[^\p{ASCII}]/u.test(text) ? text : null;
}

function decodeAs(name: string, bytes: Uint8Array, options: { stream?: boolean } = {}): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes, options);
  } catch {
    return null; // another charset, or none that anybody knows
  }
}

const western = (bytes: Uint8Array): string => new TextDecoder("windows-1252").decode(bytes);

/** UTF-8 with bad bytes in it, or no UTF-8 at all: what there is more of. */
function mixed(bytes: Uint8Array): string {
  let good = 0;
  let bad = 0;
  const pieces: string[] = [];
  let from = 0;
  const takeUntil = (end: number) => {
    if (end > from) pieces.push(new TextDecoder("utf-8").decode(bytes.subarray(from, end)));
  };
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      takeUntil(at);
      pieces.push(western(bytes.subarray(at, at + 1)));
      bad += 1;
      at += 1;
      from = at;
    } else {
      if (length > 1) good += 1;
      at += length;
    }
  }
  takeUntil(bytes.length);
  return good > bad ? pieces.join("") : western(bytes);
}

/** Bytes of the character that begins there; none where it is no UTF-8. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (first >= 0xf5 || length === 0) return 0;
  for (let index = 1; index < length; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return decodeAs("utf-8", bytes.subarray(at, at + length)) === null ? 0 : length;
}

const WORD = /=\?([\w.:-]{2,40})(?:\*[\w-]{1,20})?\?([qb])\?([^?\r\n]*)\?=/gi;
const RUN = /=\?[\w.:*-]{2,60}\?[qb]\?[^?\r\n]*\?=(?:\s*=\?[\w.:*-]{2,60}\?[qb]\?[^?\r\n]*\?=)*/gi;

/**
 * Encoded words of a header, as one word in UTF-8 each run: programs cut them inside of characters and name the wrong charset.
 * They stay encoded, so that a comma in a name makes no second address. @source RFC 2047
 */
export function mendWords(value: string): string {
  if (!value.includes("=?")) return value;
  return value.replaceAll(RUN, (run) => {
    const words = [...run.matchAll(WORD)].map(([, charset = "", encoding = "", coded = ""]) => ({
      charset: charset.toLowerCase(),
      bytes: encoding.toLowerCase() === "b" ? Buffer.from(coded, "base64") : quotedBytes(coded),
    }));
    let text = "";
    for (let at = 0; at < words.length; ) {
      const charset = words[at]?.charset;
      const end = words.findIndex((word, index) => index > at && word.charset !== charset);
      const same = words.slice(at, end === -1 ? undefined : end);
      text += decodeBytes(Buffer.concat(same.map(({ bytes }) => bytes)), charset);
      at += same.length;
    }
    return `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
  });
}

const quotedBytes = (coded: string): Buffer =>
  Buffer.from(
    coded.replaceAll("_", " ").replaceAll(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
