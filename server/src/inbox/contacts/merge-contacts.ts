import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { copyValues } from "../contact-fields/contact-values.ts";
import { moveDrafts } from "../drafts/drafts.ts";
import { contactMerged, conversationMoved } from "../events.ts";
import { closeSession } from "../floor/close-session.ts";
import { copyLabels } from "../labels/label-conversation.ts";
import { moveScheduled } from "../scheduled/scheduled-messages.ts";

/** What a merge moved out of a conversation that it emptied; kept with the merge, so that it can be taken back. */
export interface MovedMessages {
  from: string;
  to: string;
  ids: string[];
  /** Of the emptied one, where it was open: ended, or gone on in the other, which had none. */
  session?: { id: string; state: string; wasMoved: boolean };
  /** Stretches that were over: they go with what was said in them. Absent in merges of before they did. */
  sessions?: string[];
}

interface Merge {
  workspaceId: string;
  /** The contact that stays; the older one by convention. */
  keptId: string;
  mergedId: string;
  /** For the person who wonders why. */
  reason: string;
  /** A person says it: also of two that somebody separated before. */
  isByHand?: boolean;
  now: Date;
}

/**
 * Makes two contacts one: identities and conversations move to the kept one, and what moved is written down, so that
 * it can be explained and undone. Where both have a conversation on the same channel, the messages move as well.
 * @returns false when a person undid a merge of these two before: whoever knows better than the provider is believed.
 */
export async function mergeContacts(tx: Tx, { workspaceId, keptId, mergedId, reason, isByHand = false, now }: Merge): Promise<boolean> {
  const undone = await tx.maybeOne(sql`
    select 1 from contact_merges
    where undone_at is not null and ((kept_id = ${keptId} and merged_id = ${mergedId}) or (kept_id = ${mergedId} and merged_id = ${keptId})) limit 1`);
  if (undone !== null && !isByHand) return false;
  const identities = await tx.many(sql<{ kind: string; value: string }>`
    update contact_identities set contact_id = ${keptId} where contact_id = ${mergedId} returning kind, value`);
  await tx.run(sql`
    update former_identities f set contact_id = ${keptId} where contact_id = ${mergedId}
      and not exists (select 1 from former_identities own where own.workspace_id = f.workspace_id and own.kind = f.kind and own.value = f.value and own.contact_id = ${keptId})`);
  const values = await copyValues(tx, mergedId, keptId);
  const company = await copyCompany(tx, mergedId, keptId);
  const conversations: string[] = [];
  const messages: MovedMessages[] = [];
  const theirs = await tx.many(sql<{ id: string; channelId: string; threadKey: string; twinId: string | null }>`
    select c.id, c.channel_id as "channelId", c.thread_key as "threadKey", twin.id as "twinId"
    from conversations c left join conversations twin
      on twin.workspace_id = c.workspace_id and twin.channel_id = c.channel_id and twin.thread_key = c.thread_key and twin.contact_id = ${keptId}
    where c.contact_id = ${mergedId} order by c.id for update of c`);
  for (const { id, twinId } of theirs) {
    if (twinId === null) {
      await tx.run(sql`update conversations set contact_id = ${keptId} where id = ${id}`);
      conversations.push(id);
      continue;
    }
    const moved = await tx.many(
      sql<{ id: string }>`update messages set conversation_id = ${twinId} where conversation_id = ${id} returning id`,
    );
    await moveDrafts(tx, id, twinId);
    await moveScheduled(tx, id, twinId);
    await copyLabels(tx, now, id, twinId);
    const session = await moveSession(tx, workspaceId, id, twinId, now);
    const ended = await tx.many(sql<{ id: string }>`
      update sessions set conversation_id = ${twinId} where conversation_id = ${id} and closed_at is not null returning id`);
    messages.push({
      ...{ from: id, to: twinId, ids: moved.map((row) => row.id), sessions: ended.map((row) => row.id) },
      ...(session === null ? {} : { session }),
    });
    await tx.run(sql`
      update conversations kept set
        unread_count = kept.unread_count + other.unread_count, message_count = kept.message_count + other.message_count,
        window_closes_at = greatest(kept.window_closes_at, other.window_closes_at), last_inbound_at = greatest(kept.last_inbound_at, other.last_inbound_at),
        last_message_id = case when other.last_message_at > kept.last_message_at then other.last_message_id else kept.last_message_id end,
        last_address_kind = case when other.last_inbound_at > kept.last_inbound_at then other.last_address_kind else kept.last_address_kind end,
        last_address = case when other.last_inbound_at > kept.last_inbound_at then other.last_address else kept.last_address end,
        last_message_at = greatest(kept.last_message_at, other.last_message_at),
        floor_version = greatest(kept.floor_version, other.floor_version), person_floor_version = greatest(kept.person_floor_version, other.person_floor_version)
      from conversations other where kept.id = ${twinId} and other.workspace_id = kept.workspace_id and other.id = ${id}`);
    await tx.run(sql`update conversations set unread_count = 0, message_count = 0, state = 'resolved' where id = ${id}`);
  }
  await tx.run(sql`
    update contacts kept set name = coalesce(kept.name, other.name), profile_name = coalesce(kept.profile_name, other.profile_name),
      attributes = other.attributes || kept.attributes, blocked_at = coalesce(kept.blocked_at, other.blocked_at), updated_at = ${now},
      marketing_consent = case when 'withdrawn' in (kept.marketing_consent, other.marketing_consent) then 'withdrawn' else kept.marketing_consent end
    from contacts other where kept.id = ${keptId} and other.workspace_id = kept.workspace_id and other.id = ${mergedId}`);
  await tx.run(sql`update contacts set merged_into = ${keptId}, updated_at = ${now} where id = ${mergedId}`);
  await tx.run(sql`
    insert into contact_merges (workspace_id, id, kept_id, merged_id, reason, moved, merged_at)
    values (${workspaceId}, ${newId()}, ${keptId}, ${mergedId}, ${reason}, ${JSON.stringify({ identities, values, company, conversations, messages })}, ${now})`);
  const touched = [...conversations, ...messages.flatMap(({ from, to }) => [from, to])];
  emit(
    tx,
    [
      contactMerged({ workspaceId, subjectId: keptId, detail: { mergedId } }),
      ...touched.map((id) => conversationMoved({ workspaceId, conversationId: id, subjectId: id })),
    ],
    now,
  );
  return true;
}

