import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp, until } from "../cast/harness.ts";

// Live: workers run, the simulator answers over real HTTP, statuses come back as webhooks.
const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Sending");
const { channel } = workspace;
let counter = 0;

/** A contact who has just written, so that the window is open. */
async function conversation(person: { waId?: string; userId?: string } = {}) {
  const name = `Pessoa ${++counter}`;
  const waId = "waId" in person ? person.waId : `5592977${String(counter).padStart(6, "0")}`;
  const userId = person.userId ?? `BR.send${counter}`;
  await app.control("POST", "/_control/act", {
    kind: "whatsapp_cloud",
    account: channel.phoneNumberId,
    person: { ...(waId === undefined ? {} : { waId }), userId, name },
    action: { kind: "text", text: "oi" },
  });
  return until(async () =>
    (await app.call(workspace, "GET", "/conversations?limit=100")).body.items.find((one: any) => one.contact.name === name),
  );
}
const send = (id: string, body: object, key?: string) =>
  app.call(workspace, "POST", `/conversations/${id}/messages`, body, key === undefined ? {} : { "idempotency-key": key });
const settled = (id: string, wanted: string[]) =>
  until(async () => {
    const { body } = await app.call(workspace, "GET", `/messages/${id}`);
    return wanted.includes(body.status) || (wanted.includes("parked") && body.isParked) ? body : null;
  });
const sentCount = async (id: string) =>
  (await app.control("GET", "/_control/sent")).items.filter((one: any) => one.callbackData === id).length;
const fault = (outcome: unknown, count = 1) => app.control("PUT", "/_control/faults", { nextSends: { outcome, count } });

test("an answer reaches the phone, and its marks move to read", async () => {
  const { id } = await conversation();
  const { status, body } = await send(id, { kind: "text", text: "Bom dia!" });
  assert.equal(status, 201);
  assert.equal(body.status, "queued");
  const read = await settled(body.id, ["read"]);
  assert.ok(read.sentAt <= read.deliveredAt && read.deliveredAt <= read.readAt);
  assert.match(read.providerMessageId, /^wamid\./);
  assert.equal(read.author.kind, "api");
  assert.equal(await sentCount(body.id), 1);
});

test("a person without a phone is answered by their user id", async () => {
  const { id } = await conversation({ waId: undefined as never, userId: "BR.77120394856612003948" });
  const { body } = await send(id, { kind: "text", text: "Sem número, sem problema." });
  await settled(body.id, ["read"]);
  const [sent] = (await app.control("GET", "/_control/sent")).items.filter((one: any) => one.callbackData === body.id);
  assert.equal(sent.body.recipient, "BR.77120394856612003948");
  assert.equal("to" in sent.body, false);
});

test("the same idempotency key, thirty times at once, is one sending", async () => {
  const { id } = await conversation();
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(id, { kind: "text", text: "uma vez" }, "key-of-one-sending")));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  const ids = new Set(answers.map(({ body }) => body.id));
  assert.equal(ids.size, 1);
  const [only] = ids;
  await settled(only as string, ["read"]);
  assert.equal(await sentCount(only as string), 1);
  const other = await send((await conversation()).id, { kind: "text", text: "outra" }, "key-of-one-sending");
  assert.equal(other.body.code, "inbox.idempotency_key_reused");
  const changed = await send(id, { kind: "text", text: "outra vez" }, "key-of-one-sending");
  assert.deepEqual([changed.status, changed.body.code], [409, "inbox.idempotency_key_reused"]);
});

test("a key with another note is an error, and the same note again is the same note", async () => {
  const { id } = await conversation();
  const note = await send(id, { kind: "note", text: "ligar amanhã" }, "key-of-a-note");
  assert.equal((await send(id, { kind: "note", text: "ligar amanhã" }, "key-of-a-note")).body.id, note.body.id);
  const other = await send(id, { kind: "note", text: "ligar hoje" }, "key-of-a-note");
  assert.deepEqual([other.status, other.body.code], [409, "inbox.idempotency_key_reused"]);
});

