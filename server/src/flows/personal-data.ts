import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** Ways through flows, with what was answered on them. */
export const runPersonalData = personalData({
  name: "flow_runs",
  tell: (tx, { contactIds, conversationIds }) =>
    tx.many(sql<object>`
      select f.name as flow, r.status, r.ending, r.state->'variables' as answers, r.started_at as "startedAt", r.ended_at as "endedAt"
      from flow_runs r join flows f on f.workspace_id = r.workspace_id and f.id = r.flow_id
      where r.contact_id = any(${contactIds}) or r.conversation_id = any(${conversationIds}) order by r.started_at`),
  async erase(tx, { contactIds, conversationIds }) {
    await tx.run(sql`delete from flow_skips where conversation_id = any(${conversationIds})`);
    return tx.run(sql`delete from flow_runs where contact_id = any(${contactIds}) or conversation_id = any(${conversationIds})`);
  },
});
