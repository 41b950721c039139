import type { IdentityKey, Sender } from "../../channels/index.ts";
import { newId, RunAgain, sql, type Tx } from "../../platform/index.ts";
import { mergeContacts } from "./merge-contacts.ts";

/** A person as one event showed them, and when. */
export interface Sighting {
  sender: Sender;
  at: Date;
}

interface Known {
  lastSeenAt: Date;
  kind: string;
  value: string;
  contactId: string;
  address: string;
  profileName: string | null;
  username: string | null;
}

const idOf = ({ kind, value }: { kind: string; value: string }) => `${kind} ${value}`;

/**
 * The contact of each sighting, in their order: found by any of its keys, made when none is known, merged when
 * its keys lead to several people (the provider has just said that they are one).
 */
export async function resolveContacts(tx: Tx, workspaceId: string, sightings: Sighting[], now: Date): Promise<string[]> {
  const senders = sightings.map(({ sender }) => sender);
  const known = await findKnown(
    tx,
    workspaceId,
    senders.flatMap((sender) => sender.keys),
  );
  const newContacts: { id: string; sender: Sender }[] = [];
  const newKeys: NewKey[] = [];
  const contactIds: string[] = [];

  for (const { sender, at } of sightings) {
    const found = [...new Set(sender.keys.flatMap((key) => known.get(idOf(key))?.contactId ?? []))].sort();
    let contactId = found[0];
    if (contactId === undefined) {
      contactId = newId();
      newContacts.push({ id: contactId, sender });
    }
    for (const other of found.slice(1)) {
      const merged = await mergeContacts(tx, {
        workspaceId,
        keptId: contactId,
        mergedId: other,
        reason: `one message carried ${sender.keys.map(({ kind }) => kind).join(" and ")}`,
        now,
      });
      if (merged) for (const entry of known.values()) if (entry.contactId === other) entry.contactId = contactId;
    }
    for (const key of sender.keys) {
      if (known.has(idOf(key))) continue;
      newKeys.push({ ...key, contactId, at });
      known.set(idOf(key), {
        ...key,
        contactId,
        lastSeenAt: at,
        profileName: sender.profileName ?? null,
        username: sender.username ?? null,
      });
    }
    contactIds.push(contactId);
  }

  await insertContacts(tx, workspaceId, newContacts, now);
  await insertKeys(tx, workspaceId, newKeys);
  await refreshProfiles(tx, sightings, known, now);
  // A merge later in the batch may have moved an earlier sender's contact.
  return senders.map((sender, index) => known.get(idOf(sender.keys[0] as IdentityKey))?.contactId ?? (contactIds[index] as string));
}

async function findKnown(tx: Tx, workspaceId: string, keys: IdentityKey[]): Promise<Map<string, Known>> {
  // Each by its key and nothing else, also while the tables are empty to the planner: joined freely, it would read all people for each.
  const rows = await tx.named<Known>(
    "inbox.find_identities",
    `select i.kind, i.value, i.contact_id as "contactId", i.address, i.last_seen_at as "lastSeenAt", c.profile_name as "profileName", c.attributes->>'username' as username
     from unnest($1::text[], $2::text[]) as wanted(kind, value)
     cross join lateral (select * from contact_identities known where known.workspace_id = $3 and known.kind = wanted.kind and known.value = wanted.value limit 1) i
     cross join lateral (select * from contacts known where known.workspace_id = $3 and known.id = i.contact_id limit 1) c`,
    [keys.map(({ kind }) => kind), keys.map(({ value }) => value), workspaceId],
  );
  return new Map(rows.map((row) => [idOf(row), row]));
}

async function insertContacts(tx: Tx, workspaceId: string, contacts: { id: string; sender: Sender }[], now: Date) {
  if (contacts.length === 0) return;
  await tx.named(
    "inbox.insert_contacts",
    `insert into contacts (workspace_id, id, profile_name, attributes, created_at, updated_at)
     select $1, id, name, attributes, $5, $5 from unnest($2::uuid[], $3::text[], $4::jsonb[]) as c(id, name, attributes)`,
    [
      workspaceId,
      contacts.map(({ id }) => id),
      contacts.map(({ sender }) => sender.profileName ?? sender.nameIfNew ?? null),
      contacts.map(({ sender }) => JSON.stringify(sender.username === undefined ? {} : { username: sender.username })),
      now,
    ],
  );
}

type NewKey = IdentityKey & { contactId: string; at: Date };

async function insertKeys(tx: Tx, workspaceId: string, keys: NewKey[]) {
  if (keys.length === 0) return;
  // Sorted, so that two batches with the same people wait for each other instead of deadlocking.
  const rows = keys.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const stored = await tx.named(
    "inbox.insert_identities",
    `insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
     select $1, kind, value, contact_id, address, at, at from unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[]) as i(kind, value, contact_id, address, at)
     on conflict (workspace_id, kind, value) do nothing returning 1`,
    [
      workspaceId,
      rows.map(({ kind }) => kind),
      rows.map(({ value }) => value),
      rows.map(({ contactId }) => contactId),
      rows.map(({ address }) => address),
      rows.map(({ at }) => at),
    ],
  );
  if (stored.length !== rows.length) throw new RunAgain("another transaction stored the same identity");
}

/** Names and written forms change; a row is touched only when something did, and never by an older sighting. */
async function refreshProfiles(tx: Tx, sightings: Sighting[], known: Map<string, Known>, now: Date) {
  for (const { sender, at } of sightings) {
    const first = known.get(idOf(sender.keys[0] as IdentityKey));
    if (first === undefined || at <= first.lastSeenAt) continue;
    const nameChanged = sender.profileName !== undefined && sender.profileName !== first.profileName;
    const usernameChanged = sender.username !== undefined && sender.username !== first.username;
    const moved = sender.keys.flatMap((key) => {
      const entry = known.get(idOf(key));
      return entry === undefined || entry.address === key.address ? [] : [{ key, entry }];
    });
    if (nameChanged || usernameChanged) {
      const attributes = JSON.stringify(sender.username === undefined ? {} : { username: sender.username });
      await tx.run(sql`
        update contacts set profile_name = coalesce(${sender.profileName ?? null}, profile_name), attributes = attributes || ${attributes}::jsonb, updated_at = ${now}
        where id = ${first.contactId}`);
      first.profileName = sender.profileName ?? first.profileName;
      first.username = sender.username ?? first.username;
    }
    if (nameChanged || usernameChanged || moved.length > 0) {
      await tx.run(sql`update contact_identities set last_seen_at = ${at} where kind = ${first.kind} and value = ${first.value}`);
      first.lastSeenAt = at;
    }
    for (const { key, entry } of moved) {
      await tx.run(sql`update contact_identities set address = ${key.address} where kind = ${key.kind} and value = ${key.value}`);
      entry.address = key.address;
    }
  }
}
