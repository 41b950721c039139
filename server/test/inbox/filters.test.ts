import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Filters");
const [ana, boss] = await Promise.all([app.addMember(workspace, "Ana", "agent", "own"), app.addMember(workspace, "Sofia", "supervisor")]);
const names = ["Ângela Souza", "Bruno", "Angelica", "Davi"];
const ids: string[] = [];
for (const [index, name] of names.entries()) {
  const at = Math.floor(app.clock.now().getTime() / 1000) + index;
  await app.receive(workspace.channel, textWebhook({ from: `559296600000${index}`, id: `wamid.filter${index}`, text: "oi", at, name }));
  await app.runJobs();
  const [row] = await app.rows("select c.id from conversations c join contacts p on p.id = c.contact_id where p.profile_name = $1", [name]);
  ids.push(row["id"]);
}
const [angela, bruno, angelica, davi] = ids as [string, string, string, string];
await app.call(boss, "PATCH", `/conversations/${angela}`, { priority: "urgent" });
await app.call(boss, "PATCH", `/conversations/${bruno}`, { priority: "high", assigneeId: ana.memberId });
await app.call(boss, "PATCH", `/conversations/${davi}`, { state: "resolved" });

const address = (filter: unknown, more = "") => `/conversations?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`;
async function found(who: TestMember, filter: unknown, more = ""): Promise<string[]> {
  const { status, body } = await app.call(who, "GET", address(filter, more));
  assert.equal(status, 200, JSON.stringify(body));
  return body.items.map(({ id }: { id: string }) => id);
}

test("conditions with and, or and not are answered, without accents and capitals", async () => {
  const called = { field: "contact.name", operator: "contains", value: "ANGEL" };
  const inHaste = { field: "conversation.priority", operator: "any_of", value: ["high", "urgent"] };
  assert.deepEqual(await found(boss, called), [angelica, angela]);
  assert.deepEqual(await found(boss, { all: [called, inHaste] }), [angela]);
  assert.deepEqual(await found(boss, { any: [called, inHaste] }), [angelica, bruno, angela]);
  assert.deepEqual(await found(boss, { none: [called, inHaste] }), [davi]);
  assert.deepEqual(await found(boss, { field: "conversation.assignee", operator: "equals", value: ana.memberId }), [bruno]);
  assert.deepEqual(await found(boss, inHaste, "&view=unassigned"), [angela], "a filter narrows a view");
});

