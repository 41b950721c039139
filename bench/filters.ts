import { compile } from "../rules/compile.ts";
import type { Condition } from "../rules/conditions.ts";
import type { AskableField } from "../rules/fields.ts";
import { listConversations } from "../server/src/inbox/conversations/conversations.ts";
import { countConversations } from "../server/src/inbox/conversations/count-conversations.ts";
import { ownFields } from "../server/src/inbox/fields/own-fields.ts";
import { AppError, type Ctx, type Sight } from "../server/src/platform/index.ts";
import { MANY, measure, NONE, queue, SOME, WORKSPACE, withLargeWorkspace } from "./large-workspace.ts";

/**
 * `node bench/filters.ts [conversations]`: what each field's filter costs in the list and in the counters, where it matches much and
 * where it matches nearly nothing, for whoever sees all, three queues, or 300 conversations.
 */
const COUNT = Number(process.argv[2] ?? 500_000);
const RARE = "00000000-0000-4000-8000-000000000002";

/** One in 50,000 is rare: urgent, of a supplier, from an advertisement, on the second channel. Each has a session and a first message. */
const MORE = [
  `insert into channels (workspace_id, id, kind, external_id, name, status, settings, credentials, created_at, updated_at)
   values ('${WORKSPACE}', '${RARE}', 'telegram', 'rare', 'Rare', 'active', '{}', '{}', now(), now())`,
  "create temporary table rare as select conversation, contact from people where n % 50000 = 4",
  `update conversations c set priority = 'urgent', channel_id = '${RARE}', queue_id = '${queue(3)}', unread_count = 1, referral = '{"source":"ad"}'
   from rare where c.id = rare.conversation`,
  "update contacts p set persona = 'supplier', name = 'Zuleica Quixadá' from rare where p.id = rare.contact",
  `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at, provider_message_id)
   select '${WORKSPACE}', c.last_message_id, c.id, c.channel_id, case when exists (select 1 from rare where rare.conversation = c.id) then 'out' else 'in' end,
     case when exists (select 1 from rare where rare.conversation = c.id) then 'member' else 'contact' end, 'text', 'Bom dia, preciso de ajuda',
     'received', c.last_message_at, c.last_message_at, 'wamid.' || c.id from conversations c`,
  `create temporary table opened as select id as conversation, gen_random_uuid() as session, last_message_at as at from conversations where state <> 'resolved'`,
  `insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by) select '${WORKSPACE}', session, conversation, at, 'contact' from opened`,
  "update conversations c set session_id = o.session from opened o where o.conversation = c.id",
];

const ASKERS: [string, Sight][] = [
  ["all", { kind: "all" }],
  ["3 of 10 queues", { kind: "queues", memberId: MANY, queueIds: [queue(1), queue(2), queue(3)] }],
  ["own: 300", { kind: "own", memberId: SOME }],
];

const is = (
  field: string,
  value: unknown,
  operator: "equals" | "contains" | "in_last_days" | "more_than_days_ago" = "equals",
): Condition => ({
  field,
  operator,
  value,
});

const FILTERS: [string, Condition][] = [
  ["channel, common", is("conversation.channel", WORKSPACE)],
  ["channel, rare", is("conversation.channel", RARE)],
  ["kind of channel, common", is("conversation.channel_kind", "whatsapp_cloud")],
  ["kind of channel, rare", is("conversation.channel_kind", "telegram")],
  ["persona, common", is("contact.persona", "customer")],
  ["persona, rare", is("contact.persona", "supplier")],
  ["first text, common", is("session.first_text", "ajuda", "contains")],
  ["first text, none", is("session.first_text", "geladeira", "contains")],
  ["first session, common", is("session.is_first", true)],
  ["referral, rare", is("conversation.referral_kind", "ad")],
  ["state, common", is("conversation.state", "resolved")],
  ["assignee, none", is("conversation.assignee", NONE)],
  ["assignee, 300", is("conversation.assignee", SOME)],
  ["queue, a sixteenth", is("conversation.queue", queue(3))],
  ["priority, common", is("conversation.priority", "normal")],
  ["priority, rare", is("conversation.priority", "urgent")],
  ["unread, rare", is("conversation.is_unread", true)],
  ["last message, last 7 days", is("conversation.last_message_at", 7, "in_last_days")],
  ["last message, older than 299 days", is("conversation.last_message_at", 299, "more_than_days_ago")],
  ["begun, older than 299 days", is("conversation.created_at", 299, "more_than_days_ago")],
  ["last written by the contact", is("conversation.last_direction", "in")],
  ["last written by the team, rare", is("conversation.last_direction", "out")],
  ["name, common", is("contact.name", "pessoa", "contains")],
  ["name, rare", is("contact.name", "quixada", "contains")],
  ["contact since, older than 299 days", is("contact.created_at", 299, "more_than_days_ago")],
];

const askable: readonly AskableField[] = ownFields.fields;

await withLargeWorkspace(COUNT, MORE, async (db) => {
  console.log(`${COUNT.toLocaleString("en")} conversations; median of 3: planning + execution in ms, pages touched\n`);
  console.log(
    `| filter | ${ASKERS.map(([who]) => `list, ${who} | counters, ${who}`).join(" | ")} |\n| --- | ${ASKERS.map(() => "--- | ---").join(" | ")} |`,
  );
  for (const [title, condition] of FILTERS) {
    const cells: string[] = [];
    for (const [, sight] of ASKERS) {
      const filter = (ctx: Ctx) => compile(condition, askable, ctx.now());
      cells.push(await told(() => measure(db, sight, (ctx) => listConversations(ctx, { view: "all", limit: 50, filter: filter(ctx) }))));
      cells.push(await told(() => measure(db, sight, (ctx) => countConversations(ctx, "all", undefined, filter(ctx)))));
    }
    console.log(`| ${title} | ${cells.join(" | ")} |`);
  }
});

/** What takes too long is refused, and stands so in the table. */
async function told(look: () => Promise<string>): Promise<string> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError) return "refused";
    throw error;
  }
}
