import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { readPageTexts } from "../../src/inbox/media/read-pdf.ts";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Actions");
const [ana, boss, viewer] = await Promise.all([
  app.addMember(workspace, "Ana", "agent", "own"),
  app.addMember(workspace, "Sofia", "supervisor"),
  app.addMember(workspace, "Vera", "viewer"),
]);
let counter = 0;

/** A message of somebody new. @returns the conversation */
async function write(): Promise<string> {
  counter += 1;
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const from = `5592955${String(counter).padStart(6, "0")}`;
  await app.receive(workspace.channel, textWebhook({ from, id: `wamid.act${counter}`, text: "oi", at, name: `Agida ${counter}` }));
  await app.runJobs();
  return (
    await app.rows("select c.id from conversations c join contacts p on p.id = c.contact_id where p.profile_name = $1", [
      `Agida ${counter}`,
    ])
  )[0].id;
}
const run = (who: TestMember, action: string, subjectIds: string[], input: object = {}) =>
  app.call(who, "POST", `/actions/${action}`, { subjectIds, input });
const state = async (id: string) =>
  (await app.rows("select state, priority, assignee_id as assignee, queue_id as queue from conversations where id = $1", [id]))[0];
const audited = async (id: string) =>
  (await app.rows("select action from audit_log where subject_id = $1 order by occurred_at, id", [id])).map((row) => row["action"]);

test("everything in the catalogue has words, a right and a schema, and says whether whoever asks may do it", async () => {
  const forBoss = (await app.call(boss, "GET", "/actions")).body.items;
  const forViewer = (await app.call(viewer, "GET", "/actions")).body.items;
  assert.ok(forBoss.length >= 11);
  for (const one of forBoss) {
    assert.deepEqual(Object.keys(one.label).sort(), ["en", "es", "pt-BR"], one.id);
    assert.equal(one.input.type, "object", one.id);
    assert.equal(one.mayRun, true, one.id);
  }
  assert.ok(forViewer.every((one: any) => one.mayRun === false));
  const refused = await run(viewer, "conversation.resolve", [await write()]);
  assert.equal(refused.status, 403);
});

test("one act on many: what is out of sight is told like what does not exist, the others are done, and each can be undone", async () => {
  const [first, second, hidden] = [await write(), await write(), await write()];
  for (const id of [first, second]) await run(boss, "conversation.assign", [id], { memberId: ana.memberId });
  const nowhere = randomUUID();
  const { status, body } = await run(ana, "conversation.prioritise", [first, hidden, second, nowhere], { priority: "urgent" });
  assert.equal(status, 200);
  assert.deepEqual(
    body.items.map((one: any) => [one.subjectId, one.done, one.code]),
    [
      [first, true, undefined],
      [hidden, false, "platform.not_found"],
      [second, true, undefined],
      [nowhere, false, "platform.not_found"],
    ],
  );
  assert.equal(body.items[1].detail, body.items[3].detail);
  assert.deepEqual([(await state(first)).priority, (await state(hidden)).priority], ["urgent", "normal"]);
  for (const one of body.items.filter(({ done }: any) => done)) await run(ana, one.undo.action, [one.subjectId], one.undo.input);
  assert.equal((await state(first)).priority, "normal");
});

test("every act that has an undo is taken back by it", async () => {
  const id = await write();
  const [queue] = await app.rows(
    "insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'Acts', now()) returning id",
    [workspace.id],
  );
  const until = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
  const acts: [string, object][] = [
    ["conversation.assign", { memberId: ana.memberId }],
    ["conversation.queue", { queueId: queue.id }],
    ["conversation.prioritise", { priority: "low" }],
    ["conversation.snooze", { until }],
    ["conversation.resolve", {}],
  ];
  for (const [action, input] of acts) {
    const before = await state(id);
    const [done] = (await run(boss, action, [id], input)).body.items;
    assert.equal(done.done, true, action);
    assert.notDeepEqual(await state(id), before, action);
    const [undone] = (await run(boss, done.undo.action, [id], done.undo.input)).body.items;
    assert.equal(undone.done, true, action);
    assert.deepEqual(await state(id), before, action);
  }
});

