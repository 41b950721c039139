import { visibleTo } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { dealVisibleTo } from "../pipeline/deal.ts";
import { type Counted, type Summary, summarise, type Talk } from "./summarise.ts";

/** So much is read at once, the newest first: enough to see what recurs, and quickly done. */
const TALKS = 200;
const MESSAGES = 30;
const REASONS = 20;
const BEHIND = 5;

export interface Insights extends Summary {
  /** Conversations that were looked at; at most 200, the newest. */
  looked: number;
  lostReasons: Counted<string>[];
}

/** What recurs in conversations with customers that the asker sees. */
export async function readInsights(tx: Tx, ctx: Ctx, days: number): Promise<Insights> {
  const since = new Date(ctx.now().getTime() - days * 86_400_000);
  const talks = await readTalks(tx, ctx, since);
  return { looked: talks.length, ...summarise(talks, ctx.now()), lostReasons: await readLostReasons(tx, ctx, since) };
}

const readTalks = (tx: Tx, ctx: Ctx, since: Date): Promise<Talk[]> =>
  tx
    .many(sql<Omit<Talk, "messages"> & { messages: { text: string; isTheirs: boolean; at: string }[] }>`
      select t.id as "conversationId", t.name as "contactName", said.messages from (
        select c.workspace_id, c.id, c.last_message_at, coalesce(p.name, p.profile_name) as name
        from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
        where c.workspace_id = ${ctx.workspaceId} and c.last_message_at > ${since} and p.persona = 'customer' and ${visibleTo(ctx.actor)}
        order by c.last_message_at desc, c.id desc limit ${TALKS}
      ) t cross join lateral (
        select json_agg(json_build_object('text', coalesce(m.text, ''), 'isTheirs', m.direction = 'in', 'at', m.occurred_at) order by m.occurred_at, m.arrival) as messages
        from (
          select text, direction, occurred_at, arrival from messages
          where workspace_id = t.workspace_id and conversation_id = t.id and direction in ('in', 'out') and kind <> 'event' and not is_note and deleted_at is null
            and occurred_at > ${since}
          order by occurred_at desc, arrival desc limit ${MESSAGES}
        ) m
      ) said where said.messages is not null order by t.last_message_at desc, t.id desc`)
    .then((rows) =>
      rows.map(({ messages, ...talk }) => ({ ...talk, messages: messages.map((one) => ({ ...one, at: new Date(one.at) })) })),
    );

/** Deals without a conversation count, and lead nowhere. */
const readLostReasons = (tx: Tx, ctx: Ctx, since: Date): Promise<Counted<string>[]> =>
  tx.many(sql<Counted<string>>`
    select d.lost_reason as key, count(*)::int as count,
      coalesce(to_json((array_agg(json_build_object('conversationId', d.conversation_id, 'contactName', coalesce(p.name, p.profile_name)) order by d.closed_at desc)
        filter (where d.conversation_id is not null))[1:${BEHIND}::int]), '[]') as talks
    from deals d join contacts p on p.workspace_id = d.workspace_id and p.id = d.contact_id
    where d.workspace_id = ${ctx.workspaceId} and d.state = 'lost' and d.closed_at > ${since} and d.lost_reason is not null and ${dealVisibleTo(ctx.actor)}
    group by d.lost_reason order by count(*) desc, d.lost_reason limit ${REASONS}`);
