import assert from "node:assert/strict";
import { test } from "node:test";
import { dueBudgets } from "../../src/analytics/spend/watch-budgets.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, statusWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Spend");
const cast = castOf(app, workspace);
const manager = await app.addMember(workspace, "Marta", "manager");
const agent = await app.addMember(workspace, "Bia", "agent", "own");
const headers = await cast.owner();
const call = (method: string, address: string, body?: object) => app.call(null, method, address, body, headers);
const [DAY, MICROS_A_CENT] = [86_400_000, 10_000];

async function must(wanted: number, answer: Promise<{ status: number; body: any }>) {
  const { status, body } = await answer;
  assert.equal(status, wanted, JSON.stringify(body));
  return body;
}
const setPrice = (channelKind: string, category: string, from: string, price: number | null) =>
  must(204, call("POST", "/message-prices", { channelKind, category, from, price }));
const setBudget = (kind: string, month: string, cents: number | null) => must(204, call("POST", "/spend-budgets", { kind, month, cents }));
const month = async (query = "") => (await must(200, app.call(manager, "GET", `/spend${query}`))) as { items: any[]; daysOver: number };
const kindOf = async (kind: string, query = "") => (await month(query)).items.find((one) => one.kind === kind);
const total = async (figure: string, more = "") =>
  (await must(200, call("GET", `/figures/${figure}?from=2026-11-01&to=2026-11-30&grain=total${more}`))).items[0];

/** A message that goes out, and what Meta says became of it. */
async function send(id: string, status: "delivered" | "failed", pricing?: object): Promise<void> {
  const said = await must(201, call("POST", `/conversations/${id}/messages`, { kind: "text", text: "Pois não?" }));
  await cast.pass(10_000);
  const [{ provider }] = await app.rows("select provider_message_id as provider from messages where id = $1", [said.id]);
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(workspace.channel, statusWebhook(provider, status, at, pricing === undefined ? {} : { pricing }));
  await app.runJobs();
}

const { id: conversationId } = await cast.newcomer("bom dia");

test("a message costs what the table said on its day, what is not billed nothing, and what has no price is said", async () => {
  await send(conversationId, "delivered");
  assert.deepEqual([(await total("messages.spend")).value, (await total("messages.unpriced")).value], [0, 1], "no table: said, in no sum");
  await setPrice("whatsapp_cloud", "any", "2026-11-01", 40_000);
  await setPrice("whatsapp_cloud", "marketing", "2026-11-01", 340_000);
  await setPrice("whatsapp_cloud", "any", "2026-11-12", 50_000);
  await send(conversationId, "delivered", { billable: true, category: "marketing" });
  await send(conversationId, "delivered", { billable: false, category: "service" });
  await send(conversationId, "failed");
  await cast.pass(2 * DAY);
  await cast.hear("5592966000001", "ainda aí?");
  await send(conversationId, "delivered", { billable: true, category: "service" });
  const spent = 40_000 + 340_000 + 0 + 50_000;
  assert.deepEqual(await total("messages.spend"), { at: null, key: null, name: null, value: spent, rows: 4 });
  assert.equal((await total("messages.unpriced"))?.value ?? 0, 0, "the table of the day before knew it");
  await setPrice("whatsapp_cloud", "any", "2026-11-12", null);
  assert.deepEqual([(await total("messages.spend")).value, (await total("messages.unpriced")).value], [spent - 50_000, 1]);
  await setPrice("whatsapp_cloud", "any", "2026-11-12", 50_000);
  const records = await must(
    200,
    call("GET", "/figure-records?figureId=messages.spend&from=2026-11-01&to=2026-11-30&by=spent_on&key=channels"),
  );
  assert.deepEqual(
    records.items.map(({ kind, id, value }: any) => [kind, id, value]),
    [50_000, 0, 340_000, 40_000].map((value) => ["conversation", conversationId, value]),
  );
});

