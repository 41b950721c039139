import { messageQueued } from "../../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";
import { type DealFacts, dealMoved } from "../events.ts";

/** Counts what members do towards goals, by the day of the workspace's clock. Runs twice for one event without harm: each counts once a day. */
export const markGoals = consumer(
  "leads.mark_goals",
  on(messageQueued, (tx, events) =>
    markWritten(
      tx,
      events.flatMap(({ subjectId }) => subjectId ?? []),
    ),
  ),
  on(dealMoved, async (tx, events) => {
    for (const event of events) await markDeal(tx, event);
  }),
);

/** To whom members wrote. */
export async function markWritten(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into goal_marks (workspace_id, member_id, what, day, subject_id)
    select distinct m.workspace_id, m.author_id, 'contacts', (m.created_at at time zone w.time_zone)::date, c.contact_id
    from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id join workspaces w on w.id = m.workspace_id
    where m.id = any(${[...messageIds]}::uuid[]) and m.direction = 'out' and not m.is_note and m.author_kind = 'member' and m.author_id is not null
    on conflict do nothing`);
}

/** Whose deal went into a stage for proposals, or was won; one that is open again was not won. */
export async function markDeal(
  tx: Tx,
  { workspaceId, subjectId, occurredAt, detail }: Pick<FeedEvent<DealFacts>, "workspaceId" | "subjectId" | "occurredAt" | "detail">,
): Promise<void> {
  if (subjectId === null) return;
  if (detail.state !== "won") await tx.run(sql`delete from goal_marks where subject_id = ${subjectId} and what = 'deals'`);
  if (detail.ownerId === null) return;
  await tx.run(sql`
    insert into goal_marks (workspace_id, member_id, what, day, subject_id)
    select ${workspaceId}, ${detail.ownerId}, case when s.kind = 'won' then 'deals' else 'proposals' end,
      (${occurredAt}::timestamptz at time zone w.time_zone)::date, ${subjectId}
    from pipeline_stages s join workspaces w on w.id = s.workspace_id
    where s.workspace_id = ${workspaceId} and s.id = ${detail.stageId} and (s.kind = 'won' or s.is_proposal) on conflict do nothing`);
}
