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
  /** When the person was seen with a name last; null where that is not known. */
  namedAt: Date | null;
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
  const keys = sightings.flatMap(({ sender }) => sender.keys);
  const [known, former] = await Promise.all([findKnown(tx, workspaceId, keys), findFormer(tx, workspaceId, keys)]);
  const mergedInto = new Map<string, string>();
  const newContacts: { id: string; sender: Sender }[] = [];
  const newKeys: NewKey[] = [];
  const contactIds: string[] = [];

  for (const { sender, at } of sightings) {
    const found = [...new Set(sender.keys.flatMap((key) => ownerThen(former, key, at) ?? known.get(idOf(key))?.contactId ?? []))].sort();
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
      if (!merged) continue;
      mergedInto.set(other, contactId);
      for (const entry of known.values()) if (entry.contactId === other) entry.contactId = contactId;
    }
    for (const key of sender.keys) {
      if (known.has(idOf(key)) || ownerThen(former, key, at) !== undefined) continue;
      const namedAt = hasName(sender) ? at : null;
      newKeys.push({ ...key, contactId, at, namedAt });
      known.set(idOf(key), {
        ...key,
        contactId,
        lastSeenAt: at,
        namedAt,
        profileName: sender.profileName ?? null,
        username: sender.username ?? null,
      });
    }
    contactIds.push(contactId);
  }

  await insertContacts(tx, workspaceId, newContacts, now);
  await insertKeys(tx, workspaceId, newKeys);
  const present = sightings.filter(({ sender, at }) => sender.keys.every((key) => ownerThen(former, key, at) === undefined));
  await refreshProfiles(tx, present, known, now);
  // A merge later in the batch may have moved an earlier sender's contact.
  return contactIds.map((id) => keptOf(mergedInto, id));
}

function keptOf(mergedInto: Map<string, string>, id: string): string {
  let kept = id;
  for (let next = mergedInto.get(kept); next !== undefined; next = mergedInto.get(kept)) kept = next;
  return kept;
}

/** An address that somebody has left. */
interface Former {
  kind: string;
  value: string;
  contactId: string;
  retiredAt: Date;
  /** Somebody was seen there when the news that its owner had left was still on its way. */
  lastSeenAt: Date;
}

/**
 * What was written before its owner left an address is still that owner's; so is what came while the news of it was on its way, also
 * when it comes again.
 */
const ownerThen = (former: Former[], key: IdentityKey, at: Date): string | undefined =>
  former.find(({ kind, value, retiredAt, lastSeenAt }) => kind === key.kind && value === key.value && (at <= retiredAt || at <= lastSeenAt))
    ?.contactId;

export function findFormer(tx: Tx, workspaceId: string, keys: IdentityKey[]): Promise<Former[]> {
  return tx.named<Former>(
    "inbox.find_former",
    `select f.kind, f.value, f.contact_id as "contactId", f.retired_at as "retiredAt", f.last_seen_at as "lastSeenAt"
     from unnest($1::text[], $2::text[]) as wanted(kind, value) join former_identities f using (kind, value)
     where f.workspace_id = $3 order by f.retired_at`,
    [keys.map(({ kind }) => kind), keys.map(({ value }) => value), workspaceId],
  );
}

