import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** Tasks about the person, or about one of their conversations: their words say who it is, so they go. */
export const taskPersonalData = personalData({
  name: "tasks",
  tell: (tx, { contactIds, conversationIds }) =>
    tx.many(sql<object>`
      select t.title, t.note, t.state, t.due_at as "dueAt", t.created_at as "createdAt" from tasks t
      where t.id in (select l.task_id from task_links l where l.workspace_id = t.workspace_id and l.subject_id = any(${[...contactIds, ...conversationIds]}))
      order by t.created_at`),
  async erase(tx, { contactIds, conversationIds }) {
    const gone = await tx.many(sql<{ id: string }>`
      delete from tasks t
      where t.id in (select l.task_id from task_links l where l.workspace_id = t.workspace_id and l.subject_id = any(${[...contactIds, ...conversationIds]}))
      returning t.id`);
    return gone.map(({ id }) => id);
  },
});
