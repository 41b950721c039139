import type pg from "pg";

interface Fill {
  workspaceId: string;
  channelId: string;
  /** Messages that the workspace has afterwards. */
  upTo: number;
}

/** Adds old messages by SQL: a conversation for every hundred, and one of two thousand. */
export async function fillMessages(owner: pg.Pool, { workspaceId, channelId, upTo }: Fill): Promise<void> {
  const { rows } = await owner.query<{ n: number }>("select count(*)::int as n from messages");
  const missing = upTo - (rows[0]?.n ?? 0);
  if (missing > 0) {
    await owner.query(
      `with people as (
         insert into contacts (workspace_id, id, profile_name, created_at, updated_at)
         select $1, gen_random_uuid(), 'Antiga ' || i, now() - interval '90 days', now() from generate_series(1, greatest(1, $3::int / 100)) i returning id),
       talks as (
         insert into conversations (workspace_id, id, channel_id, contact_id, last_message_at, created_at, state, message_count)
         select $1, gen_random_uuid(), $2, id, now() - random() * interval '60 days', now() - interval '90 days', (array['open','waiting','resolved','resolved','resolved'])[1 + floor(random() * 5)::int], 100 from people
         returning id, last_message_at),
       numbered as (select id, last_message_at, row_number() over () as n from talks)
       insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at, provider_message_id)
       select $1, gen_random_uuid(), t.id, $2, case i % 2 when 0 then 'in' else 'out' end, case i % 2 when 0 then 'contact' else 'member' end, 'text',
         'Mensagem antiga número ' || i || ', de um tamanho comum em conversas de atendimento.', case i % 2 when 0 then 'received' else 'read' end,
         t.last_message_at - (i || ' minutes')::interval, now(), 'wamid.fill.' || t.id || '.' || i
       from numbered t cross join lateral generate_series(1, case when t.n = 1 then 2000 else 100 end) i limit $3`,
      [workspaceId, channelId, missing],
    );
    await owner.query(
      "update conversations c set last_message_id = (select id from messages m where m.conversation_id = c.id and m.workspace_id = c.workspace_id order by occurred_at desc, arrival desc limit 1) where last_message_id is null",
    );
  }
  await owner.query("vacuum analyze messages");
  await owner.query("vacuum analyze conversations");
}
