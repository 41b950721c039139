import { eraseBodies, eraseVisitors } from "../../channels/index.ts";
import { forgetSubjects } from "../../notices/index.ts";
import { addJobs, emit, sql, type Tx } from "../../platform/index.ts";
import { forgetAuditDetails, recordSystemAudit } from "../../team/index.ts";
import { audienceBefore } from "../conversations/audience.ts";
import type { LockedConversation } from "../conversations/conversations.ts";
import { contactErased, conversationErased } from "../events.ts";
import { erasePersonJob, tierMediaJob } from "../job-kinds.ts";
import { eraseFiles } from "./erase-files.ts";
import { eraseImportedLines } from "./erase-imported-lines.ts";
import type { Person, PersonalData } from "./personal-data.ts";
import type { Tombstones } from "./tombstones.ts";

interface Parts {
  /** What rooms keep, in the rooms' order. */
  personalData: readonly PersonalData[];
  tombstones: Tombstones;
}

interface Open {
  id: string;
  contactIds: string[];
  bodiesBefore: string | null;
  removed: Record<string, number>;
}

/**
 * The next stretch of an erasure, and the job of the one behind it: both or neither. First the bodies that providers sent are looked
 * through, while we still know by what; the last stretch takes everything else in one transaction.
 */
export async function erasePerson(tx: Tx, parts: Parts, workspaceId: string, erasureId: string, now: Date): Promise<void> {
  const open = await tx.maybeOne(sql<Open>`
    select id, contact_ids as "contactIds", bodies_before as "bodiesBefore", removed from erasures where id = ${erasureId} and state = 'waiting' for update`);
  if (open === null) return;
  const { contactIds } = open;
  const addresses = await addressesOf(tx, contactIds);
  const channels = await tx.many(
    sql<{ id: string }>`select distinct channel_id as id from conversations where contact_id = any(${contactIds})`,
  );
  const bodies = await eraseBodies(tx, {
    channelIds: channels.map(({ id }) => id),
    parts: partsIn(addresses),
    beforeId: open.bodiesBefore,
  });
  const removed = { ...open.removed, raw_events: (open.removed["raw_events"] ?? 0) + bodies.removed };
  if (bodies.nextId !== null) {
    await tx.run(sql`update erasures set bodies_before = ${bodies.nextId}, removed = ${JSON.stringify(removed)} where id = ${erasureId}`);
    addJobs(tx, [erasePersonJob({ workspaceId, key: erasureId, payload: { erasureId } })], now);
    return;
  }
  const gone = await eraseRows(tx, parts, { workspaceId, contactIds, now }, addresses);
  await tx.run(sql`
    update erasures set state = 'done', done_at = ${now}, bodies_before = null, removed = ${JSON.stringify({ ...removed, ...gone.removed })},
      consents = ${JSON.stringify(gone.consents)} where id = ${erasureId}`);
  addJobs(tx, [tierMediaJob({ workspaceId, payload: {} })], now); // removes the bytes
  await recordSystemAudit(tx, { workspaceId, now }, { action: "contact.erased", subjectKind: "erasure", subjectId: erasureId });
}

interface Address {
  kind: string;
  value: string;
  address: string;
}

const addressesOf = (tx: Tx, contactIds: string[]): Promise<Address[]> =>
  tx.many(sql<Address>`
    select kind, value, address from contact_identities where contact_id = any(${contactIds})
    union select kind, value, address from former_identities where contact_id = any(${contactIds})`);

/** Shorter ones stand in bodies that are about somebody else. */
const SHORTEST_PART = 6;

/** Providers write numbers with and without country, area and ninth digit: the last eight digits are in all of them. */
function partsIn(addresses: Address[]): string[] {
  const parts = addresses.flatMap(({ kind, value, address }) =>
    kind === "phone" ? [value.replace(/\D/g, "").slice(-8)] : [value, address],
  );
  return [...new Set(parts)].filter((part) => part.length >= SHORTEST_PART);
}

interface Gone {
  removed: Record<string, number>;
  /** What they allowed or refused: proof of what we did then, without who it was. */
  consents: object[];
}

/** In the order in which everybody locks: contacts, then conversations by id. */
async function eraseRows(
  tx: Tx,
  { personalData, tombstones }: Parts,
  { workspaceId, contactIds, now }: Omit<Person, "conversationIds">,
  addresses: Address[],
): Promise<Gone> {
  await tx.many(sql`select id from contacts where id = any(${contactIds}) order by id for update`);
  const conversations = await tx.many(sql<Pick<LockedConversation, "id" | "assigneeId" | "queueId">>`
    select id, assignee_id as "assigneeId", queue_id as "queueId" from conversations where contact_id = any(${contactIds}) order by id for update`);
  const person = { workspaceId, contactIds, conversationIds: conversations.map(({ id }) => id), now };
  const removed: Record<string, number> = {};
  // Upper rooms first: what they keep leans on what is below it.
  const audited = [...contactIds, ...person.conversationIds];
  for (const { name, erase } of personalData.toReversed()) {
    const gone = await erase(tx, person);
    if (typeof gone !== "number") audited.push(...gone);
    removed[name] = typeof gone === "number" ? gone : gone.length;
  }
  removed["files"] = await eraseFiles(tx, person);
  await eraseImportedLines(tx, contactIds);
  const theirs = sql`m.workspace_id = current_workspace() and m.conversation_id = any(${person.conversationIds})`;
  await tx.run(sql`
    delete from message_words w using messages m where ${theirs} and w.workspace_id = m.workspace_id and w.occurred_at = m.occurred_at and w.message_id = m.id`);
  await tx.run(sql`
    delete from parked_signals p using messages m where ${theirs} and p.workspace_id = m.workspace_id and p.channel_id = m.channel_id and p.provider_message_id = m.provider_message_id`);
  await tx.run(sql`delete from taps where contact_id = any(${contactIds})`);
  removed["messages"] = await tx.run(sql`delete from messages m where ${theirs}`);
  removed["conversations"] = await tx.run(sql`delete from conversations where id = any(${person.conversationIds})`);
  const consents = await tx.many(sql<object>`
    select purpose, channel_kind as "channelKind", state, source, actor_kind as "actorKind", occurred_at as "occurredAt"
    from contact_consents where contact_id = any(${contactIds}) order by occurred_at`);
  await tombstones.set(tx, workspaceId, addresses, now);
  await eraseVisitors(
    tx,
    addresses.filter(({ kind }) => kind === "webchat_visitor").map(({ value }) => value),
  );
  removed["contacts"] = await tx.run(sql`delete from contacts where id = any(${contactIds})`);
  await forgetSubjects(tx, [...contactIds, ...person.conversationIds]);
  await forgetAuditDetails(tx, audited);
  tellEveryone(tx, person, conversations);
  return { removed, consents };
}

function tellEveryone(
  tx: Tx,
  { workspaceId, contactIds, now }: Person,
  conversations: Pick<LockedConversation, "id" | "assigneeId" | "queueId">[],
): void {
  emit(
    tx,
    [
      ...conversations.map((one) =>
        conversationErased({ workspaceId, conversationId: one.id, subjectId: one.id, before: audienceBefore(one) }),
      ),
      ...contactIds.map((subjectId) => contactErased({ workspaceId, subjectId })),
    ],
    now,
  );
}
