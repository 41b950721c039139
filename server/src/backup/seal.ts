import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const MAGIC = Buffer.from("PROSAB1\n");
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** No part is larger; a sealed one that claims to be is hostile. */
const MAX_PLAIN_BYTES = 256 * 1024 * 1024;

/** The key that opens a backup is another one than what opens secrets in the database. */
export const backupKey = (master: Buffer): Buffer => Buffer.from(hkdfSync("sha256", master, "prosa", "backups", 32));

/** Compressed, then sealed: AES-256-GCM bound to its name, so that no object can take the place of another. */
export async function seal(plain: Buffer, name: string, key: Buffer): Promise<Buffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(await compress(plain)), cipher.final()]);
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), body]);
}

/** @throws with what to do when it was changed, cut, renamed, or sealed with another key */
export async function open(sealed: Buffer, name: string, key: Buffer): Promise<Buffer> {
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${name} is no part of a backup of Prosa.`);
  const nonceEnd = MAGIC.length + NONCE_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(MAGIC.length, nonceEnd), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
  let packed: Buffer;
  try {
    packed = Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new Error(`${name} cannot be opened: it was changed, or the key is another one. Give the key of the backup in PROSA_BACKUP_KEY.`);
  }
  return decompress(packed, { maxOutputLength: MAX_PLAIN_BYTES });
}

export const sha256 = (bytes: Buffer): string => hash("sha256", bytes, "hex");
