import { type Ctx, newId, sql, type Tx } from "../platform/index.ts";
import { at, drawHistory } from "./draw-history.ts";

const PEOPLE = 150;
const FIRST = [
  "Alice",
  "Breno",
  "Cecília",
  "Davi",
  "Elisa",
  "Felipe",
  "Giovana",
  "Heitor",
  "Iara",
  "Joel",
  "Karina",
  "Leandro",
  "Marta",
  "Nilo",
  "Olga",
];
const LAST = ["Amorim", "Barros", "Cabral", "Dantas", "Esteves", "Farias", "Góes", "Holanda", "Inácio", "Jardim"];
/** Which account people write to, and the queue that serves them: one of ten, one of seven. */
const CHANNELS = [
  "whatsapp_cloud",
  "whatsapp_cloud",
  "sendgrid",
  "whatsapp_cloud",
  "twilio",
  "whatsapp_cloud",
  "whatsapp_cloud",
  "sendgrid",
  "whatsapp_cloud",
  "whatsapp_cloud",
];
const QUEUES = [0, 1, 0, 2, 0, 1, 3];
const MAILS = "historico.example";

interface Person {
  contactId: string;
  conversationId: string;
  channelId: string;
  queueId: string | null;
}

/**
 * Half a year before the story: people who came, were answered and are served, so that each chart has a shape. Written with its own times, in sets and in
 * one transaction: after a crash all of it is there or nothing. Nothing of it is an event, so nobody is told. A second call adds nothing.
 */
export async function addHistory(ctx: Ctx): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (await isThere(tx)) return;
    const people = await addPeople(tx, ctx);
    await keepDrawn(tx, ctx, people);
    await addSessions(tx, ctx);
    await addMessages(tx, ctx);
    await addTickets(tx, ctx);
    await addMachines(tx, ctx);
    await settleConversations(tx);
  });
}

const isThere = async (tx: Tx): Promise<boolean> =>
  (await tx.maybeOne(sql`select 1 from contact_identities where kind = 'email' and value like ${`%@${MAILS}`} limit 1`)) !== null;

async function addPeople(tx: Tx, ctx: Ctx): Promise<Person[]> {
  const channels = await tx.many(sql<{ id: string; kind: string }>`select id, kind from channels`);
  const queues = await tx.many(sql<{ id: string }>`select id from queues order by created_at, id`);
  const people = Array.from({ length: PEOPLE }, (_, index) => {
    const kind = at(CHANNELS, index);
    return {
      contactId: newId(),
      conversationId: newId(),
      channelId: channels.find((channel) => channel.kind === kind)?.id ?? at(channels, 0).id,
      queueId: queues[at(QUEUES, index)]?.id ?? null,
      name: `${at(FIRST, index)} ${at(LAST, index + index / FIRST.length)}`,
      ...(kind === "sendgrid"
        ? { kind: "email", value: `pessoa${index}@${MAILS}` }
        : { kind: "phone", value: `+55929900${10_000 + index}` }),
    };
  });
  await tx.run(sql`
    create temporary table person on commit drop as select * from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as r("contactId" uuid, "conversationId" uuid, "channelId" uuid, "queueId" uuid, name text, kind text, value text)`);
  const { workspaceId } = ctx;
  const now = ctx.now();
  await tx.run(sql`
    insert into contacts (workspace_id, id, name, lifecycle, created_at, updated_at) select ${workspaceId}, "contactId", name, 'customer', ${now}, ${now} from person`);
  await tx.run(sql`
    insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
    select ${workspaceId}, kind, value, "contactId", value, ${now}, ${now} from person`);
  await tx.run(sql`
    insert into conversations (workspace_id, id, channel_id, contact_id, state, queue_id, last_message_at, created_at)
    select ${workspaceId}, "conversationId", "channelId", "contactId", 'resolved', "queueId", ${now}, ${now} from person`);
  return people;
}

async function keepDrawn(tx: Tx, ctx: Ctx, people: Person[]): Promise<void> {
  const drawn = drawHistory(ctx.now(), people.length).map(({ person, ...session }) => ({ ...session, ...at(people, person) }));
  const members = await tx.many(sql<{ id: string }>`
    select id from members where removed_at is null and role in ('owner', 'supervisor', 'agent') order by created_at, id`);
  const past = drawn.map(({ member, ...session }) => ({ ...session, memberId: at(members, member).id }));
  await tx.run(sql`
    create temporary table past on commit drop as select * from jsonb_to_recordset(${JSON.stringify(past)}::jsonb)
      as r(id uuid, "conversationId" uuid, "contactId" uuid, "channelId" uuid, "queueId" uuid, "memberId" uuid, "openedAt" timestamptz, "repliedAt" timestamptz,
        "closedAt" timestamptz, by text, score smallint, asked text, said text, "isRefused" boolean, "voiceSeconds" int)`);
}

