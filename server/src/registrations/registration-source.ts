import { type SearchAsked, type SearchHit, searchSource } from "../inbox/index.ts";
import { type Ctx, cursorOf, readCursor, sql } from "../platform/index.ts";
import { foundBy } from "./list-registrations.ts";
import { registrationVisibleTo } from "./registration.ts";
import { registrationsRead } from "./rights.ts";

/** Registrations by the beginnings of the name, the number that the person was told, or the tax id; newest first. */
export const registrationSource = searchSource({
  kind: "registrations",
  right: registrationsRead,
  async find(ctx, asked) {
    const found = foundBy(ctx, asked.query.plain);
    if (asked.query.plain.trim() === "" || found === undefined) return { items: [], nextCursor: null };
    const rows = await findThem(ctx, asked, found);
    const items = rows.slice(0, asked.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > asked.limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null;
    return { items: items.map(hitOf), nextCursor };
  },
});

interface Found {
  id: string;
  number: string;
  person: string;
  form: string;
  conversationId: string | null;
  contactId: string | null;
  channelKind: string | null;
  at: Date;
}

function findThem(ctx: Ctx, { conversationId, limit, cursor }: SearchAsked, found: ReturnType<typeof sql>): Promise<Found[]> {
  const parts = [sql`r.workspace_id = ${ctx.workspaceId}`, found, registrationVisibleTo(ctx.actor)];
  if (conversationId !== undefined) parts.push(sql`r.conversation_id = ${conversationId}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(r.submitted_at, r.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return ctx.transaction((tx) =>
    tx.many(sql<Found>`
      select r.id, r.number, r.person, f.name as form, r.conversation_id as "conversationId", r.contact_id as "contactId", r.submitted_at as at,
        (select h.kind from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
          where c.workspace_id = r.workspace_id and c.id = r.conversation_id) as "channelKind"
      from registrations r join registration_forms f on f.workspace_id = r.workspace_id and f.id = r.form_id
      where ${sql.join(parts, sql` and `)} order by r.submitted_at desc, r.id desc limit ${limit + 1}`),
  );
}

const hitOf = ({ number, person, form, ...row }: Found): SearchHit => ({
  ...row,
  messageId: null,
  name: person,
  author: null,
  snippet: { text: `${form} ${number}`, marks: [] },
});
