import path from "node:path";
import { AddressRefused, AnswerTooLarge, type GuardedClient } from "../../platform/index.ts";
import { badFile } from "../errors.ts";
import { LARGEST_FILE } from "./keep-bytes.ts";

const FETCH_MS = 20_000;
/** Four letters for three bytes. */
const LONGEST_BASE64 = Math.ceil(LARGEST_FILE / 3) * 4;

/**
 * The bytes of a file that a program handed in: an address, a `data:` address, or base64 alone.
 * @throws {AppError} registrations.bad_file
 */
export async function readGivenFile(http: GuardedClient, field: string, given: string): Promise<{ bytes: Buffer; name: string | null }> {
  const text = given.trim();
  if (/^https?:\/\//i.test(text)) return { bytes: await fetchFile(http, field, text), name: nameIn(text) };
  const [, base64 = text] = /^data:[^,]{0,200};base64,([\s\S]*)$/.exec(text) ?? [];
  return { bytes: decode(field, base64), name: null };
}

async function fetchFile(http: GuardedClient, field: string, url: string): Promise<Buffer> {
  try {
    const { status, body } = await http({ url, timeoutMs: FETCH_MS, maxBytes: LARGEST_FILE });
    if (status !== 200) throw badFile({ field, because: "not_reachable" });
    return body;
  } catch (error) {
    if (error instanceof AddressRefused) throw badFile({ field, because: "refused" });
    if (error instanceof AnswerTooLarge) throw badFile({ field, because: "too_large" });
    throw badFile({ field, because: "not_reachable" });
  }
}

/** `Buffer.from` skips what is no base64: a broken file would be kept as a whole one. */
function decode(field: string, base64: string): Buffer {
  const letters = base64.replaceAll(/\s/g, "");
  if (letters.length > LONGEST_BASE64) throw badFile({ field, because: "too_large" });
  if (letters === "" || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(letters) || letters.replaceAll("=", "").length % 4 === 1)
    throw badFile({ field, because: "bad_base64" });
  return Buffer.from(letters, "base64");
}

const nameIn = (url: string): string | null => {
  const name = path.posix.basename(URL.parse(url)?.pathname ?? "");
  return name === "" ? null : name;
};
