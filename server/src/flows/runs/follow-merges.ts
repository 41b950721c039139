import { contactMerged, contactMergeUndone } from "../../inbox/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";

/** Runs belong to the person and the conversation in which their session goes on, and come back when a merge is undone. */
export const followMerges = consumer("flows.follow_merges", on(contactMerged, follow), on(contactMergeUndone, follow));

async function follow(tx: Tx, events: FeedEvent<{ mergedId: string }>[]): Promise<void> {
  const people = events.flatMap(({ subjectId, detail }) => (subjectId === null ? [] : [subjectId, detail.mergedId]));
  await tx.run(sql`
    update flow_runs r set conversation_id = s.conversation_id, contact_id = c.contact_id
    from sessions s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where r.contact_id = any(${people}) and s.workspace_id = r.workspace_id and s.id = r.session_id
      and (r.conversation_id, r.contact_id) is distinct from (s.conversation_id, c.contact_id)`);
}
