import assert from "node:assert/strict";
import { test } from "node:test";
import { dueRuns } from "../../src/automations/runs/due-runs.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

// Ten in the morning of a Monday in São Paulo: no quiet hour.
const app = await startApp({ now: new Date("2026-06-01T13:00:00Z") });
const workspace = await app.addWorkspace("Automations");
const { newcomer, hear, pass, owner, ctxOf, say } = castOf(app, workspace);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const as = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await owner());

/** Everything that is due, as if workers looked; a second look right behind finds nothing. */
async function work() {
  await app.runJobs();
  await wakeDueRows({ db: app.db, clock: app.clock }, dueRuns);
  await app.runJobs();
}
async function later(ms: number) {
  await pass(ms);
  await work();
}

const text = (said: string) => ({ kind: "act", action: "conversation.send_text", input: { text: said } });
const wait = (minutes: number, onlyIfSilent = true) => ({ kind: "wait", minutes, onlyIfSilent });
const priority = (wanted: string) => ({ kind: "act", action: "conversation.prioritise", input: { priority: wanted } });
const rule = (name: string, trigger: object, steps: object[], condition: unknown = null) => ({ name, trigger, condition, steps });

async function live(written: object): Promise<any> {
  const made = await as("POST", "/automations", written);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.isOn, false);
  const switched = await as("POST", `/automations/${made.body.id}/switch`, { isOn: true });
  assert.equal(switched.status, 200, JSON.stringify(switched.body));
  return switched.body;
}
const off = async ({ id }: { id: string }) => as("POST", `/automations/${id}/switch`, { isOn: false });
const runsOf = async (id: string) => (await as("GET", `/automation-runs?automationId=${id}`)).body.items;
const sent = async (conversationId: string, author = "automation") =>
  (
    await app.rows("select text from messages where conversation_id = $1 and author_kind = $2 and not is_note order by arrival", [
      conversationId,
      author,
    ])
  ).map(({ text }) => text);
/** The team's last word, by a key that releases the floor again: a rule speaks where no person has it. */
async function answered(conversationId: string, words = "Segue a proposta.") {
  await say(ctxOf("member"), conversationId, words);
  await app.runJobs();
  const freed = await as("PUT", `/conversations/${conversationId}/floor`, { holder: "nobody" });
  assert.ok(freed.status < 300, JSON.stringify(freed.body));
}

test("a rule is written, refused in words where it is wrong, changed by one at a time, and switched", async () => {
  const silence = { kind: "silence", minutes: 2_880 };
  const bad = await as("POST", "/automations", rule("Errada", silence, [wait(5)], { field: "nada", operator: "is", value: 1 }));
  assert.equal(bad.status, 422);
  assert.deepEqual(
    bad.body.facts.problems.map(({ path }: any) => path),
    ["condition.field", "steps"],
  );
  const unknown = await as("POST", "/automations", rule("Errada", silence, [{ kind: "act", action: "conversation.explode", input: {} }]));
  assert.equal(unknown.body.code, "inbox.unknown_act");
  const variable = await as("POST", "/automations", rule("Errada", silence, [text("Oi {{contact.frist_name}}")]));
  assert.equal(variable.body.code, "inbox.variables_do_not_fit");
  const record = await as(
    "POST",
    "/automations",
    rule("Errada", { kind: "object", type: "nada", state: "x", afterMinutes: 5, channel: null }, [text("Oi")]),
  );
  assert.deepEqual([record.status, record.body.facts.problems[0].path], [422, "trigger.type"]);

  const { body: made } = await as("POST", "/automations", rule("Boa", silence, [text("Oi")]));
  const changed = await as("PUT", `/automations/${made.id}`, { ...rule("Boa 2", silence, [text("Oi de novo")]), revision: 1 });
  assert.deepEqual([changed.status, changed.body.revision], [200, 2]);
  const lost = await as("PUT", `/automations/${made.id}`, { ...rule("Boa 3", silence, [text("Perdida")]), revision: 1 });
  assert.deepEqual([lost.status, lost.body.code], [409, "automations.rule_changed"]);
  assert.equal((await as("DELETE", `/automations/${made.id}`)).status, 204);
  assert.equal((await as("GET", `/automations/${made.id}`)).status, 404);
});

