import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, Start } from "../../../flow/document.ts";
import { dueSchedules } from "../../src/flows/starts/schedules.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";
import { asks, drawn, says, variables } from "./drawing.ts";

// Nine in the morning of a Monday in Manaus: no quiet hour.
const app = await startApp({ now: new Date("2026-06-01T13:00:00Z") });
const workspace = await app.addWorkspace("Starts");
const { newcomer, hear, pass, sessionOf, owner, ctxOf, say } = castOf(app, workspace);
const layout = { blocks: {}, notes: [] };
const HOUR = 3_600_000;
const as = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await owner());

const made = async (name: string, starts: Start[], words: string, act?: string) => {
  const acting = act === undefined ? [] : [{ id: "ato", type: "action" as const, action: act, input: {}, exits: {} }];
  const document = drawn(starts, [asks("nome", words, "nome", act === undefined ? "fim" : "ato"), says("fim", "Obrigado!"), ...acting], {
    variables: variables("nome"),
  });
  const flow = await as("POST", "/flows", { name, document, layout });
  assert.equal(flow.status, 201, JSON.stringify(flow.body));
  return flow.body.id as string;
};
async function live(name: string, starts: Start[], words: string): Promise<string> {
  const id = await made(name, starts, words);
  const published = await as("POST", `/flows/${id}/publish`, {});
  assert.equal(published.status, 200, JSON.stringify(published.body));
  assert.equal((await as("PATCH", `/flows/${id}`, { isActive: true })).status, 200);
  return id;
}
const off = (id: string) => as("PATCH", `/flows/${id}`, { isActive: false });
const said = async (conversationId: string): Promise<string[]> =>
  (
    await app.rows(
      "select text from messages where conversation_id = $1 and direction = 'out' and kind <> 'event' and not is_note order by arrival",
      [conversationId],
    )
  ).map(({ text }) => text);
async function later(ms: number) {
  await pass(ms);
  await wakeDueRows(app, dueSchedules);
  await app.runJobs();
}
const resolve = (id: string) => as("PATCH", `/conversations/${id}`, { state: "resolved" });
const beginnings = async (id: string) => (await as("GET", `/flows/${id}/beginnings`)).body.items;
const urgent = { field: "conversation.priority", operator: "equals", value: "high" };
const schedule = (time: string, weekdays = [1, 2, 3, 4, 5]): Start => ({
  on: "schedule",
  time,
  weekdays,
  audience: { all: [urgent] } as never,
});

test("starts that cannot begin anything are named, and keep a flow from being published", async () => {
  const id = await made(
    "Errado",
    [
      { on: "any_message" },
      { on: "keyword", words: [" "], match: "word" },
      { on: "schedule", time: "09:00", weekdays: [1], audience: { all: [] } },
      { on: "event", kind: "moon_full" },
      { on: "event", kind: "conversation_resolved", when: { all: [{ field: "contact.shoe", operator: "is", value: "42" }] } as never },
    ],
    "Nome?",
  );
  const codes = (await as("POST", `/flows/${id}/check`)).body.items.map(({ code }: { code: string }) => code);
  for (const code of ["start_never", "start_empty", "start_everybody", "start_event_missing", "condition_wrong"])
    assert.ok(codes.includes(code), `${code} in ${codes}`);
  assert.equal((await as("POST", `/flows/${id}/publish`, {})).body.code, "flows.not_publishable");
});

test("a schedule begins once with everybody of its audience, at its time by the workspace's clock, and says why not", async () => {
  const people = [await newcomer(), await newcomer(), await newcomer(), await newcomer()];
  const [open, settled, held, other] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0], (typeof people)[0]];
  for (const { id } of [open, settled, held]) assert.equal((await as("PATCH", `/conversations/${id}`, { priority: "high" })).status, 200);
  await resolve(settled.id);
  await say(ctxOf("member"), held.id, "Já atendo.");
  const [wall] = await app.rows(
    "select to_char(($1::timestamptz + interval '1 hour') at time zone time_zone, 'HH24:MI') as time from workspaces where id = $2",
    [app.clock.now(), workspace.id],
  );
  const flow = await live("Bom dia", [schedule(wall.time)], "Como está a obra?");
  await later(HOUR / 2);
  assert.deepEqual(await said(open.id), []);
  await later(HOUR / 2 + 1_000);
  // Whoever looks again, and the same job once more, begin nothing twice.
  await later(1_000);
  assert.deepEqual(
    [await said(open.id), await said(settled.id), await said(held.id), await said(other.id)],
    [["Como está a obra?"], ["Como está a obra?"], ["Já atendo."], []],
  );
  assert.deepEqual([(await sessionOf(open.id)).holder, (await sessionOf(held.id)).holder], ["flow", "person"]);
  assert.equal((await as("GET", `/conversations/${settled.id}`)).body.state, "waiting", "it waits for the contact, and is settled no more");
  await hear(settled.from, "Ana");
  await pass(2_100);
  assert.deepEqual((await said(settled.id)).slice(1), ["Obrigado!"]);
  assert.deepEqual(await beginnings(flow), [
    { day: "2026-06-01", startedBy: "schedule", begun: 2, skipped: [{ reason: "floor_taken", count: 1 }] },
  ]);
  // The next day who is still in it is left in peace, and the closed window lets nothing be said: the conversation stays as it was.
  await resolve(settled.id);
  const before = await app.rows("select state, session_id from conversations where id = $1", [settled.id]);
  await later(24 * HOUR);
  await later(1_000);
  assert.deepEqual((await said(settled.id)).length, 2);
  assert.deepEqual(await app.rows("select state, session_id from conversations where id = $1", [settled.id]), before);
  const [second] = await beginnings(flow);
  assert.deepEqual(
    [second.day, second.begun, second.skipped.find(({ reason }: { reason: string }) => reason === "inbox.window_closed")?.count],
    ["2026-06-02", 0, 1],
  );
  await off(flow);
  await later(24 * HOUR);
  assert.equal((await beginnings(flow)).length, 2, "switched off it begins nothing");
});

