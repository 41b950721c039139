import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** What campaigns sent to the person, and what came back. */
export const recipientPersonalData = personalData({
  name: "campaigns",
  tell: (tx, { contactIds }) =>
    tx.many(sql<object>`
      select c.name as campaign, r.state, r.reason, r.queued_at as "queuedAt", r.sent_at as "sentAt", r.read_at as "readAt", r.replied_at as "repliedAt", r.reply_text as "replyText",
        r.opted_out_at as "optedOutAt"
      from campaign_recipients r join campaigns c on c.workspace_id = r.workspace_id and c.id = r.campaign_id where r.contact_id = any(${contactIds}) order by r.queued_at`),
  erase: (tx, { contactIds }) => tx.run(sql`delete from campaign_recipients where contact_id = any(${contactIds})`),
});