test("a filter shows nobody more than they see, and pages go on where they ended", async () => {
  const everything = { all: [] };
  assert.deepEqual(await found(ana, everything), [bruno]);
  const first = (await app.call(boss, "GET", address(everything, "&limit=3"))).body;
  const rest = await found(boss, everything, `&limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
  assert.deepEqual([...first.items.map(({ id }: any) => id), ...rest], [davi, angelica, bruno, angela]);
});

test("counters count what the filtered list holds", async () => {
  const filter = { field: "conversation.priority", operator: "equals", value: "normal" };
  const { byState } = (await app.call(boss, "GET", address(filter).replace("/conversations", "/conversations/counts"))).body;
  assert.deepEqual(byState, { open: 1, waiting: 0, resolved: 1 });
});

test("a filter that cannot be asked says which of its parts is wrong", async () => {
  const wrong: [string, RegExp][] = [
    ['{"all":[', /filter is not JSON/],
    ['{"all":[{"field":"contact.shoe_size","operator":"equals","value":42}]}', /filter\.all\.0/],
    ['{"field":"conversation.priority","operator":"equals","value":"huge"}', /filter\.value/],
    ['{"field":"conversation.assignee","operator":"equals","value":"x\' or true --"}', /filter\.value/],
    ["17", /filter/],
  ];
  for (const [filter, place] of wrong) {
    const { status, body } = await app.call(boss, "GET", `/conversations?filter=${encodeURIComponent(filter)}`);
    assert.equal(status, 400, filter);
    assert.match(body.detail, place, filter);
  }
});

test("the catalogue tells a builder everything it shows", async () => {
  const { items } = (await app.call(boss, "GET", "/fields")).body;
  const priority = items.find(({ id }: any) => id === "conversation.priority");
  assert.deepEqual([priority.type, priority.label["pt-BR"], priority.options.length], ["choice", "Prioridade", 4]);
  assert.ok(priority.operators.includes("any_of"));
  for (const { id, label, operators } of items) {
    assert.deepEqual(Object.keys(label).sort(), ["en", "es", "pt-BR"], id);
    assert.ok(operators.length > 0, id);
  }
});

test("labels are made, put on, asked for, renamed and removed, and two that are written alike are one", async () => {
  const label = async (name: string, color = "teal") => (await app.call(boss, "POST", "/labels", { name, color })).body.id as string;
  const [warranty, quote] = [await label("Garantia"), await label("Orçamento", "amber")];
  const twice = await app.call(boss, "POST", "/labels", { name: " orcamento ", color: "red" });
  assert.deepEqual([twice.status, twice.body.code], [409, "inbox.label_name_taken"]);
  assert.equal((await app.call(ana, "POST", "/labels", { name: "Minha", color: "red" })).status, 403, "an agent makes none");
  const put = (who: TestMember, id: string, labelId: string) => app.call(who, "PUT", `/conversations/${id}/labels/${labelId}`);
  for (const [id, labelId] of [
    [angela, warranty],
    [angela, quote],
    [davi, quote],
    [angela, quote],
  ] as const)
    assert.equal((await put(boss, id, labelId)).status, 204);
  assert.equal((await put(ana, bruno, warranty)).status, 204, "an agent puts them on");
  const shown = (await app.call(boss, "GET", `/conversations/${angela}`)).body.labels;
  assert.deepEqual(shown, [
    { id: warranty, name: "Garantia", color: "teal" },
    { id: quote, name: "Orçamento", color: "amber" },
  ]);
  const field = "conversation.label";
  assert.deepEqual(await found(boss, { field, operator: "any_of", value: [warranty, quote] }), [davi, bruno, angela]);
  assert.deepEqual(await found(boss, { field, operator: "all_of", value: [warranty, quote] }), [angela]);
  assert.deepEqual(await found(boss, { field, operator: "none_of", value: [quote] }), [angelica, bruno]);
  assert.deepEqual(await found(boss, { field, operator: "not_set" }), [angelica]);
  assert.deepEqual(await found(boss, { field, operator: "contains", value: "no such label" }), []);
  await app.call(boss, "PUT", `/labels/${quote}`, { name: "Proposta", color: "pink" });
  assert.equal((await app.call(boss, "GET", `/conversations/${davi}`)).body.labels[0].name, "Proposta");
  assert.equal((await app.call(boss, "DELETE", `/labels/${quote}`)).status, 204);
  assert.deepEqual(await found(boss, { field, operator: "is_set" }), [bruno, angela]);
  assert.deepEqual((await app.call(boss, "GET", "/labels")).body.items, [{ id: warranty, name: "Garantia", color: "teal", count: 2 }]);
});

test("many are labelled at once, and each is taken back only where the label is new", async () => {
  const [warranty] = (await app.call(boss, "GET", "/labels")).body.items;
  const input = { labelId: warranty.id };
  const { body } = await app.call(boss, "POST", "/actions/conversation.label", { subjectIds: [angela, angelica], input });
  assert.deepEqual(
    body.items.map(({ done, undo }: any) => [done, undo ?? null]),
    [
      [true, null],
      [true, { action: "conversation.unlabel", input }],
    ],
  );
  await app.call(boss, "POST", "/actions/conversation.unlabel", { subjectIds: [angelica], input });
  assert.deepEqual((await app.call(boss, "GET", `/conversations/${angelica}`)).body.labels, []);
});