test("what was waiting or asleep is so again after an undo", async () => {
  const id = await write();
  const hours = (count: number) => new Date(app.clock.now().getTime() + count * 3_600_000).toISOString();
  const stateOf = async () => (await app.rows("select state, snoozed_until from conversations where id = $1", [id]))[0];
  for (const change of [{ state: "waiting" }, { snoozedUntil: hours(2) }]) {
    await app.call(boss, "PATCH", `/conversations/${id}`, change);
    const before = await stateOf();
    for (const [action, input] of [
      ["conversation.snooze", { until: hours(5) }],
      ["conversation.resolve", {}],
      ["conversation.reopen", {}],
    ] as const) {
      const [done] = (await run(boss, action, [id], input)).body.items;
      assert.notDeepEqual(await stateOf(), before, action);
      await run(boss, done.undo.action, [id], done.undo.input);
      assert.deepEqual(await stateOf(), before, action);
    }
  }
});

test("an act is written down once, with who did it", async () => {
  const id = await write();
  await run(boss, "conversation.assign", [id], { memberId: ana.memberId });
  await run(boss, "conversation.prioritise", [id], { priority: "high" });
  await run(boss, "conversation.note", [id], { text: "x".repeat(5_000) });
  assert.deepEqual(await audited(id), ["conversation.assigned", "conversation.prioritise", "conversation.note"]);
  const [entry] = await app.rows("select actor_name, detail from audit_log where subject_id = $1 and action = 'conversation.note'", [id]);
  assert.equal(entry.detail.input.text.length, 200, "the timeline holds the note; the log says that it was written");
  assert.equal(entry.actor_name, "Key of Sofia");
});

test("texts leave over the channel, notes never do, and a contact is said to be somebody", async () => {
  const id = await write();
  const [{ contact }] = await app.rows("select contact_id as contact from conversations where id = $1", [id]);
  await run(boss, "conversation.note", [id], { text: "só para nós" });
  await run(boss, "conversation.send_text", [id], { text: "para você" });
  await app.runJobs();
  const texts = (await app.control("GET", "/_control/sent")).items.map((one: any) => one.body.text?.body);
  assert.ok(texts.includes("para você"));
  assert.ok(!texts.includes("só para nós"));
  const [done] = (await run(boss, "contact.set_persona", [contact], { persona: "supplier" })).body.items;
  assert.deepEqual(done.undo, { action: "contact.set_persona", input: { persona: "customer" } });
});

test("bad input is told with its place before anything is done", async () => {
  const id = await write();
  const cases: [string, unknown, RegExp][] = [
    ["conversation.prioritise", { priority: "huge" }, /input\.priority/],
    ["conversation.assign", { memberId: "somebody" }, /input\.memberId/],
    ["conversation.snooze", { until: "tomorrow" }, /input\.until/],
    ["conversation.resolve", { really: true }, /input/],
    ["conversation.send_text", { text: "" }, /input\.text/],
  ];
  for (const [action, input, place] of cases) {
    const { status, body } = await run(boss, action, [id], input as object);
    assert.equal(status, 400, action);
    assert.match(body.detail, place, action);
  }
  assert.equal((await run(boss, "conversation.dance", [id])).status, 404);
  assert.equal((await run(boss, "conversation.resolve", [])).status, 400);
  const [gone] = (await run(boss, "conversation.assign", [id], { memberId: randomUUID() })).body.items;
  assert.deepEqual([gone.done, gone.code], [false, "platform.not_found"]);
});

test("a look-up answers what the asker sees, and changes nothing", async () => {
  const id = await write();
  const [{ contact }] = await app.rows("select contact_id as contact from conversations where id = $1", [id]);
  const ask = (who: TestMember, lookUp: string, subjectId: string) =>
    app.call(who, "POST", `/look-ups/${lookUp}`, { subjectId, input: {} });
  const floor = await ask(boss, "conversation.floor", id);
  assert.deepEqual(floor.body.output, { holder: "nobody", id: null });
  assert.deepEqual(
    (await ask(boss, "contact.conversations", contact)).body.output.conversations.map((one: any) => one.id),
    [id],
  );
  assert.equal((await ask(ana, "contact.conversations", contact)).status, 404);
  assert.deepEqual(await audited(id), []);
});

