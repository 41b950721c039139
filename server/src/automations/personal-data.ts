import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

export const automationPersonalData = [
  /** Runs of rules go with the person they were about. */
  personalData({
    name: "automation_runs",
    tell: (tx, { contactIds, conversationIds }) =>
      tx.many(sql<object>`
        select a.name as rule, r.state, r.reason, r.begun_at as "begunAt", r.ended_at as "endedAt" from automation_runs r
        join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
        where r.contact_id = any(${contactIds}) or r.conversation_id = any(${conversationIds}) order by r.begun_at`),
    erase: (tx, { contactIds, conversationIds }) =>
      tx.run(sql`delete from automation_runs where contact_id = any(${contactIds}) or conversation_id = any(${conversationIds})`),
  }),
  /** Records of a host application that name the person as theirs. */
  personalData({
    name: "objects",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select type, external_id as "externalId", title, state, data, created_at as "createdAt" from objects where contact_id = any(${contactIds}) order by created_at`),
    erase: (tx, { contactIds }) => tx.run(sql`delete from objects where contact_id = any(${contactIds})`),
  }),
];
