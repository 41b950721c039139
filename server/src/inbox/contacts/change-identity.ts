import type { IdentityKey } from "../../channels/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { findFormer, resolveContacts } from "./resolve-contacts.ts";

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
 * message that is still on its way finds the same person. A phone number that its owner left is given to somebody else one day:
 * from then on it is not theirs.
 */
export async function changeIdentity(tx: Tx, { workspaceId, previous, current, at, reason, now }: Change): Promise<string> {
  const former = await findFormer(tx, workspaceId, previous);
  const left = former.filter(({ retiredAt }) => retiredAt >= at).map(({ contactId }) => contactId);
  const before = left.length > 0 ? left : await findContacts(tx, previous, at);
  const after = await findContacts(tx, current);
  const everyone = [...new Set([...before, ...after])].sort();
  const keptId = before[0] ?? everyone[0];
  if (keptId === undefined) {
    const [made] = await resolveContacts(tx, workspaceId, [{ sender: { keys: [...current, ...previous] }, at }], now);
    await retire(tx, { workspaceId, contactId: made as string, previous, current, at });
    return made as string;
  }
  for (const other of everyone) if (other !== keptId) await mergeContacts(tx, { workspaceId, keptId, mergedId: other, reason, now });
  for (const key of left.length > 0 ? current : [...previous, ...current]) {
    // News that is older than that they left it does not bring it back.
    await tx.run(sql`
      insert into contact_identities as known (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
      select ${workspaceId}, ${key.kind}, ${key.value}, ${keptId}, ${key.address}, ${at}, ${at}
      where not exists (
        select 1 from former_identities f where f.kind = ${key.kind} and f.value = ${key.value} and f.contact_id = ${keptId}
          and greatest(f.retired_at, f.last_seen_at) >= ${at})
      on conflict (workspace_id, kind, value) do update set last_seen_at = excluded.last_seen_at
        where known.contact_id = excluded.contact_id and known.last_seen_at < excluded.last_seen_at`);
  }
  await retire(tx, { workspaceId, contactId: keptId, previous, current, at });
  return keptId;
}

interface Retirement extends Pick<Change, "workspaceId" | "previous" | "current" | "at"> {
  contactId: string;
}

/** Ids of users are never given to others; phone numbers are. */
async function retire(tx: Tx, { workspaceId, contactId, previous, current, at }: Retirement): Promise<void> {
  const next = current.find(({ kind }) => kind === "phone");
  if (next === undefined) return;
  for (const key of previous.filter(({ kind, value }) => kind === "phone" && value !== next.value)) {
    // Whoever was first seen there later is the next owner.
    const gone = await tx.maybeOne(sql<{ lastSeenAt: Date }>`
      delete from contact_identities where kind = ${key.kind} and value = ${key.value} and contact_id = ${contactId} and first_seen_at <= ${at}
      returning last_seen_at as "lastSeenAt"`);
    await tx.run(sql`
      insert into former_identities (workspace_id, kind, value, contact_id, address, retired_at, last_seen_at)
      values (${workspaceId}, ${key.kind}, ${key.value}, ${contactId}, ${key.address}, ${at}, ${gone?.lastSeenAt ?? at})
      on conflict (workspace_id, kind, value, contact_id) do update set retired_at = greatest(former_identities.retired_at, excluded.retired_at),
        last_seen_at = greatest(former_identities.last_seen_at, excluded.last_seen_at)`);
    await tx.run(sql`
      update conversations set last_address = ${next.value} where contact_id = ${contactId} and last_address_kind = 'phone' and last_address = ${key.value}
        and last_inbound_at <= ${at}`);
  }
}

/** Contacts that have one of these, and had it at `since` where it is given. */
async function findContacts(tx: Tx, keys: IdentityKey[], since: Date | null = null): Promise<string[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select distinct contact_id as id from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[]) as wanted(kind, value)
    join contact_identities using (kind, value) where ${since}::timestamptz is null or first_seen_at <= ${since} order by 1`);
  return rows.map(({ id }) => id);
}
