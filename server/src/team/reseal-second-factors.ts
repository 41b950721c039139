import { type SealedOffer, type Secrets, sql } from "../platform/index.ts";
import { loginKeys } from "./login-keys.ts";

interface Row {
  id: string;
  secret: string;
  backupCodes: string;
}

/** Second factors, which the login library encrypts in its own form: `$ba$<version>$<text>`, or the text alone in older versions. */
export const sealedSecondFactors = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "second factors",
  scope: "installation",
  async reseal(tx, limit) {
    const keys = loginKeys(secrets);
    const current = `$ba$${Number.parseInt(keys[0]?.masterId ?? "", 16)}$`;
    const rows = await tx.many(sql<Row>`
      select id, secret, backup_codes as "backupCodes" from auth_two_factors
      where not starts_with(secret, ${current}) or not starts_with(backup_codes, ${current}) order by id limit ${limit} for update`);
    if (rows.length === 0) return 0;
    const reseal = await resealer(keys);
    for (const { id, secret, backupCodes } of rows)
      await tx.run(sql`
        update auth_two_factors set secret = ${await reseal(secret)}, backup_codes = ${await reseal(backupCodes)} where id = ${id}`);
    return rows.length;
  },
});

async function resealer(keys: { masterId: string; secret: string }[]) {
  // A part of the login library, which is loaded only by whoever needs it.
  const { formatEnvelope, parseEnvelope, symmetricDecrypt, symmetricEncrypt } = await import("better-auth/crypto");
  const versioned = keys.map(({ masterId, secret }) => ({ version: Number.parseInt(masterId, 16), secret }));
  const [current] = versioned;
  if (current === undefined) throw new Error("no secret key");

  return async function reseal(sealed: string): Promise<string> {
    const envelope = parseEnvelope(sealed);
    const candidates = envelope === null ? versioned : versioned.filter(({ version }) => version === envelope.version);
    for (const { secret } of candidates) {
      const plain = await symmetricDecrypt({ key: secret, data: envelope?.ciphertext ?? sealed }).catch(() => null);
      if (plain !== null) return formatEnvelope(current.version, await symmetricEncrypt({ key: current.secret, data: plain }));
    }
    throw new Error("a second factor was encrypted with a key that is not in PROSA_SECRET_KEY");
  };
}