const HOUR_MS = 3_600_000;
const schedule = (who: TestMember, id: string, text: string, more: object = {}) =>
  app.call(who, "POST", `/conversations/${id}/scheduled-messages`, {
    message: { kind: "text", text },
    at: new Date(app.clock.now().getTime() + HOUR_MS).toISOString(),
    ...more,
  });
const sent = async (id: string) =>
  (
    await app.rows(
      "select text from messages where conversation_id = $1 and direction = 'out' and not is_note and kind = 'text' order by arrival",
      [id],
    )
  ).map(({ text }) => text);
const scheduled = async (who: TestMember, id: string) =>
  (await app.call(who, "GET", `/conversations/${id}/scheduled-messages`)).body.items.map(({ state, failure }: any) => [
    state,
    failure?.code ?? null,
  ]);

test("a message leaves at its time, once, also when two workers come and one crashed between sending and saying so", async () => {
  const id = await write();
  const { status, body } = await schedule(boss, id, "Até amanhã");
  assert.equal(status, 201);
  // Each change adds a job for the same time.
  for (const unlessAnswered of [true, false]) await app.call(boss, "PATCH", `/scheduled-messages/${body.id}`, { unlessAnswered });
  await app.runJobs();
  assert.deepEqual([await sent(id), await scheduled(boss, id)], [[], [["pending", null]]], "its time has not come");
  await app.rows(`create function crash() returns trigger language plpgsql as $$ begin raise exception 'crashed'; end $$`);
  await app.rows(
    `create trigger crash before update on scheduled_messages for each row when (new.state = 'sent') execute function crash()`,
  );
  app.clock.advance(HOUR_MS);
  await app.runJobs();
  assert.deepEqual([await sent(id), await scheduled(boss, id)], [[], [["pending", null]]], "nothing of a crash stays");
  await app.rows("drop trigger crash on scheduled_messages");
  for (let tries = 0; tries < 5 && (await sent(id)).length === 0; tries += 1) {
    app.clock.advance(HOUR_MS);
    await Promise.all([app.runJobs(), app.runJobs()]);
  }
  app.clock.advance(HOUR_MS);
  await app.runJobs();
  assert.deepEqual([await sent(id), await scheduled(boss, id)], [["Até amanhã"], []]);
  assert.equal(
    (await app.call(boss, "PATCH", `/scheduled-messages/${body.id}`, { unlessAnswered: true })).status,
    404,
    "what has left stays",
  );
});

test("what may not leave at its time is refused with its reason, said to its author, and waits again when it is changed", async () => {
  const closed = await write();
  const blocked = await write();
  const gone = await write();
  await schedule(boss, closed, "A", { at: new Date(app.clock.now().getTime() + 25 * HOUR_MS).toISOString() });
  await schedule(boss, blocked, "B");
  await app.rows("update contacts set blocked_at = now() where id = (select contact_id from conversations where id = $1)", [blocked]);
  await app.call(boss, "PATCH", `/conversations/${gone}`, { assigneeId: ana.memberId });
  await schedule(ana, gone, "C");
  await app.call(boss, "PATCH", `/conversations/${gone}`, { assigneeId: null });
  await app.rows("delete from conversation_followers where conversation_id = $1", [gone]);
  app.clock.advance(25 * HOUR_MS);
  await app.runJobs();
  assert.deepEqual(await scheduled(boss, closed), [["refused", "inbox.window_closed"]]);
  assert.deepEqual(await scheduled(boss, blocked), [["refused", "inbox.may_not_write_first"]]);
  assert.deepEqual(await scheduled(boss, gone), [["refused", "platform.not_found"]], "its author sees the conversation no longer");
  for (const id of [closed, blocked, gone]) assert.deepEqual(await sent(id), []);
  const notes = await app.rows(
    "select content->'mentions' as mentions from messages where conversation_id = $1 and is_note and kind = 'text'",
    [closed],
  );
  assert.deepEqual(notes, [{ mentions: [boss.memberId] }]);
  const [waiting] = (await app.call(boss, "GET", `/conversations/${blocked}/scheduled-messages`)).body.items;
  await app.rows("update contacts set blocked_at = null where id = (select contact_id from conversations where id = $1)", [blocked]);
  await app.rows("update conversations set window_closes_at = $2 where id = $1", [
    blocked,
    new Date(app.clock.now().getTime() + 24 * HOUR_MS),
  ]);
  const again = await app.call(boss, "PATCH", `/scheduled-messages/${waiting.id}`, {
    at: new Date(app.clock.now().getTime() + HOUR_MS).toISOString(),
  });
  assert.deepEqual([again.body.state, again.body.failure], ["pending", null]);
  app.clock.advance(HOUR_MS);
  await app.runJobs();
  assert.deepEqual(await sent(blocked), ["B"]);
});