async function findKnown(tx: Tx, workspaceId: string, keys: IdentityKey[]): Promise<Map<string, Known>> {
  // Each by its key and nothing else, also while the tables are empty to the planner: joined freely, it would read all people for each.
  const rows = await tx.named<Known>(
    "inbox.find_identities",
    `select i.kind, i.value, i.contact_id as "contactId", i.address, i.last_seen_at as "lastSeenAt", i.named_at as "namedAt", c.profile_name as "profileName", c.attributes->>'username' as username
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

type NewKey = IdentityKey & { contactId: string; at: Date; namedAt: Date | null };

async function insertKeys(tx: Tx, workspaceId: string, keys: NewKey[]) {
  if (keys.length === 0) return;
  // Sorted, so that two batches with the same people wait for each other instead of deadlocking.
  const rows = keys.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const stored = await tx.named(
    "inbox.insert_identities",
    `insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at, named_at)
     select $1, kind, value, contact_id, address, at, at, named from unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[])
       as i(kind, value, contact_id, address, at, named)
     on conflict (workspace_id, kind, value) do nothing returning 1`,
    [
      workspaceId,
      rows.map(({ kind }) => kind),
      rows.map(({ value }) => value),
      rows.map(({ contactId }) => contactId),
      rows.map(({ address }) => address),
      rows.map(({ at }) => at),
      rows.map(({ namedAt }) => namedAt),
    ],
  );
  if (stored.length !== rows.length) throw new RunAgain("another transaction stored the same identity");
}

const hasName = ({ profileName, username }: Sender): boolean => profileName !== undefined || username !== undefined;

/** Names and written forms change: the newest sighting decides, whatever came first. */
async function refreshProfiles(tx: Tx, sightings: Sighting[], known: Map<string, Known>, now: Date) {
  const seen = new Map<string, Known>();
  for (const { sender, at } of sightings) {
    const first = known.get(idOf(sender.keys[0] as IdentityKey));
    if (first === undefined) continue;
    const isNewest = at > first.lastSeenAt;
    const isNamed = hasName(sender) && at > namedSince(first);
    if (isNamed) await rename(tx, first, sender, now);
    if (isNewest) await moveAddresses(tx, sender, known);
    if (!isNamed && !isNewest) continue;
    // That nothing has changed is news too: what was otherwise in between, and comes late, does not replace it.
    if (isNamed) first.namedAt = at;
    if (isNewest) first.lastSeenAt = at;
    seen.set(idOf(first), first);
  }
  keepSeen(tx, [...seen.values()]);
}

/** Where nobody knows since when the contact has its name, it is as new as the address. */
const namedSince = ({ namedAt, profileName, username, lastSeenAt }: Known): Date =>
  namedAt ?? (profileName === null && username === null ? new Date(0) : lastSeenAt);

async function rename(tx: Tx, first: Known, { profileName, username }: Sender, now: Date): Promise<void> {
  const isSame = (profileName ?? first.profileName) === first.profileName && (username ?? first.username) === first.username;
  if (isSame) return;
  const attributes = JSON.stringify(username === undefined ? {} : { username });
  await tx.run(sql`
    update contacts set profile_name = coalesce(${profileName ?? null}, profile_name), attributes = attributes || ${attributes}::jsonb, updated_at = ${now}
    where id = ${first.contactId}`);
  first.profileName = profileName ?? first.profileName;
  first.username = username ?? first.username;
}

/** The same identifier, written in another way. */
async function moveAddresses(tx: Tx, { keys }: Sender, known: Map<string, Known>): Promise<void> {
  for (const key of keys) {
    const entry = known.get(idOf(key));
    if (entry === undefined || entry.address === key.address) continue;
    await tx.run(sql`update contact_identities set address = ${key.address} where kind = ${key.kind} and value = ${key.value}`);
    entry.address = key.address;
  }
}

/** Locked in one order, so that two batches with the same people never deadlock. */
function keepSeen(tx: Tx, seen: Known[]): void {
  if (seen.length === 0) return;
  tx.later(
    "inbox.identities_seen",
    `with newer as (
       select i.workspace_id, i.kind, i.value, s.at, s.named from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as s(kind, value, at, named)
       join contact_identities i using (kind, value) order by i.kind, i.value for no key update of i)
     update contact_identities i set last_seen_at = greatest(i.last_seen_at, newer.at), named_at = greatest(i.named_at, newer.named)
     from newer where i.workspace_id = newer.workspace_id and i.kind = newer.kind and i.value = newer.value`,
    [
      seen.map(({ kind }) => kind),
      seen.map(({ value }) => value),
      seen.map(({ lastSeenAt }) => lastSeenAt),
      seen.map(({ namedAt }) => namedAt),
    ],
  );
}
