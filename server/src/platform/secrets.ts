import { createCipheriv, createDecipheriv, createHash, hash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** Where a secret is stored. It is bound to the ciphertext, so that one row's secret cannot be moved to another. */
interface SecretPlace {
  workspaceId: string;
  table: string;
  rowId: string;
  column: string;
}

export interface Secrets {
  encrypt(plain: string, place: SecretPlace): string;
  /** @throws when the text was changed, moved, or encrypted with a key that is no longer configured. */
  decrypt(sealed: string, place: SecretPlace): string;
  /** The same text, encrypted with the current key. @throws as `decrypt` does */
  reencrypt(sealed: string, place: SecretPlace): string;
  /** What every text begins with that is encrypted with the current key; the others are encrypted again by `reencrypt-secrets.ts`. */
  currentPrefix: string;
  /** True while an earlier key is configured. */
  isRotating: boolean;
  /** A key for one purpose, derived from the current master key by HKDF. */
  derive(purpose: string): Buffer;
  /** The same key, and then those of earlier master keys: what they signed is still believed. */
  accepted(purpose: string): DerivedKey[];
  /** Goes on believing what a key signed whose master key is not configured any more. */
  remember(purpose: string, key: DerivedKey): void;
}

/** Derived for one purpose from the master key of this id. */
interface DerivedKey {
  /** Eight hexadecimal digits. */
  masterId: string;
  key: Buffer;
}

/**
 * AES-256-GCM, random 96-bit nonce, `v1.<key id>.<nonce>.<tag>.<ciphertext>` in base64url.
 * @param masterKeys the current key first; older ones only decrypt.
 */
export function createSecrets(masterKeys: Buffer[]): Secrets {
  const keys = masterKeys.map((master) => ({ id: keyId(master), key: deriveKey(master, "stored-secrets"), master }));
  const current = keys[0];
  if (current === undefined) throw new Error("no secret key");
  const remembered = new Map<string, DerivedKey[]>();
  const sealer = {
    encrypt(plain: string, place: SecretPlace) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(associatedData(place));
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return ["v1", current.id, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
    },
    decrypt(sealed: string, place: SecretPlace) {
      const [version, id, nonce, tag, body] = sealed.split(".");
      const found = keys.find((key) => key.id === id);
      if (version !== "v1" || nonce === undefined || tag === undefined || body === undefined) throw new Error("not a sealed secret");
      if (found === undefined) throw new Error(`the key ${id} of this secret is not in PROSA_SECRET_KEY`);
      const decipher = createDecipheriv("aes-256-gcm", found.key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
      decipher.setAAD(associatedData(place)).setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
    },
  };
  return {
    ...sealer,
    reencrypt: (sealed, place) => sealer.encrypt(sealer.decrypt(sealed, place), place),
    isRotating: keys.length > 1,
    currentPrefix: `v1.${current.id}.`,
    derive: (purpose) => deriveKey(current.master, purpose),
    accepted(purpose) {
      const configured = keys.map(({ id, master }) => ({ masterId: id, key: deriveKey(master, purpose) }));
      const earlier = remembered.get(purpose) ?? [];
      return [...configured, ...earlier.filter(({ masterId }) => keys.every(({ id }) => id !== masterId))];
    },
    remember(purpose, key) {
      remembered.set(purpose, [...(remembered.get(purpose) ?? []), key]);
    },
  };
}

const deriveKey = (master: Buffer, purpose: string) => Buffer.from(hkdfSync("sha256", master, "prosa", purpose, 32));
const keyId = (master: Buffer) => createHash("sha256").update("prosa key id").update(master).digest("hex").slice(0, 8);
const associatedData = (place: SecretPlace) => Buffer.from([place.workspaceId, place.table, place.rowId, place.column].join("\u0000"));

/** What a token may be used for; part of the stored hash, so a token of one purpose never serves another. */
export type TokenPurpose = "api-key" | "invitation" | "attempt" | "second-factor" | "webchat";

/** A new bearer token of 256 random bits, and the hash under which it is stored. */
export function makeToken(purpose: TokenPurpose, prefix: string): { token: string; hash: string } {
  const token = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(purpose, token) };
}

export function hashToken(purpose: TokenPurpose, token: string): string {
  return hash("sha256", `${purpose}\u0000${token}`, "hex");
}

/** Compares in constant time; strings of different length are different. */
export function sameSecret(a: string, b: string): boolean {
  const left = hash("sha256", a, "buffer");
  const right = hash("sha256", b, "buffer");
  return timingSafeEqual(left, right);
}
