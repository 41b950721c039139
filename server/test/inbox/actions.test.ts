import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
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