test("ten messages of one conversation leave in the order they were written", async () => {
  const { id } = await conversation();
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) ids.push((await send(id, { kind: "text", text: `n ${n}` })).body.id);
  await settled(ids.at(-1) as string, ["read", "delivered"]);
  const sent = (await app.control("GET", "/_control/sent")).items.map((one: any) => one.callbackData);
  assert.deepEqual(
    sent.filter((callback: string) => ids.includes(callback)),
    ids,
  );
});

test("a rate limit and a server error are waited for, then it leaves once", async () => {
  for (const outcome of [{ code: 130429 }, { http: 502 }]) {
    const { id } = await conversation();
    await fault(outcome);
    const { body } = await send(id, { kind: "text", text: "de novo" });
    await settled(body.id, ["read"]);
    assert.equal(await sentCount(body.id), 1);
  }
});

test("what Meta refuses for good fails at once, with its code", async () => {
  const { id } = await conversation();
  await fault({ code: 131026 });
  const { body } = await send(id, { kind: "text", text: "x" });
  const failed = await settled(body.id, ["failed"]);
  assert.equal(failed.failure.code, "131026");
  // A person may try again; then it leaves.
  assert.equal((await app.call(workspace, "POST", `/messages/${body.id}/retry`)).status, 202);
  await settled(body.id, ["read"]);
});

for (const outcome of ["reset", "accepted_then_reset", "malformed"] as const) {
  test(`a connection that ends with "${outcome}" is never sent again by guess`, async () => {
    const { id } = await conversation();
    await fault(outcome);
    const { body } = await send(id, { kind: "text", text: "incerta" });
    // When it was taken, the status that follows settles it; when not, it stays unconfirmed.
    const end = await settled(body.id, outcome === "accepted_then_reset" ? ["read"] : ["unconfirmed"]);
    assert.equal(await sentCount(body.id), outcome === "accepted_then_reset" ? 1 : 0);
    assert.equal(end.status, outcome === "accepted_then_reset" ? "read" : "unconfirmed");
  });
}

test("a dead token stops the channel, parks what waits, and all of it leaves in order after the check", async () => {
  const { id } = await conversation();
  await fault({ code: 190 });
  const first = (await send(id, { kind: "text", text: "1" })).body.id;
  await settled(first, ["parked"]);
  assert.equal((await app.call(workspace, "GET", `/channels/${channel.id}`)).body.status, "error");
  const second = (await send(id, { kind: "text", text: "2" })).body.id;
  await settled(second, ["parked"]);
  const check = await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
  assert.equal(check.body.ok, true);
  await settled(second, ["read"]);
  const sent = (await app.control("GET", "/_control/sent")).items.map((one: any) => one.callbackData);
  assert.deepEqual(
    sent.filter((callback: string) => [first, second].includes(callback)),
    [first, second],
  );
});

test("free text outside the window is refused before sending, with the way out", async () => {
  const { id } = await conversation();
  await app.rows("update conversations set window_closes_at = now() - interval '1 hour' where id = $1", [id]);
  const { status, body } = await send(id, { kind: "text", text: "tarde demais" });
  assert.equal(status, 409);
  assert.equal(body.code, "inbox.window_closed");
  assert.match(body.detail, /approved template/);
});