async function addSessions(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, first_reply_at, closed_at, closed_reason)
    select ${ctx.workspaceId}, id, "conversationId", "openedAt", 'contact', case when by = 'member' then "repliedAt" end, "closedAt",
      case when "repliedAt" is null then 'silence' else 'resolved' end from past`);
}

async function addMessages(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at)
    select ${ctx.workspaceId}, gen_random_uuid(), "conversationId", "channelId", 'in', 'contact', 'text', asked, 'received', "openedAt", "openedAt" from past order by "openedAt"`);
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, status, failure_code, occurred_at, created_at, sent_at,
      delivered_at, read_at, failed_at, price)
    select ${ctx.workspaceId}, gen_random_uuid(), "conversationId", "channelId", 'out', by, case when by = 'member' then "memberId" end,
      case by when 'member' then (select name from members where id = "memberId") when 'ai' then 'Lia' end, 'text', said,
      case when "isRefused" then 'failed' else 'read' end, case when "isRefused" then 'unreachable' end, "repliedAt", "repliedAt",
      case when not "isRefused" then "repliedAt" end, case when not "isRefused" then "repliedAt" end, case when not "isRefused" then "repliedAt" end,
      case when "isRefused" then "repliedAt" end,
      case when h.kind = 'whatsapp_cloud' then jsonb_build_object('billable', true, 'pricing_model', 'PMP', 'category', case when by = 'flow' then 'utility' else 'service' end) end
    from past join channels h on h.id = "channelId" where "repliedAt" is not null order by "repliedAt"`);
}

/** Those that a person had. The last two weeks have tickets already: those that the wall is drawn from. */
async function addTickets(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    insert into tickets (workspace_id, id, protocol, conversation_id, session_id, contact_id, channel_id, queue_id, agent_id, state, priority, opened_at, assigned_at, first_reply_at,
      ended_at, ended_because, first_response_due_at, resolution_due_at, first_response_breached_at, resolution_breached_at)
    select ${ctx.workspaceId}, id, to_char("openedAt", 'YYMMDD') || '-H' || lpad(row_number() over (order by "openedAt")::text, 5, '0'), "conversationId", id, "contactId", "channelId",
      "queueId", case when "repliedAt" is not null then "memberId" end, case when "repliedAt" is null then 'abandoned' else 'finished' end, 5, "openedAt", "repliedAt", "repliedAt",
      "closedAt", case when "repliedAt" is null then 'abandoned' else 'resolved' end, first_due, due,
      case when "repliedAt" is null or "repliedAt" > first_due then first_due end, case when "closedAt" > due then due end
    from past cross join lateral (select "openedAt" + interval '10 minutes' as first_due, "openedAt" + interval '3 hours' as due) promised
    where by = 'member' and "openedAt" < coalesce((select min(opened_at) from tickets), 'infinity')`);
  await tx.run(sql`
    insert into ticket_ratings (workspace_id, ticket_id, asked_at, score, rated_at)
    select ${ctx.workspaceId}, t.id, p."closedAt", p.score, p."closedAt" from past p join tickets t on t.id = p.id where p.score is not null and p."repliedAt" is not null`);
}

