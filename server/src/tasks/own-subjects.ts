import { contactsRead, contactVisibleTo, conversationsRead, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { taskSubject } from "./task-subject.ts";

const NEVER = sql`false`;

/** Conversations, named by whom they are with. */
export const conversationTasks = taskSubject({
  kind: "conversation",
  sees: (asker) =>
    asker.capabilities.has(conversationsRead.name)
      ? sql`exists (select 1 from conversations c where c.workspace_id = l.workspace_id and c.id = l.subject_id and ${visibleTo(asker)})`
      : NEVER,
  within: (id) => sql`l.kind = 'conversation' and l.subject_id = ${id}`,
  async read(tx, asker, ids) {
    if (!asker.capabilities.has(conversationsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`
      select c.id, coalesce(p.name, p.profile_name, c.last_address, '?') as name from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      where c.id = any(${[...ids]}) and ${visibleTo(asker)}`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  },
});

/** Contacts; what is about one of their conversations is about them too. */
export const contactTasks = taskSubject({
  kind: "contact",
  sees: (asker) =>
    asker.capabilities.has(contactsRead.name)
      ? sql`exists (select 1 from contacts p where p.workspace_id = l.workspace_id and p.id = l.subject_id and ${contactVisibleTo(asker)})`
      : NEVER,
  within: (id) => sql`(l.kind = 'contact' and l.subject_id = ${id} or l.kind = 'conversation'
    and l.subject_id in (select c.id from conversations c where c.workspace_id = current_workspace() and c.contact_id = ${id}))`,
  async read(tx, asker, ids) {
    if (!asker.capabilities.has(contactsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`
      select p.id, coalesce(p.name, p.profile_name, (select c.last_address from conversations c
        where c.workspace_id = p.workspace_id and c.contact_id = p.id order by c.last_message_at desc limit 1), '?') as name
      from contacts p where p.id = any(${[...ids]}) and ${contactVisibleTo(asker)}`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  },
});
