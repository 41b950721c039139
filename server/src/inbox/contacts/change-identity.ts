import type { IdentityKey } from "../../channels/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { resolveContacts } from "./resolve-contacts.ts";

interface Change {
  workspaceId: string;
  previous: IdentityKey[];
  current: IdentityKey[];
  at: Date;
  reason: string;
  now: Date;
}

/**
 * The provider says that a person's number or id changed: the new one joins the contact of the old one, with its
 * history. Where the new one already wrote, both contacts become one. Unknown old ids are remembered too, so that a
 * message that is still on its way finds the same person.
 */
export async function changeIdentity(tx: Tx, { workspaceId, previous, current, at, reason, now }: Change): Promise<string> {
  const before = await findContacts(tx, previous);
  const after = await findContacts(tx, current);
  const everyone = [...new Set([...before, ...after])].sort();
  const keptId = before[0] ?? everyone[0];
  if (keptId === undefined) {
    const [made] = await resolveContacts(tx, workspaceId, [{ sender: { keys: [...current, ...previous] }, at }], now);
    return made as string;
  }
  for (const other of everyone) if (other !== keptId) await mergeContacts(tx, { workspaceId, keptId, mergedId: other, reason, now });
  for (const key of [...previous, ...current]) {
    await tx.run(sql`
      insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
      values (${workspaceId}, ${key.kind}, ${key.value}, ${keptId}, ${key.address}, ${at}, ${at})
      on conflict (workspace_id, kind, value) do nothing`);
  }
  return keptId;
}

async function findContacts(tx: Tx, keys: IdentityKey[]): Promise<string[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select distinct contact_id as id from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[]) as wanted(kind, value)
    join contact_identities using (kind, value) order by 1`);
  return rows.map(({ id }) => id);
}