/** The kept one works where the other did, if we knew of nothing. @returns that company, so that it can be taken back */
async function copyCompany(tx: Tx, fromId: string, toId: string): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    update contacts kept set company_id = other.company_id from contacts other
    where kept.id = ${toId} and kept.company_id is null and other.workspace_id = kept.workspace_id and other.id = ${fromId} and other.company_id is not null
    returning kept.company_id as id`);
  return row?.id ?? null;
}

/** Whoever waited in the emptied conversation waits in the other one: in its session, or in the one that goes on there. */
async function moveSession(
  tx: Tx,
  workspaceId: string,
  from: string,
  to: string,
  now: Date,
): Promise<NonNullable<MovedMessages["session"]> | null> {
  const open = await tx.maybeOne(sql<{ id: string; state: string; isOpenThere: boolean }>`
    select s.id, c.state, twin_session.id is not null as "isOpenThere"
    from conversations c join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
      join conversations twin on twin.workspace_id = c.workspace_id and twin.id = ${to}
      left join sessions twin_session on twin_session.workspace_id = twin.workspace_id and twin_session.id = twin.session_id and twin_session.closed_at is null
    where c.id = ${from}`);
  if (open === null) return null;
  if (open.isOpenThere) await closeSession(tx, { workspaceId, conversationId: from, now }, "merged");
  else {
    await tx.run(sql`update sessions set conversation_id = ${to} where id = ${open.id}`);
    await tx.run(sql`
      update conversations twin set session_id = ${open.id}, state = c.state, snoozed_until = c.snoozed_until, assignee_id = coalesce(twin.assignee_id, c.assignee_id),
        queue_id = coalesce(twin.queue_id, c.queue_id)
      from conversations c where twin.id = ${to} and c.workspace_id = twin.workspace_id and c.id = ${from}`);
    await tx.run(sql`update conversations set session_id = null where id = ${from}`);
  }
  return { id: open.id, state: open.state, wasMoved: !open.isOpenThere };
}
