import {
  contactConsentChanged,
  conversationLabelled,
  messageDelivered,
  messageFailed,
  messageRead,
  messageReceived,
  messageSent,
  messageUnconfirmed,
  messageWithdrawn,
} from "../../inbox/index.ts";
import { dealMoved } from "../../leads/index.ts";
import { consumer, emit, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";
import { campaignProgressed, campaignReplied } from "../events.ts";

/** An answer after more days is about something else. */
const ANSWER_DAYS = 7;
/** What happens later has other causes. */
const SUCCESS_DAYS = 30;

/** What became of each message, from what everybody is told of it. Heard twice it changes nothing: each mark is set once, and states only go on. */
export const followMessages = consumer(
  "campaigns.follow_messages",
  on(messageSent, (tx, events) => mark(tx, events, "sent", ["queued"])),
  on(messageUnconfirmed, (tx, events) => mark(tx, events, "sent", ["queued"])),
  on(messageDelivered, (tx, events) => mark(tx, events, "delivered", ["queued", "sent"])),
  on(messageRead, (tx, events) => mark(tx, events, "read", ["queued", "sent", "delivered"])),
  on(messageFailed, async (tx, events) => {
    await tx.run(sql`
      update campaign_recipients r set state = 'failed', reason = coalesce(m.failure_code, 'unknown'), failed_at = m.failed_at, due_at = null
      from (${ownMessages(events, "failed")}) m where r.campaign_id = m.campaign_id and r.conversation_id = m.conversation_id and r.state in ('queued', 'sent')`);
  }),
  on(messageWithdrawn, async (tx, events) => {
    await tx.run(sql`
      update campaign_recipients r set state = 'left_out', reason = 'in_conversation', due_at = null
      from (${ownMessages(events, "withdrawn")}) m where r.campaign_id = m.campaign_id and r.conversation_id = m.conversation_id and r.state = 'queued'`);
  }),
  on(messageReceived, hearAnswers),
  on(contactConsentChanged, async (tx, events) => {
    const people = events.flatMap(({ subjectId, detail, occurredAt }) =>
      subjectId !== null && detail.marketing === "withdrawn" ? [{ id: subjectId, at: occurredAt }] : [],
    );
    for (const { id, at } of people) {
      const changed = await tx.many(sql<{ campaignId: string }>`
        update campaign_recipients set state = 'opted_out', opted_out_at = ${at}, due_at = null
        where contact_id = ${id} and queued_at is not null and queued_at > ${at}::timestamptz - make_interval(days => ${ANSWER_DAYS})
          and state in ('queued', 'sent', 'delivered', 'read', 'replied')
        returning campaign_id as "campaignId"`);
      tellProgress(tx, events, changed);
    }
  }),
  on(conversationLabelled, async (tx, events) => {
    for (const { conversationId, detail, occurredAt } of events)
      if (conversationId !== null)
        await succeed(
          tx,
          sql`r.conversation_id = ${conversationId} and m.goal->>'kind' = 'label' and m.goal->>'labelId' = ${detail.labelId}`,
          occurredAt,
        );
  }),
  on(dealMoved, async (tx, events) => {
    for (const { subjectId, detail, occurredAt } of events)
      if (subjectId !== null && detail.state === "won")
        await succeed(
          tx,
          sql`r.contact_id = (select d.contact_id from deals d where d.id = ${subjectId}) and m.goal->>'kind' = 'deal_won'`,
          occurredAt,
        );
  }),
);

/** Messages of campaigns among those that are told of. */
const ownMessages = (events: readonly FeedEvent<unknown>[], status: string) => sql`
  select distinct on (m.author_id, m.conversation_id) m.author_id as campaign_id, m.conversation_id, m.failure_code, m.failed_at
  from messages m where m.id = any(${events.flatMap(({ subjectId }) => subjectId ?? [])}::uuid[]) and m.author_kind = 'campaign' and m.status = ${status}`;

async function mark(
  tx: Tx,
  events: readonly FeedEvent<unknown>[],
  state: "sent" | "delivered" | "read",
  from: readonly string[],
): Promise<void> {
  const rows = events.flatMap(({ subjectId, occurredAt }) => (subjectId === null ? [] : [{ id: subjectId, at: occurredAt }]));
  const at = { sent: sql`sent_at`, delivered: sql`delivered_at`, read: sql`read_at` }[state];
  const changed = await tx.many(sql<{ campaignId: string }>`
    update campaign_recipients r set ${at} = coalesce(r.${at}, e.at), state = case when r.state = any(${from}) then ${state} else r.state end
    from (select m.author_id as campaign_id, m.conversation_id, min(e.at) as at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, at timestamptz) join messages m on m.id = e.id and m.author_kind = 'campaign'
      group by 1, 2) e
    where r.campaign_id = e.campaign_id and r.conversation_id = e.conversation_id
    returning r.campaign_id as "campaignId"`);
  tellProgress(tx, events, changed);
}

/** Whoever looks on sees it: once for each campaign of the batch, however many messages. */
function tellProgress(tx: Tx, [first]: readonly FeedEvent<unknown>[], changed: readonly { campaignId: string }[]): void {
  if (first === undefined) return;
  const ids = new Set(changed.map(({ campaignId }) => campaignId));
  emit(
    tx,
    [...ids].map((subjectId) => campaignProgressed({ workspaceId: first.workspaceId, subjectId })),
    first.occurredAt,
  );
}

/** The campaign that was sent last is the one that is answered; whatever else would follow for this person is over. */
async function hearAnswers(tx: Tx, events: FeedEvent<{ silent: unknown }>[]): Promise<void> {
  const answers = events.flatMap(({ subjectId, conversationId, detail, occurredAt }) =>
    subjectId === null || conversationId === null || detail.silent !== null ? [] : [{ id: subjectId, conversationId, at: occurredAt }],
  );
  if (answers.length === 0) return;
  const heard = await tx.many(sql<{ campaignId: string; contactId: string; conversationId: string }>`
    with answers as (
      select distinct on (a."conversationId") a."conversationId" as conversation_id, a.id, a.at
      from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as a(id uuid, "conversationId" uuid, at timestamptz) order by a."conversationId", a.at),
    last as (
      select distinct on (r.conversation_id) r.campaign_id, r.contact_id, r.conversation_id, a.id, a.at
      from answers a join campaign_recipients r on r.workspace_id = current_workspace() and r.conversation_id = a.conversation_id
        and r.state in ('queued', 'sent', 'delivered', 'read') and r.queued_at > a.at - make_interval(days => ${ANSWER_DAYS})
      order by r.conversation_id, r.queued_at desc)
    update campaign_recipients r set state = 'replied', replied_at = last.at, reply_id = last.id, reply_text = left(m.text, 500), due_at = null
    from last join messages m on m.id = last.id where r.campaign_id = last.campaign_id and r.contact_id = last.contact_id
    returning r.campaign_id as "campaignId", r.contact_id as "contactId", r.conversation_id as "conversationId"`);
  await tx.run(sql`
    update campaign_recipients set due_at = null
    where conversation_id = any(${answers.map(({ conversationId }) => conversationId)}::uuid[]) and due_at is not null and step > 0`);
  const [first] = events;
  if (first === undefined) return;
  emit(
    tx,
    heard.map(({ campaignId, contactId, conversationId }) =>
      campaignReplied({ workspaceId: first.workspaceId, conversationId, subjectId: campaignId, detail: { contactId } }),
    ),
    first.occurredAt,
  );
}

async function succeed(tx: Tx, which: ReturnType<typeof sql>, at: Date): Promise<void> {
  await tx.run(sql`
    update campaign_recipients r set converted_at = ${at} from campaigns m
    where m.workspace_id = r.workspace_id and m.id = r.campaign_id and r.converted_at is null and r.queued_at is not null
      and r.queued_at > ${at}::timestamptz - make_interval(days => ${SUCCESS_DAYS}) and r.queued_at <= ${at} and ${which}`);
}
