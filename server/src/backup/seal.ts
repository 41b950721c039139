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

/** The newest key seals; earlier ones only open what was sealed before it, also parts that a later run builds upon. */
export interface BackupKey {
  seals: Buffer;
  opens: Buffer[];
}

/** The keys of a backup are others than what opens secrets in the database. @param masters the current one first */
export function backupKey(masters: Buffer[]): BackupKey {
  const opens = masters.map((master) => Buffer.from(hkdfSync("sha256", master, "prosa", "backups", 32)));
  const [seals] = opens;
  if (seals === undefined) throw new Error("no key for backups");
  return { seals, opens };
}

/** Compressed, then sealed: AES-256-GCM bound to its name, so that no object can take the place of another. */
export async function seal(plain: Buffer, name: string, key: BackupKey): Promise<Buffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.seals, nonce).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(await compress(plain)), cipher.final()]);
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), body]);
}

/** @throws with what to do when it was changed, cut, renamed, or sealed with another key */
export async function open(sealed: Buffer, name: string, key: BackupKey): Promise<Buffer> {
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${name} is no part of a backup of Prosa.`);
  for (const one of key.opens) {
    const packed = tryOpen(sealed, name, one);
    if (packed !== null) return decompress(packed, { maxOutputLength: MAX_PLAIN_BYTES });
  }
  throw new Error(`${name} cannot be opened: it was changed, or the key is another one. Give the key of the backup in PROSA_BACKUP_KEY.`);
}

function tryOpen(sealed: Buffer, name: string, key: Buffer): Buffer | null {
  const nonceEnd = MAGIC.length + NONCE_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(MAGIC.length, nonceEnd), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]);
  } catch {
    return null; // the tag says so: another key, or other bytes
  }
}

export const sha256 = (bytes: Buffer): string => hash("sha256", bytes, "hex");
