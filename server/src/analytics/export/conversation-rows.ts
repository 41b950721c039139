import { readContactFields, valuesColumn, visibleTo, writeValue } from "../../inbox/index.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

type Fragment = ReturnType<typeof sql>;

export interface ExportAsked {
  /** Days of the workspace, both included: conversations with a session that began then. */
  from: string;
  to: string;
  format: "csv" | "xlsx";
  /** As SQL over `conversations c`. */
  filter: Fragment | undefined;
  /** The same as it was written, for the audit log. */
  filterText: string | undefined;
}

export interface Sheet {
  headings: string[];
  /** How many there will be; somebody may write meanwhile. */
  count: number;
  rows: AsyncIterable<Cell[]>;
}

type Cell = string | number | null;

interface Row {
  id: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  channel: string;
  channelKind: string;
  state: string;
  priority: string;
  queue: string | null;
  assignee: string | null;
  labels: string[];
  sessions: number;
  openedAt: string;
  closedAt: string | null;
  firstReplySeconds: number | null;
  resolutionSeconds: number | null;
  score: number | null;
  comment: string | null;
  messages: number;
  fields: Record<string, never> | null;
}

const PAGE = 500;
const OWN = [
  "conversation",
  "contact",
  "phone",
  "email",
  "channel",
  "channel_kind",
  "state",
  "priority",
  "queue",
  "assignee",
  "labels",
  "sessions",
  "opened_at",
  "closed_at",
  "first_reply_seconds",
  "resolution_seconds",
  "rating",
  "rating_comment",
  "messages",
];

/**
 * One row a conversation with a session that began in the period: its facts of today, the times of the first and the last session of the
 * period (local times of the workspace), the newest rating, and the contact's own fields. What is counted is what the asker sees, as in
 * the figure `sessions.conversations`. It is in the audit log before the first row leaves.
 */
export async function conversationRows(ctx: Ctx, asked: ExportAsked): Promise<Sheet> {
  const { from, to, format, filter } = asked;
  const { zone, fields, count } = await ctx.transaction(async (tx) => {
    const workspace = await tx.one(sql<{ zone: string }>`select time_zone as zone from workspaces where id = ${ctx.workspaceId}`);
    const found = await tx.one(sql<{ count: number }>`
      select count(*)::int as count from conversations c where ${chosen(ctx, workspace.zone, from, to, filter)}`);
    const detail = { from, to, format, filter: asked.filterText ?? null, count: found.count };
    await recordAudit(tx, ctx, { action: "conversations.exported", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
    return { ...workspace, ...found, fields: (await readContactFields(tx)).filter(({ isArchived }) => !isArchived) };
  });
  return { headings: [...OWN, ...fields.map(({ key }) => `contact_${key}`)], count, rows: rows() };

  async function* rows(): AsyncGenerator<Cell[]> {
    for (let after: string | null = null; ; ) {
      const last: string | null = after;
      const page: Row[] = await ctx.transaction((tx) => tx.many(pageOf(ctx, zone, { from, to, filter }, last)));
      for (const row of page)
        yield [
          ...ownCells(row),
          ...fields.map((field) => (row.fields?.[field.key] === undefined ? null : writeValue(field, row.fields[field.key] as never))),
        ];
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE || after === null) return;
    }
  }
}

const within = (zone: string, from: string, to: string): Fragment =>
  sql`s.opened_at >= (${from}::date::timestamp at time zone ${zone}) and s.opened_at < ((${to}::date + 1)::timestamp at time zone ${zone}) and s.closed_reason is distinct from 'merged'`;

const chosen = (ctx: Ctx, zone: string, from: string, to: string, filter: Fragment | undefined): Fragment => sql`
  c.workspace_id = current_workspace() and ${visibleTo(ctx.actor)} ${filter === undefined ? sql`` : sql`and ${filter}`}
  and exists (select 1 from sessions s where s.workspace_id = c.workspace_id and s.conversation_id = c.id and ${within(zone, from, to)})`;

function pageOf(ctx: Ctx, zone: string, { from, to, filter }: Pick<ExportAsked, "from" | "to" | "filter">, after: string | null) {
  const local = (time: Fragment) => sql`to_char(${time} at time zone ${zone}, 'YYYY-MM-DD HH24:MI:SS')`;
  const identity = (kind: string) =>
    sql`(select i.value from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id and i.kind = ${kind} order by i.first_seen_at limit 1)`;
  return sql<Row>`
    select page.*, k.*, g.score, g.comment from (
      select c.id, coalesce(p.name, p.profile_name) as name, ${identity("phone")} as phone, ${identity("email")} as email,
        h.name as channel, h.kind as "channelKind", c.state, c.priority, q.name as queue, m.name as assignee, c.message_count as messages,
        array(select l.name from conversation_labels u join labels l on l.workspace_id = u.workspace_id and l.id = u.label_id
          where u.workspace_id = c.workspace_id and u.conversation_id = c.id order by l.name) as labels,
        ${valuesColumn} as fields
      from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
        join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
        left join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id
        left join members m on m.workspace_id = c.workspace_id and m.id = c.assignee_id
      where ${chosen(ctx, zone, from, to, filter)} ${after === null ? sql`` : sql`and c.id > ${after}`}
      order by c.id limit ${PAGE}) page
    cross join lateral (
      select count(*)::int as sessions, ${local(sql`min(s.opened_at)`)} as "openedAt",
        ${local(sql`(array_agg(s.closed_at order by s.opened_at desc))[1]`)} as "closedAt",
        ((array_agg(extract(epoch from s.first_reply_at - s.opened_at) order by s.opened_at))[1])::float8 as "firstReplySeconds",
        ((array_agg(extract(epoch from s.closed_at - s.opened_at) order by s.opened_at desc))[1])::float8 as "resolutionSeconds"
      from sessions s where s.workspace_id = current_workspace() and s.conversation_id = page.id and ${within(zone, from, to)}) k
    left join lateral (
      select r.score, r.comment from tickets t join ticket_ratings r on r.workspace_id = t.workspace_id and r.ticket_id = t.id and r.score is not null
      where t.workspace_id = current_workspace() and t.conversation_id = page.id order by r.rated_at desc limit 1) g on true
    order by page.id`;
}

const ownCells = (row: Row): Cell[] => [
  row.id,
  row.name,
  row.phone,
  row.email,
  row.channel,
  row.channelKind,
  row.state,
  row.priority,
  row.queue,
  row.assignee,
  row.labels.join(", "),
  row.sessions,
  row.openedAt,
  row.closedAt,
  row.firstReplySeconds === null ? null : Math.round(row.firstReplySeconds),
  row.resolutionSeconds === null ? null : Math.round(row.resolutionSeconds),
  row.score,
  row.comment,
  row.messages,
];
