import { contactMerged, contactMergeUndone } from "../inbox/index.ts";
import { consumer, on, sql, type Tx } from "../platform/index.ts";

/** What somebody got stays with the person who goes on; of two rows of one campaign the one that went further stays theirs. */
export const followMerges = consumer(
  "campaigns.follow_merges",
  on(contactMerged, async (tx, events) => {
    for (const { subjectId: keptId, detail } of events) if (keptId !== null) await carry(tx, detail.mergedId, keptId);
  }),
  on(contactMergeUndone, async (tx, events) => {
    for (const { subjectId: keptId, detail } of events) if (keptId !== null) await bringBack(tx, detail.mergedId, keptId);
  }),
);

/** A person is written to once: where both are in one campaign, what is still to come for one of them is dropped, and both rows stay as they are. */
async function carry(tx: Tx, mergedId: string, keptId: string): Promise<void> {
  await tx.run(sql`
    update campaign_recipients r set due_at = null, state = case when r.state = 'pending' then 'left_out' else r.state end,
      reason = case when r.state = 'pending' then 'same_person' else r.reason end
    from campaign_recipients o
    where o.workspace_id = r.workspace_id and o.campaign_id = r.campaign_id and r.due_at is not null
      and ((r.contact_id = ${mergedId} and o.contact_id = ${keptId} and (o.queued_at is not null or r.queued_at is null))
        or (r.contact_id = ${keptId} and o.contact_id = ${mergedId} and o.queued_at is not null and r.queued_at is null))`);
  await tx.run(sql`
    update campaign_recipients r set contact_id = ${keptId} where r.contact_id = ${mergedId} and not exists (
      select 1 from campaign_recipients k where k.workspace_id = r.workspace_id and k.campaign_id = r.campaign_id and k.contact_id = ${keptId})`);
}

/** What was sent follows its conversation, which the undone merge has given back by now. */
async function bringBack(tx: Tx, mergedId: string, keptId: string): Promise<void> {
  await tx.run(sql`
    update campaign_recipients r set contact_id = ${mergedId} from conversations c
    where c.workspace_id = r.workspace_id and c.id = r.conversation_id and r.contact_id = ${keptId} and c.contact_id = ${mergedId} and not exists (
      select 1 from campaign_recipients k where k.workspace_id = r.workspace_id and k.campaign_id = r.campaign_id and k.contact_id = ${mergedId})`);
}
