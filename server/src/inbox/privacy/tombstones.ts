import { createHmac } from "node:crypto";
import { type Secrets, sql, type Tx } from "../../platform/index.ts";

interface Address {
  kind: string;
  value: string;
}

/** Addresses of people who were erased, known again without being kept. */
export interface Tombstones {
  set(tx: Tx, workspaceId: string, addresses: Address[], now: Date): Promise<void>;
  /** When the owner of each was erased last; null for those that nobody was erased from. In their order. */
  read(tx: Tx, workspaceId: string, addresses: Address[]): Promise<(Date | null)[]>;
}

const PURPOSE = "erased identities";

/** Digests are HMAC-SHA256 under a key of the installation: who has only the database cannot try numbers. */
export function createTombstones({ secrets }: { secrets: Secrets }): Tombstones {
  const digest = (key: Buffer, workspaceId: string, { kind, value }: Address) =>
    createHmac("sha256", key).update([workspaceId, kind, value].join("\u0000")).digest("hex");
  return {
    async set(tx, workspaceId, addresses, now) {
      const key = secrets.derive(PURPOSE);
      const digests = [...new Set(addresses.map((address) => digest(key, workspaceId, address)))].toSorted();
      await tx.run(sql`
        insert into erased_identities (workspace_id, digest, erased_at)
        select ${workspaceId}, decode(d, 'hex'), ${now} from unnest(${digests}::text[]) d
        on conflict (workspace_id, digest) do update set erased_at = excluded.erased_at`);
    },
    async read(tx, workspaceId, addresses) {
      const keys = secrets.accepted(PURPOSE).map(({ key }) => key);
      const wanted = addresses.map((address) => keys.map((key) => digest(key, workspaceId, address)));
      const rows = await tx.named<{ digest: string; erasedAt: Date }>(
        "inbox.erased_identities",
        `select encode(e.digest, 'hex') as digest, e.erased_at as "erasedAt" from unnest($2::text[]) as wanted(digest)
         cross join lateral (select * from erased_identities known where known.workspace_id = $1 and known.digest = decode(wanted.digest, 'hex') limit 1) e`,
        [workspaceId, [...new Set(wanted.flat())]],
      );
      const erased = new Map(rows.map((row) => [row.digest, row.erasedAt]));
      return wanted.map(
        (digests) => digests.flatMap((one) => erased.get(one) ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null,
      );
    },
  };
}