/** The parts of an SMS a second time. */
function partsOf(text: string): number {
  const isSeven = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ^{}\\[~\]|€]*$/.test(text);
  const length = isSeven ? [...text].length + (text.match(/[\^{}\\[~\]|€]/g) ?? []).length : text.length;
  const [one, many] = isSeven ? [160, 153] : [70, 67];
  return length <= one ? 1 : Math.ceil(length / many);
}

test("an SMS is billed by its parts, a mail once, a model by the day's rate, and each kind is held against its own budget", async () => {
  await setPrice("twilio", "any", "2026-11-01", 260_000);
  await setPrice("sendgrid", "any", "2026-11-01", 5_000);
  const texts = [
    "ok",
    "a".repeat(160),
    "a".repeat(161),
    `${"a".repeat(69)}ã`,
    `${"a".repeat(70)}ã`,
    "[".repeat(81),
    "\\|€",
    "😀".repeat(36),
    "Até já, às 9h! Ação",
  ];
  for (const [kind, words] of [
    ["twilio", texts],
    ["sendgrid", ["a".repeat(500)]],
  ] as const) {
    const [{ id }] = await app.rows(
      `insert into channels (workspace_id, id, kind, name, settings, credentials, external_id, created_at, updated_at)
       values ($1, gen_random_uuid(), $2, $2, '{}', '{}', $2, $3, $3) returning id`,
      [workspace.id, kind, app.clock.now()],
    );
    for (const text of words)
      await app.rows(
        `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at)
         values ($1, gen_random_uuid(), $2, $3, 'out', 'system', 'text', $4, 'sent', $5, $5)`,
        [workspace.id, conversationId, id, text, app.clock.now()],
      );
  }
  const parts = texts.map(partsOf);
  assert.deepEqual(parts, [1, 1, 2, 1, 2, 2, 1, 2, 1]);
  assert.deepEqual(
    (await must(200, call("GET", "/figures/messages.spend?from=2026-11-01&to=2026-11-30&grain=total&by=spent_on"))).items.map(
      ({ key, value }: any) => [key, value],
    ),
    [
      ["channels", 430_000],
      ["email", 5_000],
      ["sms", parts.reduce((sum, one) => sum + one, 0) * 260_000],
    ],
  );
  for (const [cost, asked] of [
    [1_234_567, "2026-11-02T12:00:00Z"],
    [null, "2026-11-03T12:00:00Z"],
    [10, "2026-11-11T12:00:00Z"],
  ])
    await app.rows(
      `insert into ai_calls (workspace_id, id, run_id, purpose, provider, model, input_tokens, output_tokens, cost, took_ms, attempt, outcome, asked_at)
       values ($1, gen_random_uuid(), gen_random_uuid(), 'reply', 'P', 'm', 10, 5, $2, 5, 1, 'answered', $3)`,
      [workspace.id, cost, asked],
    );
  await app.rows(
    `insert into ai_transcriptions (workspace_id, id, attachment_id, conversation_id, model, seconds, cost, charge, took_ms, outcome, asked_at)
     values ($1, gen_random_uuid(), gen_random_uuid(), $2, 'w', 60, 6000, 32400, 5, 'heard', '2026-11-05T12:00:00Z')`,
    [workspace.id, conversationId],
  );
  await setBudget("channels", "2026-10", 100);
  await setBudget("channels", "2026-11", 50);
  assert.equal(
    (await must(422, call("POST", "/spend-budgets", { kind: "ai", month: "2026-11", cents: 3 }))).code,
    "analytics.budget_kept_elsewhere",
  );
  await must(200, call("PATCH", "/ai-settings", { monthLimit: 200 }));
  const { items, daysOver } = await month();
  assert.equal(daysOver, 11, "it is the twelfth");
  const of = (kind: string) => items.find((one) => one.kind === kind);
  assert.deepEqual(items.map(({ kind }) => kind).toSorted(), ["ai", "channels", "email", "sms", "transcription"]);
  assert.deepEqual([of("channels").spent, of("channels").budget, of("channels").left], [430_000, 50, 50 * MICROS_A_CENT - 430_000]);
  assert.equal(of("channels").projected, Math.max(430_000, Math.round(380_000 + (380_000 / 11) * 19)));
  assert.deepEqual([of("ai").spent, of("ai").budget, of("ai").unpriced, of("ai").budgetPath], [1_234_577, 200, 1, "/settings/ai"]);
  assert.deepEqual([of("transcription").spent, of("transcription").budget], [32_400, null]);
  assert.equal(of("channels").days.length, 30);
  const inFigures = await Promise.all(["messages.spend", "ai.spend", "transcription.spend"].map((one) => total(one)));
  assert.equal(
    items.reduce((sum, { spent }) => sum + spent, 0),
    inFigures.reduce((sum, { value }) => sum + value, 0),
    "the page and the figures are one",
  );
  assert.deepEqual(
    [await kindOf("channels", "?month=2026-10"), await kindOf("channels", "?month=2026-12")].map((one) => [
      one.spent,
      one.budget,
      one.projected,
    ]),
    [
      [0, 100, 0],
      [0, 50, null],
    ],
  );
  const runs = await must(200, call("GET", "/figure-records?figureId=ai.spend&from=2026-11-01&to=2026-11-30"));
  assert.deepEqual(
    runs.items.map(({ kind, value }: any) => [kind, value]),
    [
      ["ai_run", 10],
      ["ai_run", 1_234_567],
    ],
  );
});