test("a message does not leave when the contact answers before, when it is cancelled, or when somebody else rewrites it", async () => {
  const id = await write();
  await schedule(boss, id, "Ainda precisa?", { unlessAnswered: true });
  const cancelled = (await schedule(boss, id, "Nunca")).body;
  assert.equal((await app.call(boss, "PATCH", `/conversations/${id}`, { assigneeId: ana.memberId })).status, 200);
  const rewritten = await app.call(ana, "PATCH", `/scheduled-messages/${cancelled.id}`, { message: { kind: "text", text: "Outro" } });
  assert.equal(rewritten.body.code, "inbox.not_your_schedule");
  assert.equal((await app.call(ana, "DELETE", `/scheduled-messages/${cancelled.id}`)).status, 204);
  app.clock.advance(60_000);
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const from = `5592955${String(counter).padStart(6, "0")}`;
  await app.receive(workspace.channel, textWebhook({ from, id: `wamid.answered${counter}`, text: "não", at, name: `Agida ${counter}` }));
  await app.runJobs();
  app.clock.advance(HOUR_MS);
  await app.runJobs();
  assert.deepEqual([await sent(id), await scheduled(boss, id)], [[], [["answered", null]]]);
  const past = await schedule(boss, id, "x", { at: "2020-01-01T09:00" });
  assert.equal(past.body.code, "inbox.schedule_time");
  const key = { "idempotency-key": "one-schedule" };
  const ask = (text: string) =>
    app.call(boss, "POST", `/conversations/${id}/scheduled-messages`, { message: { kind: "text", text }, at: "2026-12-24T09:00" }, key);
  const [first, second, other] = [await ask("Feliz Natal"), await ask("Feliz Natal"), await ask("Outro")];
  assert.equal(second.body.id, first.body.id);
  assert.equal(other.body.code, "inbox.idempotency_key_reused");
  const [{ zone }] = await app.rows("select time_zone as zone from workspaces where id = $1", [workspace.id]);
  const there = new Date(first.body.dueAt).toLocaleString("sv-SE", { timeZone: zone });
  assert.equal(there, "2026-12-24 09:00:00", "a time without an offset is the workspace's");
});

