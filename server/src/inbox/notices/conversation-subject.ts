import { noticeSubject } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { visibleTo } from "../conversations/sight.ts";
import { conversationsRead } from "../rights.ts";

/** Conversations as notices to members name them: by whom they are with, and only to whoever sees them now. */
export const conversationSubject = noticeSubject({
  subject: "conversation",
  async read(tx, told, ids) {
    if (!told.capabilities.has(conversationsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string | null }>`
      select c.id, coalesce(p.name, p.profile_name, (select i.address from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id order by i.first_seen_at limit 1)) as name
      from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      where c.id = any(${[...ids]}) and ${visibleTo(told)}`);
    return new Map(rows.map(({ id, name }) => [id, { name: name ?? "?", path: `/inbox/${id}` }]));
  },
});