/** What agents answered, what flows did, and voices that were written down; of the voices only what they cost is kept. */
async function addMachines(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, reason, taken_at, run_id, agent_version, experiment_id)
    select ${ctx.workspaceId}, gen_random_uuid(), "conversationId", p.id, 0, a.id, asked,
      case when by = 'ai' then 'answered' when "voiceSeconds" > 0 then 'not_known' else 'handed_over' end,
      case when by = 'member' and "voiceSeconds" = 0 then case when score < 4 then 'angry' when score = 4 then 'asked_for_person' else 'unsure' end end,
      "openedAt" + interval '2 seconds', case when by = 'ai' or x.id is not null then gen_random_uuid() end,
      case when x.id is not null and is_tried then x.challenger else a.version end, x.id
    from past p join ai_agents a on a.is_default left join ai_experiments x on x.agent_id = a.id and x.stopped_at is null and p."openedAt" >= x.started_at
      cross join lateral (select mod(abs(hashtext(p."contactId"::text)), 2) = 0 as is_tried) drawn
    -- With the version that is tried people were needed less often.
    where by = 'ai' or (by = 'member' and (score is not null or "voiceSeconds" > 0) and not (x.id is not null and is_tried and score <> 5))`);
  await addThanks(tx, ctx);
  await addCalls(tx, ctx);
  await tx.run(sql`
    insert into flow_runs (workspace_id, id, flow_id, version, session_id, conversation_id, contact_id, state, status, ending, started_by, started_at, ended_at)
    select ${ctx.workspaceId}, gen_random_uuid(), f.id, f.published_version, p.id, "conversationId", "contactId", '{}', 'ended',
      case when "repliedAt" is null then 'cancelled' when score is not null then 'handed_over' else 'done' end, 'contact', "openedAt", "closedAt"
    from (select *, row_number() over (order by "openedAt") as number from past where by = 'flow') p
    join (select id, published_version, row_number() over (order by position, id) as number, count(*) over () as count
      from flows where published_version is not null and removed_at is null) f on f.number = 1 + p.number % f.count`);
  await tx.run(sql`
    insert into ai_transcriptions (workspace_id, id, attachment_id, conversation_id, model, seconds, cost, charge, took_ms, outcome, asked_at)
    select ${ctx.workspaceId}, gen_random_uuid(), gen_random_uuid(), "conversationId", 'whisper-1', "voiceSeconds", "voiceSeconds" * 100, "voiceSeconds" * 540, 900 + "voiceSeconds" * 20, 'heard', "openedAt"
    from past where "voiceSeconds" > 0`);
}

/** Some of those whom an agent answered while two of its versions ran side by side wrote back that they are content. */
async function addThanks(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    create temporary table thanked on commit drop as select p.*, u.agent_id, u.agent_version, u.experiment_id, p."closedAt" - interval '10 seconds' as at
    from past p join ai_turns u on u.session_id = p.id where u.experiment_id is not null and u.did = 'answered' and p."repliedAt" is not null
      and mod(abs(hashtext(p.id::text)), 3) = 0`);
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at)
    select ${ctx.workspaceId}, gen_random_uuid(), "conversationId", "channelId", 'in', 'contact', 'text', 'Obrigada!', 'received', at, at from thanked order by at`);
  await tx.run(sql`
    insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, taken_at, agent_version, experiment_id, confirms)
    select ${ctx.workspaceId}, gen_random_uuid(), "conversationId", id, 1, agent_id, 'Obrigada!', 'thanked', at, agent_version, experiment_id, true from thanked`);
}

/** What a model was asked in these turns, as dear as the demonstration's own is; each month's spend has it too. */
async function addCalls(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.run(sql`
    insert into ai_calls (workspace_id, id, run_id, purpose, agent_id, agent_version, conversation_id, provider, model, input_tokens, output_tokens, cost, took_ms, attempt, outcome, came_to, asked_at)
    select ${ctx.workspaceId}, gen_random_uuid(), run_id, 'answer', agent_id, agent_version, conversation_id, 'Modelo do simulador', 'simulated-large', 1500 + n, 60 + n / 8,
      ((1500 + n) * 2.5 + (60 + n / 8) * 10)::bigint, 700 + n * 3, 1, 'answered', did, taken_at
    from ai_turns join past p on p.id = session_id cross join lateral (select mod(abs(hashtext(run_id::text)), 600) as n) drawn where run_id is not null`);
  await tx.run(sql`
    insert into ai_spend (workspace_id, month, cost, calls, unpriced)
    select ${ctx.workspaceId}, to_char(l.asked_at at time zone w.time_zone, 'YYYY-MM'), sum(l.cost), count(*), 0
    from ai_calls l join ai_turns u on u.run_id = l.run_id join past p on p.id = u.session_id join workspaces w on w.id = l.workspace_id group by 2
    on conflict (workspace_id, month) do update set cost = ai_spend.cost + excluded.cost, calls = ai_spend.calls + excluded.calls`);
}

/** Each conversation as its messages left it, each person known since the first of them. */
async function settleConversations(tx: Tx): Promise<void> {
  await tx.run(sql`
    update conversations c set session_id = l.session_id, last_message_id = l.message_id, last_message_at = l.until, last_inbound_at = l.until, message_count = l.count, created_at = l.since
    from (select m.conversation_id, count(*)::int as count, min(m.occurred_at) as since, max(m.occurred_at) as until,
        (array_agg(m.id order by m.occurred_at desc))[1] as message_id,
        (select s.id from sessions s where s.conversation_id = m.conversation_id order by s.opened_at desc limit 1) as session_id
      from messages m join person on person."conversationId" = m.conversation_id group by m.conversation_id) l
    where c.id = l.conversation_id`);
  await tx.run(sql`
    update contacts p set created_at = c.created_at, updated_at = c.last_message_at from conversations c join person on person."conversationId" = c.id where p.id = c.contact_id`);
  await tx.run(sql`
    update contact_identities i set first_seen_at = p.created_at, last_seen_at = p.updated_at from contacts p join person on person."contactId" = p.id where i.contact_id = p.id`);
}
