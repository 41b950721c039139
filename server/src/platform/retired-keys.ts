import { type Database, sql, type Tx } from "./db.ts";
import type { SealedOffer } from "./reencrypt-secrets.ts";
import type { Secrets } from "./secrets.ts";

const DAY_MS = 86_400_000;

/** How long after its master key is replaced a key goes on being believed, in days: as long as what it signed lives. */
const DAYS: Record<string, number> = {
  "login sessions": 14,
  "file links": 7,
  // A customer answers an old mail; the token alone opens nothing.
  "reply tokens": 730,
  // Unsubscribing works out of old mails.
  "preference links": 3_650,
  // Who was erased stays erased.
  "erased identities": 36_500,
};

const place = (purpose: string, masterId: string) => ({
  workspaceId: "",
  table: "retired_keys",
  rowId: `${purpose} ${masterId}`,
  column: "sealed",
});

/**
 * While `PROSA_SECRET_KEY` names earlier keys, keeps of each what will still be needed to believe old signatures; and learns what
 * was kept at earlier changes. From then on an earlier key may be left out as soon as every secret is encrypted again.
 */
export async function keepRetiredKeys(db: Database, secrets: Secrets, now: Date): Promise<void> {
  await db.asSystem(async (tx) => {
    await tx.run(sql`delete from retired_keys where ends_at <= ${now}`);
    for (const [purpose, days] of Object.entries(DAYS))
      for (const { masterId, key } of secrets.accepted(purpose).slice(1)) {
        const sealed = secrets.encrypt(key.toString("base64url"), place(purpose, masterId));
        await tx.run(sql`
          insert into retired_keys (purpose, master_id, sealed, ends_at)
          values (${purpose}, ${masterId}, ${sealed}, ${new Date(now.getTime() + days * DAY_MS)}) on conflict do nothing`);
      }
    const kept = await tx.many(sql<Row>`select purpose, master_id as "masterId", sealed from retired_keys`);
    for (const row of kept)
      secrets.remember(row.purpose, {
        masterId: row.masterId,
        key: Buffer.from(secrets.decrypt(row.sealed, place(row.purpose, row.masterId)), "base64url"),
      });
  });
}

interface Row {
  purpose: string;
  masterId: string;
  sealed: string;
}

/** The kept keys are secrets too: at the next change they are encrypted again with the others. */
export function sealedRetiredKeys(secrets: Secrets): SealedOffer {
  return {
    offer: "sealed",
    what: "earlier signing keys",
    scope: "installation",
    async reseal(tx: Tx, limit: number) {
      const rows = await tx.many(sql<Row>`
        select purpose, master_id as "masterId", sealed from retired_keys
        where not starts_with(sealed, ${secrets.currentPrefix}) order by purpose, master_id limit ${limit} for update`);
      for (const { purpose, masterId, sealed } of rows)
        await tx.run(sql`
          update retired_keys set sealed = ${secrets.reencrypt(sealed, place(purpose, masterId))}
          where purpose = ${purpose} and master_id = ${masterId}`);
      return rows.length;
    },
  };
}
