import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from "node:crypto";

/** What a browser gives to be written to. All in base64url. */
export interface PushKeys {
  /** Its public key: an uncompressed point of P-256, 65 bytes. */
  p256dh: string;
  /** 16 bytes. */
  auth: string;
}

const RECORD_BYTES = 4096;
/** One record holds this much besides its tag and its end. */
const MAX_PLAIN_BYTES = RECORD_BYTES - 16 - 1;
const TOKEN_LIFE_SECONDS = 12 * 3600;

const bytes = (text: string) => Buffer.from(text, "base64url");

/** A key of our own as browsers and their services know us: 32 bytes of P-256, in base64url. */
export function makePushKey(): string {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  const key = pair.getPrivateKey();
  return Buffer.concat([Buffer.alloc(32 - key.length), key]).toString("base64url"); // without its zeroes it may be shorter
}

export function publicPushKey(privateKey: string): string {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(bytes(privateKey));
  return pair.getPublicKey().toString("base64url");
}

/** False for keys that no browser has made. */
export function isPushKeys({ p256dh, auth }: PushKeys): boolean {
  if (bytes(p256dh).length !== 65 || bytes(auth).length !== 16) return false;
  try {
    const probe = createECDH("prime256v1");
    probe.generateKeys();
    probe.computeSecret(bytes(p256dh)); // throws for what is not on the curve
    return true;
  } catch {
    return false;
  }
}

/**
 * The body of a push: only that browser can open it. @source RFC 8291 with RFC 8188
 * @throws {RangeError} when `plain` does not fit into one record
 * @param fixed for the example of the RFC; otherwise each push has its own
 */
export function encryptPush(plain: Buffer, { p256dh, auth }: PushKeys, fixed?: { privateKey: Buffer; salt: Buffer }): Buffer {
  if (plain.length > MAX_PLAIN_BYTES) throw new RangeError(`a push holds ${MAX_PLAIN_BYTES} bytes at most`);
  const ours = createECDH("prime256v1");
  if (fixed === undefined) ours.generateKeys();
  else ours.setPrivateKey(fixed.privateKey);
  const salt = fixed?.salt ?? randomBytes(16);
  const theirs = bytes(p256dh);
  const secret = ours.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours.getPublicKey()]);
  const input = Buffer.from(hkdfSync("sha256", secret, bytes(auth), info, 32));
  const key = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: nonce\0", 12));
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const record = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.from([2])])), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES, 0);
  head.writeUInt8(65, 4);
  return Buffer.concat([salt, head, ours.getPublicKey(), record]);
}

/** Tells the push service who writes. @source RFC 8292 */
export function pushAuthorization(endpoint: string, privateKey: string, contact: string, now: Date): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now.getTime() / 1000) + TOKEN_LIFE_SECONDS, sub: contact };
  const unsigned = `${part({ typ: "JWT", alg: "ES256" })}.${part(claims)}`;
  const publicKey = bytes(publicPushKey(privateKey));
  const coordinate = (from: number) => publicKey.subarray(from, from + 32).toString("base64url");
  const key = createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", d: privateKey, x: coordinate(1), y: coordinate(33) } });
  const signature = sign("sha256", Buffer.from(unsigned), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
  return `vapid t=${unsigned}.${signature}, k=${publicKey.toString("base64url")}`;
}
