import { eraseKeptFiles, type Person, personalData } from "../inbox/index.ts";
import { sql, type Tx } from "../platform/index.ts";

const theirs = ({ contactIds, conversationIds }: Person) => sql`
  o.workspace_id = current_workspace() and (o.contact_id = any(${contactIds}) or o.conversation_id = any(${conversationIds}))`;

/**
 * An order that was done stays: its parts and costs are books that have to be kept. Who asked for it, in which words, with which photos
 * and under which signature, goes.
 */
export const orderPersonalData = personalData({
  name: "work_orders",
  tell: (tx, person) =>
    tx.many(sql<object>`
      select o.code, o.title, o.description, o.state, o.solution, o.created_at as "createdAt", o.done_at as "doneAt", a.name as asset, s.name as site
      from work_orders o left join assets a on a.workspace_id = o.workspace_id and a.id = o.asset_id left join sites s on s.workspace_id = o.workspace_id and s.id = o.site_id
      where ${theirs(person)} order by o.created_at`),
  async erase(tx, person) {
    await eraseSignatures(tx, person);
    const conversations = person.conversationIds;
    await tx.run(sql`
      delete from work_order_files f using messages m
      where m.workspace_id = f.workspace_id and m.id = f.message_id and m.conversation_id = any(${conversations})`);
    await tx.run(sql`delete from work_order_messages where conversation_id = any(${conversations})`);
    await tx.run(sql`delete from work_order_questions where conversation_id = any(${conversations})`);
    await tx.run(sql`
      update work_order_steps t set by_name = '–', reason = null, detail = '{}' from work_orders o
      where ${theirs(person)} and t.workspace_id = o.workspace_id and t.order_id = o.id and t.by_kind = 'contact'`);
    await tx.run(sql`update technicians set contact_id = null, linked_at = null where contact_id = any(${person.contactIds})`);
    const kept = await tx.many(sql<{ id: string }>`
      update work_orders o set title = o.code, description = '', created_by = '–', contact_id = null, conversation_id = null, former_contacts = '{}', former_conversations = '{}'
      where ${theirs(person)} returning o.id`);
    return kept.map(({ id }) => id);
  },
});

async function eraseSignatures(tx: Tx, person: Person): Promise<void> {
  const signed = await tx.many(sql<{ attachmentId: string }>`
    delete from work_order_files f using work_orders o
    where ${theirs(person)} and f.workspace_id = o.workspace_id and f.order_id = o.id and f.kind = 'signature' returning f.attachment_id as "attachmentId"`);
  await eraseKeptFiles(
    tx,
    person,
    signed.map(({ attachmentId }) => attachmentId),
  );
}