test("administrators hear once a month that most of a budget is spent, and that all is", async () => {
  const told = async () =>
    (
      await app.rows(
        "select kind, ended_at is null as open from alerts where workspace_id = $1 and kind like 'spend_%' order by began_at, kind",
        [workspace.id],
      )
    ).map(({ kind, open }) => `${kind} ${open}`);
  const look = async () => {
    await wakeDueRows(app, dueBudgets);
    await app.runJobs();
  };
  await look();
  assert.deepEqual(await told(), ["spend_near_budget true"], "86 %");
  await send(conversationId, "delivered", { billable: true, category: "marketing" });
  assert.equal(await wakeDueRows(app, dueBudgets), 0, "a quarter of an hour has not passed");
  await cast.pass(16 * 60_000);
  await look();
  await cast.pass(16 * 60_000);
  await look();
  assert.deepEqual(await told(), ["spend_near_budget true", "spend_over_budget true"], "each once");
  await cast.pass(25 * DAY);
  await look();
  assert.deepEqual(await told(), ["spend_near_budget false", "spend_over_budget false"], "another month has its whole budget");
});

test("a manager sees what is spent and sets nothing, an agent sees neither, another workspace has its own, and each act is audited", async () => {
  assert.equal((await app.call(manager, "POST", "/spend-budgets", { kind: "sms", month: "2026-11", cents: 1 })).status, 403);
  assert.equal(
    (await app.call(manager, "POST", "/message-prices", { channelKind: "sns", category: "any", from: "2026-11-01", price: 1 })).status,
    403,
  );
  assert.equal((await app.call(agent, "GET", "/spend")).status, 403);
  for (const wrong of [
    { kind: "shoes", month: "2026-11", cents: 1 },
    { kind: "sms", month: "2026-13", cents: 1 },
    { kind: "sms", month: "2026-11", cents: -1 },
    { kind: "sms", month: "2026-11", cents: 1.5 },
  ])
    await must(400, call("POST", "/spend-budgets", wrong));
  const other = await app.addWorkspace("Elsewhere");
  assert.deepEqual((await app.call(other, "GET", "/message-prices")).body, { items: [] });
  assert.deepEqual((await app.call(other, "GET", "/spend-budgets")).body, { items: [] });
  assert.deepEqual((await app.call(manager, "GET", "/spend-budgets")).body.items, [
    { kind: "channels", month: "2026-10", cents: 100 },
    { kind: "channels", month: "2026-11", cents: 50 },
  ]);
  const audited = await app.rows(
    "select action, count(*)::int as count from audit_log where workspace_id = $1 and action in ('spend_budget.set', 'message_price.set') group by 1 order by 1",
    [workspace.id],
  );
  assert.deepEqual(audited, [
    { action: "message_price.set", count: 7 },
    { action: "spend_budget.set", count: 2 },
  ]);
});