test("a person who was written down is written to first, over accounts that reach them, with what holds there said before", async () => {
  const identities = [{ kind: "phone", value: "+55 92 95555-7001" }];
  const { id: contactId } = (await app.call(boss, "POST", "/contacts", { name: "Primeira vez", identities })).body;
  const ways = async () => (await app.call(boss, "GET", `/contacts/${contactId}/ways`)).body.items;
  const [way] = await ways();
  assert.deepEqual([way.channel.id, way.conversationId, way.isElsewhere, way.needsTemplate], [workspace.channel.id, null, false, true]);
  const open = () => app.call(boss, "POST", `/contacts/${contactId}/conversations`, { channelId: way.channel.id });
  const [first, second] = await Promise.all([open(), open()]);
  assert.deepEqual([first.status, second.body.id], [201, first.body.id], "two at once open one");
  const listed = (await app.call(boss, "GET", `/conversations?contactId=${contactId}`)).body.items;
  assert.deepEqual(listed, [], "it stands in no list before its first message");
  assert.equal((await app.call(boss, "GET", `/conversations/${first.body.id}`)).body.contact.name, "Primeira vez");
  const text = await app.call(boss, "POST", `/conversations/${first.body.id}/messages`, { kind: "text", text: "Oi" });
  assert.equal(text.body.code, "inbox.window_closed", "nobody has written yet");
  await app.call(boss, "PATCH", `/contacts/${contactId}`, { isBlocked: true });
  assert.equal((await ways())[0].caution, "blocked");
  const mailOnly = (
    await app.call(boss, "POST", "/contacts", { name: "Só e-mail", identities: [{ kind: "email", value: "so@example.com" }] })
  ).body;
  assert.deepEqual((await app.call(boss, "GET", `/contacts/${mailOnly.id}/ways`)).body.items, []);
  const refused = await app.call(boss, "POST", `/contacts/${mailOnly.id}/conversations`, { channelId: way.channel.id });
  assert.equal(refused.body.code, "inbox.unreachable");
});

const macro = (who: TestMember, body: object) =>
  app.call(who, "POST", "/macros", { name: "Encerrar", scope: "own", steps: [{ action: "conversation.resolve", input: {} }], ...body });
const doMacro = (who: TestMember, id: string, subjectIds: string[]) => app.call(who, "POST", `/macros/${id}/runs`, { subjectIds });

test("a macro does all of its acts to a conversation or none, with the rights of whoever uses it, and is taken back", async () => {
  const [mine, hidden] = [await write(), await write()];
  await run(boss, "conversation.assign", [mine], { memberId: ana.memberId });
  const steps = [
    { action: "conversation.prioritise", input: { priority: "high" } },
    { action: "conversation.send_text", input: { text: "Até mais, {{contact.name}}!" } },
    { action: "conversation.resolve", input: {} },
  ];
  const { body: kept } = await macro(boss, { scope: "everybody", steps });
  const { status, body } = await doMacro(ana, kept.id, [mine, hidden]);
  assert.equal(status, 200);
  assert.deepEqual(
    body.items.map(({ done, code, step }: any) => [done, code, step]),
    [
      [true, undefined, undefined],
      [false, "platform.not_found", 0],
    ],
  );
  assert.deepEqual([(await state(mine)).state, (await state(mine)).priority], ["resolved", "high"]);
  const [sent] = await app.rows("select text from messages where conversation_id = $1 and direction = 'out' and kind = 'text'", [mine]);
  assert.match(sent.text, /^Até mais, Agida \d+!$/);
  for (const { action, input } of body.items[0].undo) await run(ana, action, [mine], input);
  assert.deepEqual([(await state(mine)).state, (await state(mine)).priority], ["open", "normal"]);
  assert.equal((await app.call(boss, "GET", "/macros")).body.items[0].uses, 1);
  // A later act that is refused takes the ones before it along.
  const partly = await macro(boss, {
    name: "Parte",
    steps: [steps[0], { action: "conversation.label", input: { labelId: randomUUID() } }],
  });
  const [refused] = (await doMacro(boss, partly.body.id, [mine])).body.items;
  assert.deepEqual([refused.done, refused.step, (await state(mine)).priority], [false, 1, "normal"]);
});