test("silence is met once, with a pause that an answer ends; a person who has the floor is not talked over", async () => {
  const silent = await live(rule("Calado", { kind: "silence", minutes: 120 }, [text("Ainda posso ajudar?"), wait(60), priority("high")]));
  const [quiet, replies, held] = [await newcomer(), await newcomer(), await newcomer()];
  await answered(quiet.id);
  await answered(replies.id);
  await say(ctxOf("member"), held.id, "Estou vendo isso.");
  await later(119 * MINUTE);
  assert.deepEqual((await as("POST", "/automations/sweep")).body, { begun: 0 });
  await later(2 * MINUTE);
  // Two look at once: each case is begun once.
  const both = await Promise.all([as("POST", "/automations/sweep"), as("POST", "/automations/sweep")]);
  assert.equal(both[0].body.begun + both[1].body.begun, 3);
  await work();
  assert.deepEqual(await sent(quiet.id), ["Ainda posso ajudar?"]);
  assert.deepEqual(await sent(held.id), []);
  await hear(replies.from, "Pode sim, obrigado");
  await later(61 * MINUTE);
  const byPlace = new Map((await runsOf(silent.id)).map((run: any) => [run.conversationId, run]));
  const shown = (id: string) => [(byPlace.get(id) as any).state, (byPlace.get(id) as any).reason];
  assert.deepEqual(shown(quiet.id), ["done", null]);
  assert.deepEqual(shown(replies.id), ["dropped", "answered"]);
  assert.deepEqual(shown(held.id), ["refused", "inbox.floor_taken"]);
  // Its own message makes no new silence.
  await later(4 * HOUR);
  assert.deepEqual((await as("POST", "/automations/sweep")).body, { begun: 0 });
  // Tried again when nobody has the floor, from the step that was refused.
  await as("PUT", `/conversations/${held.id}/floor`, { holder: "nobody" });
  const { id: runId } = byPlace.get(held.id) as any;
  assert.equal((await as("POST", `/automation-runs/${runId}/retries`)).status, 200);
  await work();
  assert.deepEqual(await sent(held.id), ["Ainda posso ajudar?"]);
  assert.equal((await as("POST", `/automation-runs/${runId}/retries`)).body.code, "automations.not_retryable");
  await off(silent);
});

test("whoever said stop is confirmed once and never written to by a rule; a machine that stopped is no stop", async () => {
  const silent = await live(rule("Calado 2", { kind: "silence", minutes: 60 }, [text("Tudo certo?")]));
  const [gone, machine] = [await newcomer(), await newcomer()];
  for (const { id } of [gone, machine]) await answered(id);
  await hear(gone.from, "não quero mais receber mensagens");
  await hear(gone.from, "SAIR");
  await hear(machine.from, "a máquina parou");
  assert.equal((await sent(gone.id, "system")).length, 1);
  assert.deepEqual(await sent(machine.id, "system"), []);
  const consents = await app.rows(
    "select k.purpose, k.state from contact_consents k join conversations c on c.contact_id = k.contact_id where c.id = $1 order by purpose",
    [gone.id],
  );
  assert.deepEqual(consents, [
    { purpose: "automation", state: "withdrawn" },
    { purpose: "marketing", state: "withdrawn" },
  ]);
  for (const { id } of [gone, machine]) await answered(id, "Tudo bem!");
  await later(61 * MINUTE);
  await as("POST", "/automations/sweep");
  await work();
  assert.deepEqual(await sent(gone.id), []);
  assert.deepEqual(await sent(machine.id), ["Tudo certo?"]);
  assert.equal((await runsOf(silent.id)).find(({ conversationId }: any) => conversationId === gone.id).reason, "inbox.may_not_write_first");
  await off(silent);
});

