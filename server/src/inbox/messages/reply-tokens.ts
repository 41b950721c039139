import { createHmac, timingSafeEqual } from "node:crypto";
import { isId, type Secrets } from "../../platform/index.ts";

export interface ReplyTokens {
  /** Lower-case letters and digits, 42 of them: it stands in the local part of an address. */
  make(conversationId: string): string;
  /** The conversation that a token of ours names; null for any other text. */
  read(token: string): string | null;
}

const PURPOSE = "reply tokens";
const MAC_BYTES = 10;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** An answer that carries the token belongs to the conversation; nobody else can make one, and nothing is stored. */
export function createReplyTokens({ secrets }: { secrets: Secrets }): ReplyTokens {
  const mac = (id: Buffer, key: Buffer) => createHmac("sha256", key).update(id).digest().subarray(0, MAC_BYTES);
  return {
    make(conversationId) {
      const id = Buffer.from(conversationId.replaceAll("-", ""), "hex");
      return toBase32(Buffer.concat([id, mac(id, secrets.derive(PURPOSE))]));
    },
    read(token) {
      if (!/^[a-z2-7]{42}$/.test(token)) return null;
      const bytes = fromBase32(token);
      const id = bytes.subarray(0, 16);
      const given = bytes.subarray(16, 16 + MAC_BYTES);
      if (!secrets.accepted(PURPOSE).some(({ key }) => timingSafeEqual(given, mac(id, key)))) return null;
      const text = id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      return isId(text) ? text : null;
    },
  };
}

/** RFC 4648 without padding: mail servers do not keep the case of an address. */
function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