test("a macro that could never work is refused where it is written; those of everybody are a right, one's own nobody sees", async () => {
  const own = await macro(ana, { name: "Minha" });
  assert.equal(own.status, 201);
  assert.equal((await macro(ana, { name: "MINHA" })).body.code, "inbox.macro_name_taken");
  assert.equal((await macro(ana, { name: "De todos", scope: "everybody" })).status, 403);
  assert.equal((await macro(viewer, {})).status, 403);
  const wrong = (step: object) => macro(ana, { name: "Errada", steps: [step] });
  assert.equal((await wrong({ action: "conversation.fly", input: {} })).body.code, "inbox.unknown_act");
  assert.equal((await wrong({ action: "contact.block", input: {} })).body.code, "inbox.unknown_act");
  assert.equal((await wrong({ action: "conversation.prioritise", input: { priority: "huge" } })).status, 400);
  const unknown = await wrong({ action: "conversation.send_text", input: { text: "Oi {{contact.nome}}" } });
  assert.equal(unknown.body.code, "inbox.variables_do_not_fit");
  assert.deepEqual((await app.call(boss, "GET", "/macros")).body.items.map(({ name }: any) => name).includes("Minha"), false);
  assert.equal((await app.call(boss, "DELETE", `/macros/${own.body.id}`)).status, 404);
  assert.equal((await app.call(ana, "PUT", `/macros/${own.body.id}`, { name: "Outra", scope: "own", steps: [] })).status, 400);
  assert.equal((await app.call(ana, "DELETE", `/macros/${own.body.id}`)).status, 204);
});

test("what was said goes out as text or JSON, oldest first, without notes unless asked for, and the log says who took it", async () => {
  const id = await write();
  await run(boss, "conversation.send_text", [id], { text: "Bom dia" });
  await run(boss, "conversation.note", [id], { text: "só para nós" });
  await app.runJobs();
  const get = (who: TestMember, query: string) => app.call(who, "GET", `/conversations/${id}/transcript${query}`);
  const { body: text, status } = await get(boss, "");
  assert.equal(status, 200);
  const [title, , , first, second, ...rest] = text.split("\n");
  assert.match(title, /^Agida \d+/);
  assert.match(first, /^\[\d\d\/\d\d\/\d{4}, \d\d:\d\d\] Agida \d+: oi$/);
  assert.match(second, /Sofia: Bom dia$/);
  assert.deepEqual(rest, [""]);
  const { body: json } = await get(boss, "?format=json&notes=true");
  assert.deepEqual(
    json.messages.map(({ direction, isNote, text }: any) => [direction, isNote, text]),
    [
      ["in", false, "oi"],
      ["out", false, "Bom dia"],
      ["out", true, "só para nós"],
    ],
  );
  const { raw, headers } = await get(boss, "?format=pdf");
  assert.equal(headers["content-type"], "application/pdf");
  const { markdown } = (await readPageTexts(raw)) as { markdown: string };
  assert.match(markdown, /Agida \d+ · \d\d\/\d\d\/\d{4}, \d\d:\d\d\s+oi\s+Key of Sofia · [^\n]+\s+Bom dia$/);
  assert.ok(!markdown.includes("só para nós"));
  assert.equal((await get(ana, "")).status, 404, "not given to her");
  assert.equal((await get(viewer, "")).status, 403);
  assert.deepEqual((await audited(id)).filter((action: string) => action === "conversation.exported").length, 3);
});

test("what one follows is a view of one's own; who saw it only by that sees it no longer afterwards", async () => {
  const id = await write();
  const mine = async () => (await app.call(ana, "GET", "/conversations?view=followed")).body.items.some((one: any) => one.id === id);
  const followed = async () => (await app.call(ana, "GET", "/conversations/counts")).body.followed;
  const before = await followed();
  const address = `/conversations/${id}/followers/${ana.memberId}`;
  assert.equal((await app.call(ana, "PUT", address)).status, 404, "nobody makes themselves see");
  assert.equal(await mine(), false);
  for (let twice = 0; twice < 2; twice += 1) assert.equal((await app.call(boss, "PUT", address)).status, 204);
  assert.deepEqual([await mine(), await followed()], [true, before + 1]);
  assert.deepEqual(
    (await app.call(ana, "GET", `/conversations/${id}/followers`)).body.items.map(({ name }: any) => name),
    ["Ana"],
  );
  assert.equal((await app.call(boss, "PUT", `/conversations/${id}/followers/${randomUUID()}`)).status, 404);
  assert.equal((await app.call(ana, "DELETE", address)).status, 204);
  assert.deepEqual([await mine(), await followed(), (await app.call(ana, "GET", `/conversations/${id}`)).status], [false, before, 404]);
});
