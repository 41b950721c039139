import { type SearchAsked, type SearchHit, searchSource, visibleTo } from "../../inbox/index.ts";
import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { deskServe } from "../rights.ts";

/** Digits of a protocol's day, and of all of it: see makeProtocol. */
const DAY = 6;
const WHOLE = 12;
/** Fewer digits are found in too many. */
const FEWEST = 4;
/** The number without its day, which no index begins with, is looked for among the last tickets. */
const LAST_TICKETS = 5_000;

/** Tickets by what the contact was told: `261127-483920` with or without its sign, the first part of it, or the number alone. */
export const protocolSource = searchSource({
  kind: "tickets",
  right: deskServe,
  async find(ctx, asked) {
    const digits = asked.query.plain.replaceAll(" ", "");
    if (!/^\d+$/.test(digits) || digits.length < FEWEST || digits.length > WHOLE) return { items: [], nextCursor: null };
    const rows = await findTickets(ctx, asked, digits);
    const items = rows.slice(0, asked.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > asked.limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null;
    return { items: items.map((row) => hitOf(row, digits)), nextCursor };
  },
});

interface Ticket {
  id: string;
  protocol: string;
  conversationId: string;
  contactId: string;
  name: string;
  channelKind: string;
  at: Date;
}

function findTickets(ctx: Ctx, { conversationId, limit, cursor }: SearchAsked, digits: string): Promise<Ticket[]> {
  const parts = [sql`t.workspace_id = ${ctx.workspaceId}`, visibleTo(ctx.actor)];
  if (conversationId !== undefined) parts.push(sql`t.conversation_id = ${conversationId}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(t.opened_at, t.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const tickets =
    digits.length > DAY
      ? sql`(select * from tickets where workspace_id = ${ctx.workspaceId} and protocol between ${written(digits, "0")} and ${written(digits, "9")})`
      : sql`(select * from (select * from tickets where workspace_id = ${ctx.workspaceId} order by opened_at desc, id desc limit ${LAST_TICKETS}) latest
          where split_part(protocol, '-', 2) like ${`${digits}%`})`;
  return ctx.transaction((tx) =>
    tx.many(sql<Ticket>`
      select t.id, t.protocol, t.conversation_id as "conversationId", c.contact_id as "contactId",
        coalesce(p.name, p.profile_name, c.last_address, '') as name, h.kind as "channelKind", t.opened_at as at
      from ${tickets} t
        join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
        join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
        join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      where ${sql.join(parts, sql` and `)} order by t.opened_at desc, t.id desc limit ${limit + 1}`),
  );
}

/** The first or the last protocol that begins with these digits: all are equally long, so that every order of letters agrees. */
function written(digits: string, filled: "0" | "9"): string {
  const all = digits.padEnd(WHOLE, filled);
  return `${all.slice(0, DAY)}-${all.slice(DAY)}`;
}

function hitOf({ protocol, ...row }: Ticket, digits: string): SearchHit {
  const from = digits.length > DAY ? 0 : DAY + 1;
  const to = from + digits.length + (digits.length > DAY ? 1 : 0);
  return { ...row, messageId: null, author: null, snippet: { text: protocol, marks: [{ from, to }] } };
}