test("an event begins a flow once, if its conditions hold then; what flows do begins none", async () => {
  const after = await live("Depois", [{ on: "event", kind: "conversation_resolved", when: { all: [urgent] } as never }], "Como foi?");
  const wanted = await newcomer();
  const plain = await newcomer();
  await as("PATCH", `/conversations/${wanted.id}`, { priority: "high" });
  for (const { id } of [wanted, plain]) await resolve(id);
  await app.runJobs();
  assert.deepEqual([await said(wanted.id), await said(plain.id)], [["Como foi?"], []]);
  await hear(wanted.from, "Bom");
  await pass(2_100);
  assert.deepEqual(await said(wanted.id), ["Como foi?", "Obrigado!"]);
  await off(after);

  // A flow that settles the conversation as its last act, and begins when one is settled.
  const round = await made("Roda", [{ on: "event", kind: "conversation_resolved" }], "Mais alguma coisa?", "conversation.resolve");
  const published = await as("POST", `/flows/${round}/publish`, {});
  assert.equal(published.status, 200, JSON.stringify(published.body));
  await as("PATCH", `/flows/${round}`, { isActive: true });
  const turning = await newcomer();
  await resolve(turning.id);
  await app.runJobs();
  await hear(turning.from, "Não");
  await pass(2_100);
  await app.runJobs();
  assert.equal((await as("GET", `/conversations/${turning.id}`)).body.state, "resolved");
  assert.deepEqual(await said(turning.id), ["Mais alguma coisa?"], "its own act begins it not again");
  await off(round);
});

test("outside the window the template of the first block leaves in place of its question", async () => {
  await app.rows(
    `insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
     select workspace_id, gen_random_uuid(), id, 'aviso', 'aviso', 'pt_BR', 'UTILITY', 'APPROVED', 'positional', $2, now() from channels where id = $1`,
    [workspace.channel.id, JSON.stringify([{ type: "BODY", text: "Olá {{1}}, podemos falar?" }])],
  );
  const outside = { template: "aviso", languageOf: "pt-BR" as const, parameters: ["{{contact.first_name | você}}"] };
  const question = { ...asks("nome", "Qual o nome?", "nome", "fim"), outside } as Block;
  const document = drawn([schedule("09:00", [1, 2, 3, 4, 5, 6, 7])], [question, says("fim", "Obrigado!")], {
    variables: variables("nome"),
  });
  const { body: flow } = await as("POST", "/flows", { name: "Fora", document, layout });
  assert.equal((await as("POST", `/flows/${flow.id}/publish`, {})).status, 200);
  await as("PATCH", `/flows/${flow.id}`, { isActive: true });
  const called = await newcomer();
  const sent = async (id: string) =>
    (
      await app.rows(
        "select kind, content->>'name' as name from messages where conversation_id = $1 and direction = 'out' and kind <> 'event' order by arrival",
        [id],
      )
    ).map(({ kind, name }) => name ?? kind);
  await pass(25 * HOUR);
  await app.rows("update conversations set window_closes_at = now() - interval '10 years' where id = $1", [called.id]);
  const { status, body } = await as("POST", `/flows/${flow.id}/runs`, { conversationId: called.id });
  assert.equal(status, 201, JSON.stringify(body));
  await app.runJobs();
  assert.deepEqual(await sent(called.id), ["aviso"]);
  await off(flow.id);
});

test("every act of the house that is about a conversation or a contact can be a block, with words in three languages", async () => {
  const [{ body: catalogue }, { body: blocks }] = await Promise.all([as("GET", "/actions"), as("GET", "/block-types")]);
  const wanted = catalogue.items.filter(({ subject }: { subject: string }) => ["conversation", "contact"].includes(subject));
  const offered = new Map<string, Record<string, string>>(blocks.actions.map((one: any) => [one.id, one.label]));
  assert.ok(wanted.length > 15, JSON.stringify(catalogue).slice(0, 400));
  for (const { id } of wanted) for (const language of ["pt-BR", "en", "es"]) assert.ok(offered.get(id)?.[language], `${id} in ${language}`);
});
