import assert from "node:assert/strict";
import { test } from "node:test";
import { runImport } from "../../src/inbox/imports/run-import.ts";
import { forgetRemovedViews } from "../../src/inbox/views/forget-removed-views.ts";
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
  assert.deepEqual(await found(boss, { field, operator: "is_not_set" }), [angelica]);
  assert.deepEqual(await found(boss, { field, operator: "contains", value: "no such label" }), []);
  await app.call(boss, "PUT", `/labels/${quote}`, { name: "Proposta", color: "pink" });
  assert.equal((await app.call(boss, "GET", `/conversations/${davi}`)).body.labels[0].name, "Proposta");
  assert.equal((await app.call(boss, "DELETE", `/labels/${quote}`)).status, 204);
  assert.deepEqual(await found(boss, { field, operator: "is_set" }), [bruno, angela]);
  assert.deepEqual((await app.call(boss, "GET", "/labels")).body.items, [{ id: warranty, name: "Garantia", color: "teal", count: 2 }]);
});

test("of two labels that get one name at the same moment, one is refused with words", async () => {
  const made = await Promise.all(["Um", "Dois", "Três", "Quatro"].map((name) => app.call(boss, "POST", "/labels", { name, color: "red" })));
  const ids = made.map(({ body }) => body.id as string);
  const answers = await Promise.all(ids.map((id) => app.call(boss, "PUT", `/labels/${id}`, { name: "Urgente", color: "red" })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  assert.deepEqual([...new Set(answers.map(({ body }) => body.code ?? ""))].sort(), ["", "inbox.label_name_taken"]);
  for (const id of ids) await app.call(boss, "DELETE", `/labels/${id}`);
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

const contacts = (query: Record<string, string>) => `/contacts?${new URLSearchParams(query)}`;
async function people(who: TestMember, query: Record<string, string>): Promise<string[]> {
  const { status, body } = await app.call(who, "GET", contacts(query));
  assert.equal(status, 200, JSON.stringify(body));
  return body.items.map(({ name, profileName }: { name: string | null; profileName: string }) => name ?? profileName);
}

test("a person is found by what is typed of a name, a number or an address", async () => {
  const made = await app.call(boss, "POST", "/contacts", {
    name: "José  d'Ávila-Prado",
    identities: [
      { kind: "phone", value: "+55 (92) 8114-2207" },
      { kind: "email", value: " Jose.Avila@Sorriso.example " },
    ],
  });
  assert.equal(made.status, 201, made.body.detail);
  const { identities } = made.body;
  assert.deepEqual(
    identities.map(({ kind, value, isConfirmed }: any) => [kind, value, isConfirmed]),
    [
      ["email", "jose.avila@sorriso.example", false],
      ["phone", "+5592981142207", false],
    ],
  );
  const typed = [
    "jose",
    "AVILA",
    "prado jos",
    "davilaprado",
    "josed",
    "+55 92 98114-2207",
    "559298",
    "55 92 8114-2207",
    "92 98114",
    "(92) 981",
    "8114-22",
    "2207",
  ];
  for (const search of [...typed, "jose.avila@sor", "sorriso"]) assert.deepEqual(await people(boss, { search }), [made.body.name], search);
  for (const search of ["ose", "jose bruno", "42207", "%", "' or true", "\\"])
    assert.equal((await people(boss, { search })).includes(made.body.name) && /\w/.test(search), false, search);
  const renamed = await app.call(boss, "PATCH", `/contacts/${made.body.id}`, { name: "Pepe", lifecycle: "customer", isBlocked: true });
  assert.deepEqual([renamed.body.name, renamed.body.lifecycle, renamed.body.isBlocked], ["Pepe", "customer", true]);
  assert.deepEqual([await people(boss, { search: "jose d" }), await people(boss, { search: "pepe" })], [[], ["Pepe"]]);
  assert.deepEqual(await people(ana, { search: "pepe" }), [], "who sees their own finds nobody else");
  assert.deepEqual(await people(ana, { search: "bru" }), ["Bruno"]);
});

test("contacts are sorted by name, last message or age, narrowed by the catalogue, and paged", async () => {
  const all = {
    created: ["Pepe", "Davi", "Angelica", "Bruno", "Ângela Souza"],
    name: ["Ângela Souza", "Angelica", "Bruno", "Davi", "Pepe"],
  };
  // Nobody spoke with Pepe: he stands by when he was written down, as the first message came.
  const seen = ["Davi", "Angelica", "Bruno", "Pepe", "Ângela Souza"];
  for (const [sort, wanted] of Object.entries({ ...all, seen })) {
    assert.deepEqual(await people(boss, { sort }), wanted, sort);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await app.call(boss, "GET", contacts({ sort, limit: "2", ...(cursor !== "" && { cursor }) }));
      paged.push(...body.items.map(({ name, profileName }: any) => name ?? profileName));
      cursor = body.nextCursor;
    }
    assert.deepEqual(paged, wanted, `${sort}, two a page`);
    assert.deepEqual(await people(ana, { sort }), ["Bruno"], `${sort}, of one's own`);
  }
  const customers = JSON.stringify({ field: "contact.lifecycle", operator: "equals", value: "customer" });
  assert.deepEqual(await people(boss, { filter: customers, sort: "seen" }), ["Pepe"]);
  const named = JSON.stringify({ field: "contact.name", operator: "starts_with", value: "ang" });
  assert.deepEqual(await people(boss, { filter: named, search: "souza" }), ["Ângela Souza"]);
  const ofConversations = JSON.stringify({ field: "conversation.state", operator: "equals", value: "open" });
  assert.equal((await app.call(boss, "GET", contacts({ filter: ofConversations }))).status, 400);
  const { items } = (await app.call(boss, "GET", "/fields?subject=contact")).body;
  assert.ok(items.length >= 6 && items.every(({ id }: any) => id.startsWith("contact.")));
});

test("nobody is written down twice, and what carries conversations is not taken away", async () => {
  const taken = { kind: "phone", value: "+55 92 9660-00001" };
  const twice = await app.call(boss, "POST", "/contacts", { name: "Outro", identities: [taken] });
  const [owner] = await app.rows("select contact_id as id from contact_identities where value = '+559296600000' || '1'");
  assert.deepEqual([twice.status, twice.body.code, twice.body.facts.contactId], [409, "inbox.contact_exists", owner.id]);
  assert.equal((await people(boss, { search: "outro" })).length, 0, "nothing of it is kept");
  const hidden = await app.call(ana, "POST", "/contacts", { name: "Outro", identities: [{ kind: "phone", value: "+5592966000000" }] });
  assert.deepEqual([hidden.body.code, hidden.body.facts.contactId], ["inbox.contact_exists", null], "whose it is stays hidden");
  const wrong = await app.call(boss, "POST", "/contacts", { name: "Outro", identities: [{ kind: "phone", value: "12" }] });
  assert.equal(wrong.body.code, "inbox.invalid_identity");

  const address = `/contacts/${owner.id}/identities`;
  assert.equal((await app.call(boss, "POST", address, { kind: "email", value: "bruno@example.com" })).status, 201);
  assert.equal((await app.call(boss, "POST", address, { kind: "email", value: "jose.avila@sorriso.example" })).status, 409);
  assert.deepEqual(await people(boss, { search: "bruno@ex" }), ["Bruno"]);
  const kept = await app.call(boss, "DELETE", `${address}/phone/${encodeURIComponent("+5592966000001")}`);
  assert.deepEqual([kept.status, kept.body.code], [409, "inbox.identity_in_use"]);
  assert.equal((await app.call(boss, "DELETE", `${address}/email/bruno%40example.com`)).status, 200);
  assert.deepEqual(await people(boss, { search: "bruno@ex" }), []);
  const log = await app.rows("select action from audit_log where subject_kind = 'contact' order by occurred_at, id");
  const actions = ["contact.created", "contact.changed", "contact.identity_added", "contact.identity_removed"];
  assert.deepEqual(
    log.map(({ action }) => action),
    actions,
  );
});

test("fields of the workspace's own are typed, checked, asked for, written into texts, and change only where nothing is lost", async () => {
  const make = (body: object) => app.call(boss, "POST", "/contact-fields", body);
  assert.equal((await app.call(ana, "POST", "/contact-fields", { key: "city", label: "Cidade", type: "text" })).status, 403);
  const city = (await make({ key: "city", label: "Cidade", type: "text" })).body;
  assert.equal((await make({ key: "city", label: "Outra", type: "text" })).body.code, "inbox.contact_field_key_taken");
  assert.equal((await make({ key: "plan", label: "Plano", type: "choice", choices: [] })).body.code, "inbox.invalid_choices");
  const plan = (await make({ key: "plan", label: "Plano", type: "choice", choices: [{ name: "Básico" }, { name: "Ouro+" }] })).body;
  assert.deepEqual(plan.choices, [
    { id: "basico", name: "Básico" },
    { id: "ouro", name: "Ouro+" },
  ]);
  for (const [key, type] of Object.entries({ machines: "number", birthday: "date", vip: "yes_no", site: "link" }))
    assert.equal((await make({ key, label: key, type })).status, 201, key);
  await make({ key: "brands", label: "Marcas", type: "many", choices: [{ name: "Alfa" }, { name: "Beta" }, { name: "Gama" }] });

  const [bruno] = await app.rows("select id from contacts where profile_name = 'Bruno'");
  const change = (fields: object) => app.call(boss, "PATCH", `/contacts/${bruno["id"]}`, { fields });
  const wrong = await change({
    city: 4,
    machines: "4",
    birthday: "2026-02-30",
    vip: "sim",
    site: "x",
    plan: "prata",
    brands: ["x"],
    nope: "x",
  });
  assert.equal(wrong.body.code, "inbox.invalid_contact_fields");
  assert.deepEqual(Object.fromEntries(wrong.body.facts.problems.map(({ key, problem }: any) => [key, problem])), {
    ...{ city: "not_text", machines: "not_number", birthday: "not_date", vip: "not_yes_no", site: "not_link" },
    ...{ plan: "not_choice", brands: "not_choice", nope: "unknown_field" },
  });
  const values = {
    city: " São Luís ",
    machines: 2.5,
    birthday: "1990-11-27",
    vip: true,
    site: "sol.example/a",
    plan: "ouro",
    brands: ["gama", "alfa"],
  };
  const kept = { ...values, city: "São Luís", site: "https://sol.example/a", brands: ["alfa", "gama"] };
  assert.deepEqual((await change(values)).body.fields, kept);
  assert.equal("vip" in (await change({ vip: null })).body.fields, false);
  await change({ vip: true });

  const asked: [string, string, unknown][] = [
    ["city", "equals", "SAO LUIS"],
    ["city", "contains", "luis"],
    ["machines", "between", [2, 3]],
    ["birthday", "between", ["1990-11-27T00:00:00-03:00", "1990-11-27T23:59:59-03:00"]],
    ["birthday", "is_set", undefined],
    ["vip", "equals", true],
    ["site", "starts_with", "https://sol"],
    ["plan", "any_of", ["ouro"]],
    ["brands", "contains", "alfa"],
    ["brands", "all_of", ["alfa", "gama"]],
  ];
  const ofBruno = await found(boss, { field: "contact.name", operator: "equals", value: "Bruno" });
  for (const [key, operator, value] of asked) {
    const leaf = { field: `contact.field.${key}`, operator, value };
    assert.deepEqual(await people(boss, { filter: JSON.stringify(leaf) }), ["Bruno"], `${key} ${operator}`);
    assert.deepEqual(await found(boss, leaf), ofBruno, `conversations of ${key} ${operator}`);
    assert.equal((await people(boss, { filter: JSON.stringify({ none: [leaf] }) })).includes("Bruno"), false, `not ${key} ${operator}`);
  }
  const beta = { field: "contact.field.brands", operator: "contains", value: "beta" };
  assert.deepEqual(await people(boss, { filter: JSON.stringify(beta) }), []);
  const shown = (await app.call(boss, "GET", "/fields?subject=contact")).body.items.find(({ id }: any) => id === "contact.field.plan");
  assert.deepEqual([shown.type, shown.options[1].label.en], ["choice", "Ouro+"]);
  const texts = ["{{contact.field.city}}, {{contact.field.plan}}, {{contact.field.brands}}, {{contact.field.machines}}"];
  const preview = await app.call(boss, "POST", `/conversations/${ofBruno[0]}/variables/preview`, { texts });
  assert.deepEqual([preview.body.items[0].text, preview.body.items[0].findings.length], ["São Luís, Ouro+, Alfa, Gama, 2,5", 4]);

  const put = (field: any, more: object) =>
    app.call(boss, "PUT", `/contact-fields/${field.id}`, { label: field.label, type: field.type, choices: field.choices, ...more });
  const lost = await put(city, { type: "number" });
  assert.deepEqual([lost.body.code, lost.body.facts], ["inbox.contact_field_values_do_not_fit", { count: 1, examples: ["São Luís"] }]);
  assert.equal((await put(plan, { choices: [plan.choices[0]] })).body.code, "inbox.contact_field_values_do_not_fit");
  const renamed = [{ id: "ouro", name: "Dourado" }, plan.choices[0]];
  assert.equal((await put(plan, { type: "many", choices: renamed })).status, 200);
  assert.equal((await put(city, { type: "choice", choices: [{ name: "sao luis" }], isRequired: true })).status, 200);
  const now = (await app.call(boss, "GET", `/contacts/${bruno["id"]}`)).body.fields;
  assert.deepEqual([now.plan, now.city], [["ouro"], "sao_luis"]);
  const born = (await app.call(boss, "GET", "/contact-fields")).body.items.find(({ key }: any) => key === "birthday");
  for (const type of ["text", "date"]) assert.equal((await put(born, { type })).status, 200);
  assert.equal((await app.call(boss, "GET", `/contacts/${bruno["id"]}`)).body.fields.birthday, "1990-11-27");

  const body = { name: "Sem cidade", identities: [{ kind: "email", value: "sem@example.com" }] };
  const refused = await app.call(boss, "POST", "/contacts", body);
  assert.deepEqual(refused.body.facts.problems, [{ key: "city", problem: "required" }]);
  assert.equal((await change({ city: null })).body.facts.problems[0].problem, "required");
  const ids = (await app.call(boss, "GET", "/contact-fields")).body.items.map(({ id }: any) => id).reverse();
  assert.deepEqual(
    (await app.call(boss, "PUT", "/contact-fields/order", { ids })).body.items.map(({ id }: any) => id),
    ids,
  );
  await put(city, { isArchived: true });
  assert.equal((await app.call(boss, "POST", "/contacts", body)).status, 201, "an archived one is asked of nobody");
  assert.equal((await change({ city: "sao_luis" })).body.facts.problems[0].problem, "unknown_field");
});

test("a condition is kept as a segment, asked for by its name, and says when it no longer fits", async () => {
  const leaf = { field: "contact.field.machines", operator: "at_least", value: 2 };
  assert.equal((await app.call(ana, "POST", "/segments", { name: "Muitas", condition: leaf })).status, 403);
  const { body: many } = await app.call(boss, "POST", "/segments", { name: "Muitas máquinas", condition: leaf });
  assert.equal(
    (await app.call(boss, "POST", "/segments", { name: "MUITAS MAQUINAS", condition: leaf })).body.code,
    "inbox.segment_name_taken",
  );
  const named = { field: "contact.name", operator: "starts_with", value: "ang" };
  const { body: angels } = await app.call(boss, "POST", "/segments", { name: "Anjos", condition: { any: [named] } });
  const inside = (operator: string, value?: unknown) => ({ field: "contact.segment", operator, ...(value === undefined ? {} : { value }) });
  const circle = await app.call(boss, "POST", "/segments", { name: "Círculo", condition: inside("contains", many.id) });
  assert.deepEqual([circle.status, circle.body.facts.problems[0].path], [400, "condition.field"], "segments name no segments");

  const who = async (condition: unknown) => (await people(boss, { filter: JSON.stringify(condition), sort: "name" })).sort();
  const everybody = await people(boss, {});
  const asked: [unknown, string[]][] = [
    [inside("contains", many.id), ["Bruno"]],
    [inside("any_of", [many.id, angels.id]), ["Angelica", "Bruno", "Ângela Souza"]],
    [inside("all_of", [many.id, angels.id]), []],
    [inside("none_of", [many.id, angels.id]), everybody.filter((name) => !["Angelica", "Bruno", "Ângela Souza"].includes(name)).sort()],
    [inside("is_set"), ["Angelica", "Bruno", "Ângela Souza"]],
    [{ all: [inside("contains", angels.id), { field: "contact.name", operator: "contains", value: "souza" }] }, ["Ângela Souza"]],
  ];
  for (const [condition, wanted] of asked) assert.deepEqual(await who(condition), wanted, JSON.stringify(condition));
  const query = `filter=${encodeURIComponent(JSON.stringify(inside("is_set")))}`;
  assert.deepEqual((await app.call(boss, "GET", `/contacts/count?${query}`)).body, { count: 3 });
  assert.deepEqual((await app.call(ana, "GET", `/contacts/count?${query}`)).body, { count: 1 }, "nobody counts what they do not see");
  assert.deepEqual(await found(boss, inside("contains", many.id)), [bruno], "conversations are asked the same");

  const field = (await app.call(boss, "GET", "/contact-fields")).body.items.find(({ key }: any) => key === "machines");
  assert.equal((await app.call(boss, "PUT", `/contact-fields/${field.id}`, { label: "Máquinas", type: "text" })).status, 200);
  const listed = (await app.call(boss, "GET", "/segments")).body.items;
  assert.deepEqual(
    listed.map(({ name, isUsable }: any) => [name, isUsable]),
    [
      ["Anjos", true],
      ["Muitas máquinas", false],
    ],
  );
  assert.deepEqual(await who(inside("contains", many.id)), [], "it holds for nobody");
  const renamed = await app.call(boss, "PUT", `/segments/${many.id}`, {
    name: "Muitas",
    condition: { ...leaf, operator: "equals", value: "2,5" },
  });
  assert.deepEqual([renamed.status, await who(inside("contains", many.id))], [200, ["Bruno"]]);
  assert.equal((await app.call(boss, "DELETE", `/segments/${many.id}`)).status, 204);
  assert.equal((await app.call(boss, "GET", contacts({ filter: JSON.stringify(inside("contains", many.id)) }))).status, 400);
});

test("two who write down the same person at once make one", async () => {
  const body = (name: string) => ({ name, identities: [{ kind: "email", value: "twice@example.com" }] });
  const answers = await Promise.all(["Um", "Dois", "Três"].map((name) => app.call(boss, "POST", "/contacts", body(name))));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
});

test("views are kept, counted within one's sight, shared by right, and brought back after they were removed", async () => {
  const filter = JSON.stringify({ field: "conversation.priority", operator: "any_of", value: ["high", "urgent"] });
  const keep = (who: TestMember, isShared: boolean, more = {}) =>
    app.call(who, "POST", "/views", { name: " Pressa ", color: "red", isShared, query: { view: "all", state: "open", filter }, ...more });
  assert.equal((await keep(ana, true)).status, 403, "an agent shares none");
  const own = (await keep(ana, false)).body;
  const shared = (await keep(boss, true, { name: "De todos", query: { view: "all", state: "open" } })).body;
  assert.deepEqual([own.name, own.mayChange, own.query.filter], ["Pressa", true, filter]);
  const listed = async (who: TestMember) =>
    (await app.call(who, "GET", "/views")).body.items.map(({ name, mayChange }: any) => [name, mayChange]);
  assert.deepEqual(await listed(ana), [
    ["Pressa", true],
    ["De todos", false],
  ]);
  assert.deepEqual(await listed(boss), [["De todos", true]], "what is Ana's own is nobody else's");
  const counts = async (who: TestMember) => (await app.call(who, "GET", "/views/counts")).body.items.map(({ count }: any) => count);
  assert.deepEqual([await counts(ana), await counts(boss)], [[1, 1], [3]], "Ana sees one conversation");
  const wrong = await keep(ana, false, {
    query: { view: "all", state: "open", filter: '{"field":"no.such","operator":"equals","value":1}' },
  });
  assert.equal(wrong.status, 400);
  for (const [who, id, status] of [
    [boss, own.id, 404],
    [ana, shared.id, 403],
  ] as const) {
    assert.equal((await app.call(who, "PATCH", `/views/${id}`, { name: "x" })).status, status);
    assert.equal((await app.call(who, "DELETE", `/views/${id}`)).status, status);
  }
  assert.equal((await app.call(ana, "PATCH", `/views/${own.id}`, { isShared: true })).status, 403);
  assert.equal((await app.call(boss, "DELETE", `/views/${shared.id}`)).status, 204);
  assert.deepEqual(await listed(ana), [["Pressa", true]]);
  assert.equal((await app.call(ana, "POST", `/views/${shared.id}/restoration`)).status, 403);
  assert.equal((await app.call(boss, "POST", `/views/${shared.id}/restoration`)).body.name, "De todos");
  await app.call(boss, "PATCH", `/views/${shared.id}`, { name: "Só meus", isShared: false });
  assert.deepEqual([await listed(ana), await listed(boss)], [[["Pressa", true]], [["Só meus", true]]]);
  await app.call(ana, "DELETE", `/views/${own.id}`);
  await forgetRemovedViews(app.db, new Date(app.clock.now().getTime() + 25 * 3_600_000));
  assert.equal((await app.call(ana, "POST", `/views/${own.id}/restoration`)).status, 404, "a day later it is gone");
  const audit = await app.rows("select action from audit_log where subject_kind = 'view' and subject_id = $1 order by occurred_at, id", [
    shared.id,
  ]);
  assert.deepEqual(
    audit.map(({ action }) => action),
    ["view.created", "view.removed", "view.restored", "view.changed"],
  );
});

test("a canned reply is written for oneself, a queue or everybody, read with the conversation's values, and counted", async () => {
  const write = (who: TestMember, body: object) =>
    app.call(who, "POST", "/canned-replies", { language: null, scope: "everybody", ...body });
  const text = "Olá {{contact.first_name | você}}, {{agent.first_name}} aqui. Assunto: {{conversation.subject}}. {{1}}";
  assert.equal((await write(ana, { name: "ola", text })).status, 403, "an agent writes for nobody else");
  const everybodys = (await write(boss, { name: "ola", text })).body;
  assert.equal((await write(boss, { name: "OLÁ", text })).body.code, "inbox.canned_name_taken");
  const own = await write(ana, { name: "ola", text: "Meu olá", scope: "own" });
  assert.equal(own.status, 201, "one's own may be called the same");
  const unknown = await write(boss, { name: "x", text: "{{contact.shoe_size}}" });
  assert.deepEqual([unknown.status, unknown.body.code], [422, "inbox.variables_do_not_fit"]);
  const names = async (who: TestMember) =>
    (await app.call(who, "GET", "/canned-replies")).body.items.map(({ scope, mayChange }: any) => [scope, mayChange]).sort();
  assert.deepEqual(await names(ana), [
    ["everybody", false],
    ["own", true],
  ]);
  assert.deepEqual(await names(boss), [["everybody", true]]);
  const insert = (who: TestMember, conversationId: string, id: string) =>
    app.call(who, "POST", `/conversations/${conversationId}/canned-replies/${id}`);
  const written = await insert(boss, angela, everybodys.id);
  assert.deepEqual(written.body, {
    text: "Olá Ângela, ____ aqui. Assunto: ____. {{1}}",
    missing: ["agent.first_name", "conversation.subject"],
  });
  assert.equal((await insert(ana, angela, everybodys.id)).status, 404, "out of Ana's sight");
  assert.equal((await insert(boss, angela, own.body.id)).status, 404, "Ana's own is nobody else's");
  assert.equal((await app.call(boss, "GET", "/canned-replies")).body.items[0].uses, 1);
  assert.equal(
    (await app.call(ana, "PUT", `/canned-replies/${everybodys.id}`, { name: "x", text: "x", language: null, scope: "own" })).status,
    403,
  );
  assert.equal((await app.call(ana, "DELETE", `/canned-replies/${own.body.id}`)).status, 204);
  const changed = await app.call(boss, "PUT", `/canned-replies/${everybodys.id}`, {
    name: "oi",
    text: "Oi",
    language: "pt-BR",
    scope: "everybody",
  });
  assert.deepEqual([changed.body.name, changed.body.uses], ["oi", 1]);
});

/** Bytes as a spreadsheet of Windows writes them. */
const windows1252 = (text: string) => Buffer.from(text.replaceAll("€", "\x80"), "latin1").toString("base64");
async function upload(content: string, who = boss) {
  const { status, body } = await app.call(who, "POST", "/contact-imports", { fileName: "clientes.csv", content });
  assert.equal(status, 201, body.detail);
  return body;
}
/** Starts it and waits for its end. */
async function take(one: any, more: object = {}) {
  const started = await app.call(boss, "POST", `/contact-imports/${one.id}/start`, { mapping: one.guess, onKnown: "update", ...more });
  assert.equal(started.status, 202, started.body.detail);
  await app.runJobs();
  return (await app.call(boss, "GET", `/contact-imports/${one.id}`)).body;
}
const counted = ({ state, made, changed, skipped, failed, kept }: any) => [state, made, changed, skipped, failed, kept];

test("a sheet of contacts is read, checked, taken in, told of line by line, and taken back where nobody had to do with it since", async () => {
  await app.call(boss, "POST", "/contact-fields", { key: "since", label: "Cliente desde", type: "date" });
  await app.call(boss, "POST", "/contact-fields", { key: "value", label: "Valor", type: "number" });
  const sheet = [
    'Nome;"Telefone";E-mail;Cliente desde;Valor;Código',
    "João € Ação;(92) 98700-0001;joao@sheet.example;27/11/2020;1.234,50;C-1",
    '"Lima; Rita";+55 92 98700-0002;;2021-02-03;7;C-2\r',
    "",
    "Bruno da Silva;+55 92 9660-00001;;;9;",
    "Sem data;+55 92 98700-0004;;31/02/2020;1;",
    "Sem chave;;;;2;",
    "Rita de novo;+55 92 98700-0002;rita@sheet.example;;8;",
    "Dois donos;+55 92 98700-0001;rita@sheet.example;;1;",
  ].join("\n");
  const one = await upload(windows1252(sheet));
  assert.deepEqual([one.rowCount, one.guess], [7, ["name", "phone", "email", "field:since", "field:value", "external_id"]]);
  assert.deepEqual([one.firstLines[0].cells[0], one.firstLines[1].cells[0], one.firstLines[2].number], ["João € Ação", "Lima; Rita", 5]);
  assert.equal((await app.call(ana, "GET", `/contact-imports/${one.id}`)).status, 403);
  const start = (mapping: unknown) => app.call(boss, "POST", `/contact-imports/${one.id}/start`, { mapping, onKnown: "update" });
  assert.equal((await start(["name", null, null, null, null, null])).body.code, "inbox.invalid_mapping", "nobody would be known again");

  app.clock.advance(60_000); // everybody wrote before
  const before = await people(boss, { sort: "name" });
  const checked = await take(one, { isCheck: true });
  assert.deepEqual(
    [counted(checked), await people(boss, { sort: "name" })],
    [["checked", 2, 2, 0, 3, 0], before],
    "a check writes nothing",
  );
  assert.deepEqual(checked.firstProblems, [
    { number: 6, problems: [{ column: 3, problem: "not_date" }] },
    { number: 7, problems: [{ column: null, problem: "no_key" }] },
    { number: 9, problems: [{ column: null, problem: "two_people" }] },
  ]);
  assert.deepEqual(counted(await take(one)), ["done", 2, 2, 0, 3, 0]);
  assert.equal((await start(one.guess)).body.code, "inbox.import_not_now", "once is enough");
  const [joao] = (await app.call(boss, "GET", contacts({ search: "joao acao" }))).body.items;
  assert.deepEqual(joao.fields, { since: "2020-11-27", value: 1234.5 });
  const keys = joao.identities.map(({ kind, value }: any) => [kind, value]);
  assert.deepEqual(keys, [
    ["email", "joao@sheet.example"],
    ["external_id", "C-1"],
    ["phone", "+5592987000001"],
  ]);
  assert.deepEqual(
    await people(boss, { search: "rita@sheet" }),
    ["Rita de novo"],
    "two lines about one person are one, and the last counts",
  );
  assert.deepEqual(await people(boss, { search: "bruno da silva" }), ["Bruno da Silva"], "who wrote before is known by the number");
  const wrong = await app.call(boss, "GET", `/contact-imports/${one.id}/problems.csv`);
  assert.match(wrong.body, /^\uFEFFline;problem;Nome;Telefone;E-mail;Cliente desde;Valor;Código\r\n6;Cliente desde: not_date;Sem data;/);

  const again = await take(await upload(windows1252(sheet)), { onKnown: "skip" });
  assert.deepEqual(counted(again), ["done", 0, 0, 4, 3, 0], "with what is known passed over, a second time changes nothing");

  app.clock.advance(1_000);
  await app.call(boss, "PATCH", `/contacts/${joao.id}`, { fields: { value: 5 } });
  assert.equal((await app.call(boss, "POST", `/contact-imports/${one.id}/undo`)).status, 202);
  await app.runJobs();
  assert.deepEqual(counted((await app.call(boss, "GET", `/contact-imports/${one.id}`)).body), ["undone", 2, 2, 0, 3, 1]);
  assert.deepEqual(
    (await people(boss, { sort: "name" })).sort(),
    [...before, "João € Ação"].sort(),
    "who was changed since stays; Bruno has his name back",
  );
  const [bruno] = (await app.call(boss, "GET", contacts({ search: "bruno" }))).body.items;
  assert.equal("value" in bruno.fields, false);
});

test("who of a sheet is written down already is found by any key, of those whom the asker sees; nothing is kept", async () => {
  const [before] = await app.rows("select count(*)::int as count from contacts");
  const sheet = "Nome;Telefone;E-mail\nRita;(92) 98700-0002;\nA mesma;;RITA@sheet.example\nNinguém;+55 92 98700-9999;\nErrado;12;\n";
  const find = (who: typeof boss, text: string) =>
    app.call(who, "POST", "/contacts/in-sheet", { content: Buffer.from(text).toString("base64") });
  await app.call(boss, "POST", "/contacts", {
    name: "Rita do CSV",
    identities: [
      { kind: "phone", value: "+5592987000002" },
      { kind: "email", value: "rita@sheet.example" },
    ],
  });
  const { contactIds, lines, unknown, problems } = (await find(boss, sheet)).body;
  assert.deepEqual([contactIds.length, lines, unknown, problems.map(({ number }: any) => number)], [1, 4, 1, [5]]);
  assert.equal((await find(boss, "Nome;Cidade\nRita;Manaus\n")).body.code, "inbox.invalid_mapping", "nothing says who it is");
  const [after] = await app.rows("select count(*)::int as count from contacts");
  assert.ok(after.count - before.count <= 1, "only Rita was written down");
});

test("an import goes on where a program that died left it, and takes no line twice", async () => {
  const lines = Array.from({ length: 2_500 }, (_, index) => `Pessoa ${index};+5511970${String(index).padStart(6, "0")}`);
  const one = await upload(Buffer.from(["Nome,Telefone", ...lines].join("\n").replaceAll(";", ",")).toString("base64"));
  await app.call(boss, "POST", `/contact-imports/${one.id}/start`, { mapping: one.guess, onKnown: "update" });
  // What a second run of the same job would do, beside the one that runs: pieces wait for each other.
  const again = () =>
    app.db.inWorkspace(workspace.id, (tx) => runImport(tx, app.prosa.delivery.tombstones, workspace.id, one.id, app.clock.now()));
  await Promise.all([again(), again(), app.runJobs()]);
  await app.runJobs();
  const { state, made, changed } = (await app.call(boss, "GET", `/contact-imports/${one.id}`)).body;
  assert.deepEqual([state, made, changed], ["done", 2_500, 0]);
  const [{ count }] = await app.rows("select count(*)::int as count from contact_identities where value like '+5511970%'");
  assert.equal(count, 2_500);
});

test("the list goes out as a sheet that runs no formulas, is written down, and comes in again as it was", async () => {
  const evil = { name: '=HYPERLINK("http://evil.example")', identities: [{ kind: "email", value: "evil@sheet.example" }] };
  await app.call(boss, "POST", "/contacts", evil);
  assert.equal((await app.call(boss, "GET", "/contacts/export.csv")).status, 403, "it has a right of its own");
  const filter = JSON.stringify({ field: "contact.name", operator: "contains", value: "hyperlink" });
  const { body, status } = await app.call(workspace, "GET", `/contacts/export.csv?filter=${encodeURIComponent(filter)}`);
  assert.equal(status, 200);
  const [heading, line, end] = body.split("\r\n");
  assert.match(heading, /^\uFEFFexternal_id;name;phone;email;persona;lifecycle;company;marketing_consent;created_at;/);
  assert.match(line, /^;"'=HYPERLINK\(""http:\/\/evil.example""\)";;evil@sheet.example;customer;lead;;unknown;/);
  assert.equal(end, "");
  const [entry] = await app.rows("select detail from audit_log where action = 'contacts.exported'");
  assert.deepEqual([entry.detail.count, entry.detail.filter], [1, filter]);
  const all = await app.call(workspace, "GET", "/contacts/export.csv");
  assert.equal(
    all.body.trimEnd().split("\r\n").length - 1,
    (await app.call(workspace, "GET", "/contacts/count")).body.count,
    "every page of it",
  );
  const back = await take(await upload(Buffer.from(all.body).toString("base64")));
  assert.equal(back.made, 0, "everybody is known again");
  assert.deepEqual(await people(boss, { filter }), [evil.name], "and is called the same");
});

test("contacts belong to a company, whose tax id nobody else has, and which is asked for, imported, exported and taken away", async () => {
  const taxId = { country: "BR", id: "11.222.333/0001-81" };
  const made = await app.call(ana, "POST", "/companies", { name: "Água & Sol Ltda.", taxId, domain: "https://www.Agua.example/x" });
  assert.equal(made.status, 201, made.body.detail);
  const { id } = made.body;
  assert.deepEqual([made.body.taxId, made.body.domain], [{ country: "BR", id: "11222333000181" }, "agua.example"]);
  const twin = await app.call(boss, "POST", "/companies", { name: "Outra", taxId: { country: "BR", id: "11222333000181" } });
  assert.deepEqual(
    [twin.status, twin.body.code, twin.body.facts],
    [409, "inbox.tax_id_taken", { companyId: id, name: "Água & Sol Ltda." }],
  );
  const wrong = await app.call(boss, "POST", "/companies", { name: "Outra", taxId: { country: "BR", id: "11.222.333/0001-82" } });
  assert.deepEqual([wrong.status, wrong.body.code], [422, "inbox.invalid_tax_id"]);
  assert.equal((await app.call(boss, "PATCH", `/companies/${id}`, { domain: "x y" })).body.code, "inbox.invalid_domain");
  const racing = { name: "Corrida", taxId: { country: "PT", id: "501 964 843" } };
  const raced = await Promise.all([1, 2, 3].map(() => app.call(boss, "POST", "/companies", racing)));
  assert.deepEqual(raced.map(({ status }) => status).sort(), [201, 409, 409], "of three at once one is first");
  for (const search of ["agua", "sol ltda", "11.222.333/0001-81", "1122", "agua.exam"])
    assert.deepEqual(
      (await app.call(ana, "GET", `/companies?search=${encodeURIComponent(search)}`)).body.items.map((one: any) => one.id),
      [id],
      search,
    );
  const paged = (await app.call(boss, "GET", "/companies?limit=1")).body;
  const next = (await app.call(boss, "GET", `/companies?limit=1&cursor=${encodeURIComponent(paged.nextCursor)}`)).body;
  assert.deepEqual([paged.items[0].name, next.items[0].name, next.nextCursor], ["Água & Sol Ltda.", "Corrida", null]);

  const contactOf = async (search: string) => (await app.call(boss, "GET", contacts({ search }))).body.items[0];
  const [davi, bruno] = [await contactOf("davi"), await contactOf("bruno")];
  for (const { id: contactId } of [davi, bruno]) {
    const changed = await app.call(boss, "PATCH", `/contacts/${contactId}`, { companyId: id });
    assert.deepEqual(changed.body.company, { id, name: "Água & Sol Ltda." });
  }
  assert.equal((await app.call(boss, "PATCH", `/contacts/${davi.id}`, { companyId: davi.id })).status, 404, "there is none such");
  const count = async (who: TestMember) => (await app.call(who, "GET", `/companies/${id}`)).body.contactCount;
  assert.deepEqual([await count(boss), await count(ana)], [2, 1], "each is told of those in sight");
  assert.deepEqual((await people(boss, { companyId: id, sort: "name" })).length, 2);
  assert.deepEqual((await people(ana, { companyId: id })).length, 1);
  const filter = JSON.stringify({ field: "contact.company", operator: "contains", value: "agua" });
  assert.equal((await people(boss, { filter })).length, 2);
  const without = JSON.stringify({ field: "contact.company", operator: "is_not_set" });
  assert.equal((await people(boss, { filter: without })).includes("Davi"), false);
  const said = await app.call(boss, "POST", `/conversations/${ids[3]}/variables/preview`, { texts: ["{{contact.company}}"] });
  assert.match(JSON.stringify(said.body), /Água & Sol Ltda\./);

  const sheet = [
    "Nome;Telefone;Empresa",
    "Nova;+5592987110001;AGUA & SOL LTDA.",
    "Novo;+5592987110002;Vento Norte",
    "Mais;+5592987110003;vento norte",
  ];
  const one = await upload(Buffer.from(sheet.join("\n")).toString("base64"));
  assert.deepEqual(one.guess, ["name", "phone", "company"]);
  assert.deepEqual(counted(await take(one)), ["done", 3, 0, 0, 0, 0]);
  const [wind, ...others] = (await app.call(boss, "GET", "/companies?search=vento")).body.items;
  assert.deepEqual([wind.name.toLowerCase(), wind.contactCount, others.length, await count(boss)], ["vento norte", 2, 0, 3]);
  const csv = (await app.call(workspace, "GET", `/contacts/export.csv?companyId=${id}`)).body.trimEnd().split("\r\n");
  assert.deepEqual([csv.length, csv.slice(1).every((line: string) => line.includes(";Água & Sol Ltda.;"))], [4, true]);
  await app.call(boss, "POST", `/contact-imports/${one.id}/undo`);
  await app.runJobs();
  assert.equal((await app.call(boss, "GET", `/companies/${wind.id}`)).status, 404, "what the file made goes with it");
  assert.equal(await count(boss), 2, "what was there before stays");

  assert.equal((await app.call(ana, "DELETE", `/companies/${id}`)).status, 403, "an agent removes none");
  assert.equal((await app.call(boss, "DELETE", `/companies/${id}`)).status, 204);
  assert.equal((await app.call(boss, "GET", `/contacts/${davi.id}`)).body.company, null);
  const acts = await app.rows("select action from audit_log where subject_kind = 'company' and subject_id = $1 order by occurred_at, id", [
    id,
  ]);
  assert.deepEqual(
    acts.map(({ action }) => action),
    ["company.created", "company.removed"],
  );
});

test("two who may be one person are offered with the reason, merged and taken apart again, and told apart for good", async () => {
  const write = async (name: string, value: string, more = {}) => {
    const kind = value.includes("@") ? "email" : "phone";
    const { status, body } = await app.call(boss, "POST", "/contacts", { name, identities: [{ kind, value }], ...more });
    assert.equal(status, 201, body.detail);
    return body.id as string;
  };
  const company = (await app.call(boss, "POST", "/companies", { name: "Gêmeos" })).body;
  const twins = {
    phone: [await write("Tel Um", "+55 92 98333-0001", { companyId: company.id }), await write("Tel Dois", "92 98333-0001")],
    email: [await write("Mail Um", "ana.lima+loja@gmail.com"), await write("Mail Dois", "AnaLima@googlemail.com")],
    name_and_company: [
      await write("João da Sé", "+55 92 98333-0011", { companyId: company.id }),
      await write("JOAO DA SE", "+55 92 98333-0012", { companyId: company.id }),
    ],
    name_and_digits: [await write("Rosa Prado", "+55 92 98333-7777"), await write("rosa prado", "+55 11 91222-7777")],
  };
  // The same last eight digits in another area, the same name with other digits, a name of one word.
  await write("Outra Área", "+55 11 98333-0001");
  await write("Rosa Prado", "+55 92 98333-8888");
  await write("Rosa", "+55 92 98333-9999");
  await write("Rosa", "+55 11 91333-9999");
  const offered = async (who: TestMember, limit = 50) => {
    const { body } = await app.call(who, "GET", `/contacts/duplicates?limit=${limit}`);
    return { isMore: body.isMore, pairs: body.items.map(({ reasons, first, second }: any) => [reasons.join(), first.id, second.id]) };
  };
  const wanted = Object.entries(twins).map(([reason, pair]) => [reason, ...pair]);
  assert.deepEqual(await offered(boss), { isMore: false, pairs: wanted });
  assert.deepEqual((await offered(boss, 2)).isMore, true);
  assert.deepEqual((await offered(ana)).pairs, [], "who sees their own is told of nobody else");

  const [kept, merged] = twins.phone as [string, string];
  const address = (one: string, other: string) => `/contacts/${one}/distinctions/${other}`;
  const merge = (one: string, other: string) => app.call(boss, "POST", `/contacts/${one}/merges`, { otherContactId: other });
  assert.equal((await merge(kept, kept)).status, 400);
  const one = (await merge(merged, kept)).body;
  assert.deepEqual([one.identities.length, one.company?.id], [2, company.id], "the kept one works where the other did");
  assert.equal((await offered(boss)).pairs.length, 3);
  assert.equal((await merge(merged, kept)).body.code, "inbox.other_contact_gone");
  const undone = await app.call(boss, "DELETE", `/contacts/${merged}/merges/${one.mergedFrom[0].id}`);
  assert.deepEqual([undone.body.company, (await app.call(boss, "GET", `/contacts/${kept}`)).body.company?.id], [null, company.id]);
  assert.equal((await offered(boss)).pairs.length, 3, "whoever took a merge back is not asked again");
  assert.equal((await merge(kept, merged)).body.mergedFrom.length, 1, "and may change their mind");

  const [rosa, other] = twins.name_and_digits as [string, string];
  assert.equal((await app.call(ana, "PUT", address(rosa, other))).status, 404);
  for (const path of [address(rosa, other), address(other, rosa)]) assert.equal((await app.call(boss, "PUT", path)).status, 204);
  assert.equal((await offered(boss)).pairs.length, 2);
  assert.equal((await app.call(boss, "DELETE", address(other, rosa))).status, 204);
  assert.equal((await offered(boss)).pairs.length, 3);
  assert.equal((await app.call(boss, "DELETE", address(other, rosa))).status, 404);
});