test("quiet hours are waited for, and the closed window is met with nothing but a refusal that says so", async () => {
  const night = await live(
    rule("Noite", { kind: "event", event: "conversation_resolved", afterMinutes: 0 }, [text("Como foi o atendimento?")]),
  );
  // To half past nine in the evening, by the workspace's clock.
  const [zone] = await app.rows("select time_zone from workspaces where id = $1", [workspace.id]);
  const hourNow = async () =>
    Number(
      (await app.rows("select extract(epoch from ($1::timestamptz at time zone $2)::time) as s", [app.clock.now(), zone.time_zone]))[0].s,
    );
  app.clock.advance(((21.5 * 3_600 - (await hourNow()) + 86_400) % 86_400) * 1_000);
  const late = await newcomer();
  await as("PATCH", `/conversations/${late.id}`, { state: "resolved" });
  await work();
  const [sleeping] = await runsOf(night.id);
  assert.deepEqual(
    [sleeping.state, sleeping.log.at(-1).outcome, sleeping.log.at(-1).code],
    ["waiting", "waits", "inbox.may_not_write_first"],
  );
  assert.deepEqual(await sent(late.id), []);
  await later(11 * HOUR);
  assert.deepEqual(await sent(late.id), ["Como foi o atendimento?"]);
  await off(night);

  const slow = await live(
    rule("Devagar", { kind: "event", event: "conversation_resolved", afterMinutes: 26 * 60 }, [text("Ainda lembra de nós?")]),
  );
  const forgotten = await newcomer();
  await as("PATCH", `/conversations/${forgotten.id}`, { state: "resolved" });
  await app.runJobs();
  await later(27 * HOUR);
  assert.deepEqual(
    (await runsOf(slow.id)).map(({ state, reason }: any) => [state, reason]),
    [["refused", "inbox.window_closed"]],
  );
  await off(slow);
});

test("events begin cases once, conditions are asked when it acts, and what rules do begins no rule", async () => {
  const { body: label } = await as("POST", "/labels", { name: "Urgência", color: "red" });
  const onLabel = await live(
    rule("Sobe", { kind: "event", event: "conversation_labelled", afterMinutes: 10 }, [priority("urgent")], {
      field: "conversation.label",
      operator: "contains",
      value: label.id,
    }),
  );
  const circle = await live(
    rule("Gira", { kind: "event", event: "conversation_prioritised", afterMinutes: 0 }, [priority("low"), priority("normal")]),
  );
  const [stays, loses] = [await newcomer(), await newcomer()];
  for (const { id } of [stays, loses]) assert.ok((await as("PUT", `/conversations/${id}/labels/${label.id}`)).status < 300);
  await work();
  await as("DELETE", `/conversations/${loses.id}/labels/${label.id}`);
  await later(11 * MINUTE);
  assert.deepEqual(
    (await runsOf(onLabel.id)).map(({ conversationId, state, reason }: any) => [conversationId === stays.id, state, reason]).sort(),
    [
      [false, "dropped", "condition"],
      [true, "done", null],
    ],
  );
  assert.deepEqual(await runsOf(circle.id), []);
  assert.equal((await app.rows("select priority from conversations where id = $1", [stays.id]))[0].priority, "urgent");
  for (const one of [onLabel, circle]) await off(one);
});

