import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { takeCopiedValues } from "../contact-fields/contact-values.ts";
import { mergedFurther } from "../errors.ts";
import { contactMergeUndone, conversationMoved } from "../events.ts";
import type { MovedMessages } from "./merge-contacts.ts";
import { accessContact } from "./read-contacts.ts";

interface MergeRow {
  mergedId: string;
  moved: {
    identities: { kind: string; value: string }[];
    /** Fields that the kept one got; merges of before there were any name none. */
    values?: string[];
    /** Where the kept one works because the other did; merges of before there were any name none. */
    company?: string | null;
    conversations: string[];
    messages: MovedMessages[];
  };
}

/**
 * Makes two people of one again: identities, conversations and messages that the merge moved go back. What came after it
 * stays where it came in, because nobody can tell whose it would have been. They are not merged again by what a provider
 * says: a message with the identities of both belongs to the one of its first.
 * @throws {AppError} when the merge is unknown or undone, or the kept contact was itself merged into another since.
 */
export function undoMerge(ctx: Ctx, contactId: string, mergeId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const contact = await accessContact(tx, ctx, contactId);
    const merge = await tx.maybeOne(sql<MergeRow>`
      update contact_merges set undone_at = ${ctx.now()} where id = ${mergeId} and kept_id = ${contactId} and undone_at is null
      returning merged_id as "mergedId", moved`);
    if (merge === null) throw notFound({ what: "merge" });
    if (contact.mergedInto !== null) throw mergedFurther();
    const { mergedId, moved } = merge;
    await tx.run(sql`update contacts set merged_into = null, updated_at = ${ctx.now()} where id = ${mergedId}`);
    await tx.run(sql`
      update contact_identities i set contact_id = ${mergedId}
      from unnest(${moved.identities.map(({ kind }) => kind)}::text[], ${moved.identities.map(({ value }) => value)}::text[]) as back(kind, value)
      where i.kind = back.kind and i.value = back.value and i.contact_id = ${contactId}`);
    await takeCopiedValues(tx, mergedId, contactId, moved.values ?? []);
    await tx.run(sql`update contacts set company_id = null where id = ${contactId} and company_id = ${moved.company ?? null}::uuid`);
    await tx.run(
      sql`update conversations set contact_id = ${mergedId} where id = any(${moved.conversations}) and contact_id = ${contactId}`,
    );
    for (const messages of moved.messages) {
      await moveBack(tx, messages);
      await reopen(tx, messages);
    }
    await recordAudit(tx, ctx, { action: "contact.merge_undone", subjectKind: "contact", subjectId: contactId, detail: { mergedId } });
    const conversations = [...moved.conversations, ...moved.messages.flatMap(({ from, to }) => [from, to])];
    emit(
      tx,
      [
        contactMergeUndone({ workspaceId: ctx.workspaceId, subjectId: contactId, detail: { mergedId } }),
        ...conversations.map((id) => conversationMoved({ workspaceId: ctx.workspaceId, conversationId: id, subjectId: id })),
      ],
      ctx.now(),
    );
  });
}

/** Both conversations are counted anew; the window is as long after the last word of the contact as it was. */
async function moveBack(tx: Tx, { from, to, ids, sessions = [] }: MovedMessages): Promise<void> {
  await tx.many(sql`select id from conversations where id in (${from}, ${to}) order by id for update`);
  await tx.run(sql`update messages set conversation_id = ${from} where id = any(${ids}) and conversation_id = ${to}`);
  await tx.run(sql`update sessions set conversation_id = ${from} where id = any(${sessions}) and conversation_id = ${to}`);
  const own = sql`from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id`;
  const newest = sql`order by m.occurred_at desc, m.arrival desc limit 1`;
  await tx.run(sql`
    update conversations c set message_count = (select count(*)::int ${own}),
      last_message_id = (select m.id ${own} ${newest}), last_message_at = coalesce((select m.occurred_at ${own} ${newest}), c.last_message_at),
      last_inbound_at = (select max(m.occurred_at) ${own} and m.direction = 'in'),
      window_closes_at = (select max(m.occurred_at) ${own} and m.direction = 'in') + (kept.window_closes_at - kept.last_inbound_at),
      state = case when c.id = ${from} then kept.state else c.state end
    from conversations kept where kept.workspace_id = c.workspace_id and kept.id = ${to} and c.id in (${from}, ${to})`);
}

/** The session that the merge ended, or moved, goes on where it was, unless another has begun there since. */
async function reopen(tx: Tx, { from, to, session }: MovedMessages): Promise<void> {
  if (session === undefined) return;
  const isFree = await tx.maybeOne(sql`
    select 1 from conversations c left join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
    where c.id = ${from} and s.id is null`);
  if (isFree === null) return;
  const back = await tx.run(sql`
    update sessions set conversation_id = ${from}, closed_at = case when closed_reason = 'merged' then null else closed_at end,
      closed_reason = case when closed_reason = 'merged' then null else closed_reason end
    where id = ${session.id} and (closed_at is null or closed_reason = 'merged')`);
  if (back === 0) return;
  if (session.wasMoved)
    await tx.run(sql`update conversations set session_id = null, state = 'resolved' where id = ${to} and session_id = ${session.id}`);
  await tx.run(sql`update conversations set session_id = ${session.id}, state = ${session.state} where id = ${from}`);
}