test("a template fills its variables, needs all of them, and leaves outside the window", async () => {
  const { id } = await conversation();
  await app.rows("update conversations set window_closes_at = now() - interval '3 days' where id = $1", [id]);
  const templates = [
    {
      id: "1",
      name: "confirmar",
      language: "pt_BR",
      status: "APPROVED",
      category: "UTILITY",
      parameter_format: "POSITIONAL",
      components: [{ type: "BODY", text: "Olá, {{1}}: {{2}}?" }],
    },
  ];
  const { businessAccountId } = (await app.call(workspace, "GET", `/channels/${channel.id}`)).body.settings;
  await app.control("POST", "/_control/accounts", {
    kind: "whatsapp_cloud",
    id: channel.phoneNumberId,
    values: { businessAccountId, accessToken: channel.accessToken, appSecret: channel.appSecret, displayNumber: "5511999990000" },
    webhookUrl: `http://127.0.0.1:${app.config.port}/webhooks/${channel.id}`,
    templates,
  });
  assert.equal((await app.call(workspace, "POST", `/channels/${channel.id}/templates/sync`)).body.count, 1);
  const half = await send(id, { kind: "template", name: "confirmar", language: "pt_BR", body: [{ text: "Ana" }] });
  assert.equal(half.body.code, "inbox.missing_parameters");
  const unknown = await send(id, { kind: "template", name: "outro", language: "pt_BR" });
  assert.equal(unknown.body.code, "inbox.unknown_template");
  const whole = await send(id, { kind: "template", name: "confirmar", language: "pt_BR", body: [{ text: "Ana" }, { text: "quinta" }] });
  assert.equal(whole.body.text, "Olá, Ana: quinta?");
});

test("a template's parameters may be variables: written out when accepted, and refused where one is unknown or empty", async () => {
  const { id, contact } = await conversation();
  const template = (first: string, second = "quinta") =>
    send(id, { kind: "template", name: "confirmar", language: "pt_BR", body: [{ text: first }, { text: second }] });
  const named = (name: string | null) => app.rows("update contacts set name = $2, profile_name = null where id = $1", [contact.id, name]);
  await named("maria\n{{contact.phone}} Silva");
  const written = await template("{{contact.first_name | capital}}", "{{contact.name}} em {{workspace.now | date}}");
  assert.equal(written.status, 201);
  const today = new Date().toLocaleDateString("pt-BR", { timeZone: "America/Manaus" });
  assert.equal(written.body.text, `Olá, Maria: maria {{contact.phone}} Silva em ${today}?`, "a name is never read as a variable");
  const unknown = await template("{{contact.fist_name}}");
  assert.equal(unknown.status, 422);
  assert.deepEqual(unknown.body.facts.problems, [
    { path: "body.0", problem: "unknown_variable", name: "contact.fist_name", suggestion: "contact.first_name" },
  ]);
  await named(null);
  const empty = await template("Ana", "{{contact.name}}");
  assert.deepEqual(
    [empty.body.code, empty.body.facts.problems[0].path, empty.body.facts.problems[0].problem],
    ["inbox.variables_do_not_fit", "body.1", "empty"],
  );
  assert.equal((await template("{{contact.first_name | você}}")).body.text, "Olá, você: quinta?");
  const { items } = (
    await app.call(workspace, "POST", `/conversations/${id}/variables/preview`, { texts: ["{{contact.name}}", "{{channel.name}}!"] })
  ).body;
  assert.deepEqual([items[0].missing, items[0].findings[0].code], [["contact.name"], "missing_fallback"]);
  assert.equal(items[1].text, `${(await app.call(workspace, "GET", `/channels/${channel.id}`)).body.name}!`);
  const known = (await app.call(workspace, "GET", "/variables")).body.items;
  assert.ok(known.every(({ label }: any) => label["pt-BR"] !== "" && label.en !== "" && label.es !== ""));
});

test("buttons and lists leave, are answered by a tap, and limits are explained before sending", async () => {
  const { id } = await conversation();
  const { status, body } = await send(id, {
    kind: "buttons",
    text: "Confirma?",
    buttons: [
      { id: "yes", title: "Sim" },
      { id: "no", title: "Não" },
    ],
  });
  assert.equal(status, 201);
  await settled(body.id, ["read", "delivered"]);
  const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `o${index}`, title: `Opção ${index}` }));
  // Four buttons are a list, eleven rows a numbered text; nothing is refused that can be shown otherwise.
  assert.equal((await send(id, { kind: "buttons", text: "?", buttons: entries(4) })).body.kind, "list");
  const numbered = await send(id, { kind: "list", text: "?", button: "Abrir", sections: [{ rows: entries(11) }] });
  assert.match(numbered.body.text, /^\?\n\n1\. Opção 0\n[\s\S]*11\. Opção 10$/);
  const twice = await send(id, { kind: "buttons", text: "?", buttons: [...entries(1), ...entries(1)] });
  assert.equal(twice.status, 422);
  assert.match(twice.body.detail, /must all be different/);
  const closed = await send(id, { kind: "text", text: "x", surprise: true });
  assert.equal(closed.status, 400);
});