test("records of another system come in once, are refused in words, and rules wait for their state", async () => {
  const made = await as("POST", "/automations/from-template", { template: "followup_proposta" });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await as("POST", "/automations/from-template", { template: "followup_proposta" })).body.code, "automations.template_taken");
  await as("POST", `/automations/${made.body.id}/switch`, { isOn: true });
  const { from, id } = await newcomer();
  const proposal = (state: string, more: object = {}) =>
    as("PUT", "/objects/proposta/P-1", { title: "Proposta 1", contact: { phone: `+${from}` }, state, data: { valor: 125_000 }, ...more });
  assert.equal((await proposal("enviada")).status, 201);
  assert.equal((await proposal("enviada")).status, 200);
  assert.deepEqual(
    (await proposal("perdida", { data: { valor: "muito", cor: 1 } })).body.facts.problems.map(({ path }: any) => path),
    ["state", "data.cor", "data.valor"],
  );
  assert.equal((await as("PUT", "/objects/nada/1", { title: "x", contact: { phone: `+${from}` }, state: "y" })).status, 404);
  await work();
  await hear(from, "vou ver"); // the window stays open
  await later(25 * HOUR);
  assert.equal((await sent(id)).length, 0); // the window closed an hour ago: it is said so, and nothing is lost
  assert.equal((await runsOf(made.body.id))[0].reason, "inbox.window_closed");
  // Accepted in time: nothing is said.
  await proposal("aceita");
  await proposal("enviada");
  await work();
  await proposal("aceita");
  await later(25 * HOUR);
  const reasons = (await runsOf(made.body.id)).map(({ reason }: any) => reason);
  assert.deepEqual(reasons, ["record_changed", "inbox.window_closed"]);
  const listed = (await as("GET", "/objects?type=proposta")).body.items;
  assert.deepEqual(
    listed.map(({ externalId, state }: any) => [externalId, state]),
    [["P-1", "aceita"]],
  );
  const known = await as("POST", "/look-ups/contact.records", { subjectId: listed[0].contactId, input: {} });
  assert.equal(known.body.output.items[0].title, "Proposta 1");
  assert.equal((await as("DELETE", "/object-types/proposta")).body.code, "automations.type_in_use");
  const fields = (await as("GET", "/fields")).body.items;
  assert.ok(fields.some(({ id: field }: any) => field === "object.proposta"));
  await off(made.body);
});

test("a daily rule takes each open conversation once a day, at its hour", async () => {
  const { id } = await newcomer();
  const wall = (
    await app.rows(
      "select to_char(($1::timestamptz + interval '30 minutes') at time zone time_zone, 'HH24:MI') as t from workspaces where id = $2",
      [app.clock.now(), workspace.id],
    )
  )[0].t;
  const daily = await live(rule("Diária", { kind: "daily", time: wall, weekdays: [1, 2, 3, 4, 5, 6, 7] }, [priority("high")]));
  await as("POST", "/automations/sweep");
  assert.equal((await runsOf(daily.id)).length, 0);
  await later(31 * MINUTE);
  for (let look = 0; look < 2; look += 1) await as("POST", "/automations/sweep");
  await work();
  const first = await runsOf(daily.id);
  assert.ok(first.length > 0);
  assert.equal(first.filter(({ conversationId }: any) => conversationId === id).length, 1);
  await later(24 * HOUR);
  await as("POST", "/automations/sweep");
  assert.equal((await runsOf(daily.id)).filter(({ conversationId }: any) => conversationId === id).length, 2);
  await off(daily);
});

test("a preview says what would have been, and whom a stop would have spared", async () => {
  const preview = await as("POST", "/automations/preview", rule("Como seria", { kind: "silence", minutes: 60 }, [text("Oi")]));
  assert.equal(preview.status, 200, JSON.stringify(preview.body));
  const { cases, people, stopped, days, examples } = preview.body;
  assert.ok(cases >= people && people > 0 && stopped > 0, JSON.stringify(preview.body));
  assert.equal(
    days.reduce((sum: number, day: any) => sum + day.cases, 0),
    cases,
  );
  assert.ok(examples.every(({ contactName }: any) => contactName.startsWith("Pessoa ")));
  for (const trigger of [
    { kind: "event", event: "conversation_opened", afterMinutes: 0 },
    { kind: "object", type: "proposta", state: "aceita", afterMinutes: 0, channel: null },
    { kind: "daily", time: "09:00", weekdays: [1] },
  ])
    assert.equal((await as("POST", "/automations/preview", rule("Como seria", trigger, [text("Oi")]))).status, 200);
});