test("a note never leaves", async () => {
  const { id } = await conversation();
  const { body } = await send(id, { kind: "note", text: "só a equipe" });
  assert.equal(body.isNote, true);
  const after = await send(id, { kind: "text", text: "para o cliente" });
  await settled(after.body.id, ["read"]);
  const left = (await app.control("GET", "/_control/sent")).items.map((one: object) => JSON.stringify(one));
  assert.ok(left.some((one: string) => one.includes("para o cliente")));
  assert.ok(!left.some((one: string) => one.includes("só a equipe")));
});

test("a reaction shows at once and leaves; a failed one is taken back", async () => {
  const { id } = await conversation();
  const [inbound] = (await app.call(workspace, "GET", `/conversations/${id}/messages`)).body.items;
  const react = (emoji: string) => app.call(workspace, "PUT", `/messages/${inbound.id}/reaction`, { emoji });
  assert.deepEqual((await react("👍")).body.reactions, [{ reactor: "business", emoji: "👍" }]);
  await until(async () => (await app.control("GET", "/_control/sent")).items.some((one: any) => one.body.reaction?.emoji === "👍"));
  await fault({ code: 131009 });
  await react("❤️");
  await until(async () => (await app.call(workspace, "GET", `/messages/${inbound.id}`)).body.reactions.length === 0);
});

test("a test message takes the road of every message: text in the window, a plain template outside it", async () => {
  const test = (body: object, key?: string) =>
    app.call(workspace, "POST", `/channels/${channel.id}/test-message`, body, key === undefined ? {} : { "idempotency-key": key });
  assert.equal((await test({ to: "ten digits!" })).body.code, "inbox.not_a_phone");
  assert.equal((await test({ to: "+55 92 97712-3456" })).body.code, "inbox.no_test_template");
  const { contact } = await conversation();
  const inWindow = await test({ to: contact.address }, "key-of-one-test");
  assert.equal(inWindow.status, 201);
  assert.equal(inWindow.body.kind, "text");
  assert.equal((await test({ to: contact.address }, "key-of-one-test")).body.id, inWindow.body.id, "repeated, it is the same sending");
  await settled(inWindow.body.id, ["read"]);

  await app.rows(
    `insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
     select $1, gen_random_uuid(), $2, name, name, 'pt_BR', 'UTILITY', 'APPROVED', 'positional', components::jsonb, now()
     from (values ('a_lembrete', '[{"type":"BODY","text":"Às {{1}}"}]'), ('ola', '[{"type":"BODY","text":"Olá!"}]')) as t(name, components)`,
    [workspace.id, channel.id],
  );
  const outside = await test({ to: "+55 92 97712-3456" });
  assert.equal(outside.status, 201);
  assert.deepEqual([outside.body.kind, outside.body.content.name, outside.body.text], ["template", "ola", "Olá!"]);
  await settled(outside.body.id, ["sent", "delivered", "read"]);
  const { items } = (await app.call(workspace, "GET", "/audit-log")).body;
  assert.equal(items.filter(({ action }: any) => action === "channel.tested").length, 3);
  const unnamed = await test({ to: "+55 92 97712-3456", template: { name: "not there", language: "pt_BR" } });
  assert.equal(unnamed.body.code, "inbox.unknown_template");
});

// The last one: another workspace takes the number of this one at the simulator.
test("a note mentions people of its own workspace only", async () => {
  const { id } = await conversation();
  const elsewhere = await app.addWorkspace("Elsewhere");
  const { status } = await send(id, { kind: "note", text: "@owner", mentions: [elsewhere.memberId] });
  assert.equal(status, 404);
  assert.equal((await send(id, { kind: "note", text: "@owner", mentions: [workspace.memberId] })).status, 201);
});
