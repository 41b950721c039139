import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture, fixtureJson, startApp, statusWebhook, textWebhook, webhookFixtures } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Receiving");
const { channel } = workspace;

const timeline = async (name: string) => {
  const list = await app.call(workspace, "GET", "/conversations?limit=100");
  const conversation = list.body.items.find((one: any) => one.contact.name === name);
  assert.ok(conversation, `${name} has a conversation`);
  const messages = await app.call(workspace, "GET", `/conversations/${conversation.id}/messages?limit=100`);
  return { conversation, messages: messages.body.items.toReversed() };
};
const receive = async (...bodies: (Buffer | object)[]) => {
  for (const body of bodies) assert.equal(await app.receive(channel, body), 200);
  await app.runJobs();
};
let counter = 0;
const newId = () => `wamid.test${++counter}`;
const person = (name: string) => ({ name, from: `55929999${String(++counter).padStart(5, "0")}` });

test("a webhook that arrives twice makes one message", async () => {
  await receive(fixture("wa-inbound-text.json"), fixture("wa-inbound-text.json"));
  const { messages, conversation } = await timeline("Ana Souza");
  assert.deepEqual(
    messages.map((one: any) => one.text),
    ["Oi, vocês têm a jaqueta azul no tamanho M?"],
  );
  assert.equal(conversation.unreadCount, 1);
  assert.equal(conversation.windowClosesAt, "2026-11-11T12:00:00.000Z");
});

test("the same delivery thirty times in parallel makes one message", async () => {
  const who = person("Paralela");
  const body = textWebhook({ ...who, id: newId(), text: "uma vez" });
  const statuses = await Promise.all(Array.from({ length: 30 }, () => app.receive(channel, body)));
  assert.deepEqual(new Set(statuses), new Set([200]));
  await app.runJobs();
  assert.equal((await timeline("Paralela")).messages.length, 1);
});

test("a provider that packs the same message anew still makes one", async () => {
  const who = person("Reembalada");
  const body = textWebhook({ ...who, id: newId(), text: "uma vez" });
  const repacked = { ...body, entry: [...body.entry, ...body.entry] };
  await receive(body, repacked);
  assert.equal((await timeline("Reembalada")).messages.length, 1);
});

test("messages that come in another order are shown in the order they were written", async () => {
  const who = person("Ordem");
  await receive(...[3, 1, 2].map((n) => textWebhook({ ...who, id: newId(), text: String(n), at: 1_794_312_000 + n })));
  assert.deepEqual(
    (await timeline("Ordem")).messages.map((one: any) => one.text),
    ["1", "2", "3"],
  );
});

test("a wrong, missing or foreign signature is refused and leaves no trace", async () => {
  const before = await app.rows("select count(*)::int as n from raw_events");
  const body = textWebhook({ ...person("Intrusa"), id: newId(), text: "x" });
  for (const signature of ["", "sha256=", `sha256=${"0".repeat(64)}`, "sha1=abc"])
    assert.equal(await app.receive(channel, body, signature), 401);
  assert.equal(await app.receive({ ...channel, id: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" }, body), 401);
  assert.equal(await app.receive({ ...channel, id: "not-an-id" }, body), 401);
  assert.deepEqual(await app.rows("select count(*)::int as n from raw_events"), before);
});

test("a signed body that is not JSON gets 400 and is kept for inspection", async () => {
  assert.equal(await app.receive(channel, Buffer.from("{ not json")), 400);
  assert.equal(await app.receive(channel, Buffer.from("[".repeat(5000))), 400);
  assert.equal(await app.receive(channel, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400);
  const failed = await app.call(workspace, "GET", "/dead-letters?source=raw_event");
  assert.equal(failed.body.items.length, 3);
  assert.deepEqual([failed.body.items[0].isReplayable, failed.body.items[0].channelId], [false, channel.id]);
  assert.equal((await app.call(workspace, "POST", `/raw-events/${failed.body.items[0].id}/replay`)).status, 409);
});

test("a status before its message waits for it", async () => {
  const who = person("Eco");
  const id = newId();
  const echo = fixtureJson("wa-echo-text.json");
  Object.assign(echo.entry[0].changes[0].value.message_echoes[0], { id, to: who.from, to_user_id: `BR.${who.from}` });
  Object.assign(echo.entry[0].changes[0].value.contacts[0], { wa_id: who.from, user_id: `BR.${who.from}`, profile: { name: who.name } });
  await receive(statusWebhook(id, "read"), statusWebhook(id, "delivered"), echo);
  const { messages, conversation } = await timeline("Eco");
  assert.equal(messages[0].status, "read");
  assert.equal(messages[0].author.kind, "echo");
  assert.equal(conversation.windowClosesAt, null, "an echo opens no window");
  assert.deepEqual(await app.rows("select 1 from parked_signals where provider_message_id = $1", [id]), []);
});

test("reports about what a stranger wrote, or about nothing at all, leave no work behind", async () => {
  const who = person("Relatos");
  const [theirs, nobodys] = [newId(), newId()];
  const jobs = () => app.rows("select payload->>'providerMessageId' as id from jobs where kind = 'inbox.apply_parked'");
  await receive(textWebhook({ ...who, id: theirs, text: "oi" }));
  for (let n = 0; n < 20; n += 1)
    await receive(statusWebhook(theirs, "read", 1_794_312_100 + n), statusWebhook(theirs, "sent", 1_794_312_100 + n));
  for (let n = 0; n < 120; n += 1) await receive(statusWebhook(nobodys, "delivered", 1_794_312_100 + n));
  assert.deepEqual(await jobs(), [{ id: nobodys }], "one look for one message");
  const parked = () => app.rows("select provider_message_id as id, count(*)::int as n from parked_signals group by 1");
  assert.deepEqual(await parked(), [{ id: nobodys, n: 50 }], "no more than a message ever has");
  for (let n = 0; n < 5; n += 1) {
    app.clock.advance(3_000);
    await app.runJobs();
  }
  assert.deepEqual(await jobs(), [], "nobody looks for ever");
  // It comes late all the same: what waited moves it.
  const echo = fixtureJson("wa-echo-text.json");
  Object.assign(echo.entry[0].changes[0].value.message_echoes[0], { id: nobodys, to: who.from, to_user_id: `BR.${who.from}` });
  Object.assign(echo.entry[0].changes[0].value.contacts[0], { wa_id: who.from, user_id: `BR.${who.from}` });
  await receive(echo);
  const [row] = await app.rows("select status from messages where provider_message_id = $1", [nobodys]);
  assert.deepEqual([row.status, await parked()], ["delivered", []]);
});

test("a status never moves back, and delivery wins over failure", async () => {
  const who = person("Status");
  const echo = (id: string) => {
    const body = fixtureJson("wa-echo-text.json");
    Object.assign(body.entry[0].changes[0].value, {
      contacts: [{ wa_id: who.from, user_id: `BR.${who.from}`, profile: { name: who.name } }],
    });
    Object.assign(body.entry[0].changes[0].value.message_echoes[0], { id, to: who.from, to_user_id: `BR.${who.from}` });
    return body;
  };
  const failure = { errors: [{ code: 131026, title: "Message undeliverable" }] };
  const orders: [string[], string][] = [
    [["sent", "delivered", "read"], "read"],
    [["read", "delivered", "sent"], "read"],
    [["failed", "delivered"], "delivered"],
    [["delivered", "failed"], "delivered"],
    [["sent", "failed"], "failed"],
    [["played", "read"], "read"],
  ];
  for (const [statuses, final] of orders) {
    const id = newId();
    await receive(echo(id), ...statuses.map((status) => statusWebhook(id, status, 1_794_312_100, status === "failed" ? failure : {})));
    const [row] = await app.rows("select status, failure_code, delivered_at, read_at from messages where provider_message_id = $1", [id]);
    assert.equal(row.status, final, statuses.join(" then "));
    assert.equal(row.failure_code, final === "failed" ? "131026" : null);
    if (final === "read") assert.ok(row.delivered_at, "read implies delivered");
  }
});

test("reactions, edits and deletions are mirrored, in any order", async () => {
  const who = person("Mudanças");
  const id = newId();
  const change = (content: object, at: number) => {
    const body = textWebhook({ ...who, id: newId(), text: "", at });
    Object.assign(body.entry[0]?.changes[0]?.value.messages[0] as object, content, { text: undefined });
    return body;
  };
  const edit = change(
    { type: "edit", edit: { original_message_id: id, message: { type: "text", text: { body: "corrigido" } } } },
    1_794_312_020,
  );
  const olderEdit = change(
    { type: "edit", edit: { original_message_id: id, message: { type: "text", text: { body: "primeira correção" } } } },
    1_794_312_010,
  );
  const reaction = change({ type: "reaction", reaction: { message_id: id, emoji: "👍" } }, 1_794_312_030);
  await receive(edit, reaction, textWebhook({ ...who, id, text: "erado" }), olderEdit);
  let { messages, conversation } = await timeline("Mudanças");
  assert.equal(messages.length, 1);
  assert.equal(messages[0].text, "corrigido");
  assert.deepEqual(messages[0].reactions, [{ reactor: "contact", emoji: "👍" }]);
  assert.equal(conversation.unreadCount, 1, "neither counts as a message");
  await receive(
    change({ type: "reaction", reaction: { message_id: id } }, 1_794_312_040),
    change({ type: "revoke", revoke: { original_message_id: id } }, 1_794_312_050),
  );
  ({ messages } = await timeline("Mudanças"));
  assert.deepEqual(messages[0].reactions, []);
  assert.equal(messages[0].text, null);
  assert.ok(messages[0].deletedAt);
});

test("one person by phone, by hidden number, by a new number and by a regenerated id", async () => {
  const phone = "5592988880001";
  const show = (id: string, from: string | undefined, userId: string) => {
    const body = textWebhook({ id, text: id, name: "Identidade", userId, ...(from === undefined ? {} : { from }) });
    const value = body.entry[0]?.changes[0]?.value as any;
    if (from === undefined) {
      delete value.contacts[0].wa_id;
      delete value.messages[0].from;
    }
    return body;
  };
  await receive(show(newId(), phone, "BR.one"), show(newId(), undefined, "BR.one"), show(newId(), "559288880001", "BR.one"));
  const update = fixtureJson("wa-user-id-update.json");
  Object.assign(update.entry[0].changes[0].value.user_id_update[0], { wa_id: phone, user_id: { previous: "BR.one", current: "BR.two" } });
  await receive(show(newId(), undefined, "BR.two"));
  await receive(update, show(newId(), undefined, "BR.two"));
  const system = fixtureJson("wa-inbound-system-user-changed-number.json");
  Object.assign(system.entry[0].changes[0].value.messages[0], { id: newId(), from: phone });
  Object.assign(system.entry[0].changes[0].value.messages[0].system, { wa_id: "5592977770002", user_id: "BR.three" });
  await receive(system, show(newId(), "5592977770002", "BR.three"));
  const people = await app.rows("select id from contacts where profile_name = 'Identidade' and merged_into is null");
  assert.equal(people.length, 1, "all of them are one contact");
  const { messages } = await timeline("Identidade");
  assert.equal(messages.filter((one: any) => one.kind === "text").length, 6);
  const contact = await app.call(workspace, "GET", `/contacts/${people[0]?.id}`);
  assert.ok(contact.body.mergedFrom.length >= 1, "the merge is explained");
});

test("a merge is undone: both have their identities, conversations and messages again", async () => {
  const [phone, userId] = ["5592988880077", "BR.undo"];
  const apart = textWebhook({
    id: newId(),
    text: "pelo número",
    name: "Desfeita",
    from: phone,
    userId: "BR.undo.other",
    at: 1_794_312_001,
  });
  const hidden = textWebhook({ id: newId(), text: "sem número", name: "Desfeita", userId, at: 1_794_312_002 });
  const value = hidden.entry[0]?.changes[0]?.value as any;
  delete value.contacts[0].wa_id;
  delete value.messages[0].from;
  await receive(apart, hidden);
  const look = () =>
    app.rows(`select c.id, c.contact_id, c.message_count, c.unread_count, c.window_closes_at, c.last_inbound_at,
      (select array_agg(m.text order by m.occurred_at) from messages m where m.conversation_id = c.id) as texts,
      (select array_agg(i.value order by i.value) from contact_identities i where i.contact_id = c.contact_id) as keys
      from conversations c join contacts p on p.id = c.contact_id where p.profile_name = 'Desfeita' order by c.created_at, c.id`);
  const before = await look();
  assert.deepEqual(
    before.map(({ texts }) => texts),
    [["pelo número"], ["sem número"]],
  );
  const [numbered, hiddenOne] = before.map((row) => row["contact_id"]) as [string, string];
  for (const key of ["merge_own", "merge_copied", "merge_changed"])
    await app.call(workspace, "POST", "/contact-fields", { key, label: key, type: "text" });
  await app.call(workspace, "PATCH", `/contacts/${numbered}`, { fields: { merge_own: "dela" } });
  await app.call(workspace, "PATCH", `/contacts/${hiddenOne}`, { fields: { merge_own: "outra", merge_copied: "a", merge_changed: "b" } });
  await receive(textWebhook({ id: newId(), text: "os dois", name: "Desfeita", from: phone, userId, at: 1_794_312_003 }));
  const people = await app.rows("select id from contacts where profile_name = 'Desfeita' and merged_into is null");
  assert.equal(people.length, 1);
  const address = `/contacts/${people[0]?.id}`;
  const fieldsOf = async (id: string) => (await app.call(workspace, "GET", `/contacts/${id}`)).body.fields;
  assert.deepEqual(await fieldsOf(numbered), { merge_own: "dela", merge_copied: "a", merge_changed: "b" }, "one has what the other knew");
  await app.call(workspace, "PATCH", address, { fields: { merge_changed: "c" } });
  const [merge] = (await app.call(workspace, "GET", address)).body.mergedFrom;
  const undone = await app.call(workspace, "DELETE", `${address}/merges/${merge.id}`);
  assert.equal(undone.status, 200);
  assert.deepEqual(undone.body.mergedFrom, []);
  assert.deepEqual(await fieldsOf(numbered), { merge_own: "dela", merge_changed: "c" }, "what was written since stays");
  assert.deepEqual(await fieldsOf(hiddenOne), { merge_own: "outra", merge_copied: "a", merge_changed: "b" });
  const after = await look();
  // What came after the merge stays with the kept one; all the rest is as it was.
  assert.deepEqual(after.map(({ texts }) => texts).sort(), [["pelo número", "os dois"], ["sem número"]].sort());
  assert.deepEqual(
    after.map(({ keys }) => keys),
    before.map(({ keys }) => keys),
  );
  const hers = after.find(({ texts }) => texts.length === 1);
  const hersBefore = before.find(({ id }) => id === hers?.["id"]);
  assert.deepEqual(
    [hers?.["message_count"], hers?.["window_closes_at"], hers?.["last_inbound_at"]],
    [1, hersBefore?.["window_closes_at"], hersBefore?.["last_inbound_at"]],
  );
  assert.equal((await app.call(workspace, "DELETE", `${address}/merges/${merge.id}`)).status, 404, "once is enough");
  await receive(textWebhook({ id: newId(), text: "de novo os dois", name: "Desfeita", from: phone, userId, at: 1_794_312_004 }));
  assert.equal((await look()).length, 2, "a person knew better than the provider");
});

test("a message of an unknown account is kept aside and never given to somebody else", async () => {
  await receive(fixture("wa-batch-unknown-phone-number-id.json"));
  assert.equal((await app.rows("select 1 from channel_notices where kind = 'unknown_account'")).length, 1);
});

test("a sibling number of the same app gets its own messages", async () => {
  const sibling = await app.addChannel(workspace, "200300400500602", channel);
  await receive(fixture("wa-batch-3-entries-mixed.json"));
  assert.equal((await app.rows("select 1 from messages where channel_id = $1", [sibling.id])).length, 1);
});

test("who may sign for one number writes nothing into another number's conversations", async () => {
  const other = await app.addChannel(workspace, "200300400500699");
  const who = person("Intrusa");
  const body = textWebhook({ ...who, id: newId(), text: "em nome de outro" });
  Object.assign(body.entry[0]?.changes[0]?.value.metadata as object, { phone_number_id: other.phoneNumberId });
  const status = statusWebhook(newId(), "read");
  Object.assign((status as any).entry[0].changes[0].value.metadata, { phone_number_id: other.phoneNumberId });
  await receive(body, status);
  const written = await app.rows(
    "select id from messages where channel_id = $1 union all select id from parked_signals where channel_id = $1",
    [other.id],
  );
  assert.deepEqual(written, []);
  assert.deepEqual(await app.rows("select 1 from contacts where profile_name = 'Intrusa'"), []);
});

test("an event that cannot be processed is set aside, and a replay heals it", async () => {
  const who = person("Carta morta");
  await app.rows("alter table messages add constraint trouble check (text <> 'veneno') not valid");
  const good = textWebhook({ ...person("Vizinha"), id: newId(), text: "sã" });
  assert.equal(await app.receive(channel, textWebhook({ ...who, id: newId(), text: "veneno" })), 200);
  assert.equal(await app.receive(channel, good), 200);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await app.runJobs();
    app.clock.advance(60_000);
  }
  assert.equal((await timeline("Vizinha")).messages.length, 1, "its neighbour did not wait");
  const failed = (await app.call(workspace, "GET", "/dead-letters")).body.items.find((one: any) => one.isReplayable);
  assert.match(failed.error, /trouble/);
  await app.rows("alter table messages drop constraint trouble");
  const many = (ids: string[]) =>
    app.call(workspace, "POST", "/dead-letters/replay", { items: ids.map((id) => ({ source: "raw_event", id })) });
  const wrong = "01a1ff00-0000-7000-8000-000000000000";
  const answer = (await many([wrong, failed.id])).body;
  assert.equal(answer.count, 1, "one wrong id does not fail the others");
  assert.deepEqual(
    answer.items.map(({ id, problem }: any) => [id, problem]),
    [
      [wrong, "platform.not_found"],
      [failed.id, null],
    ],
  );
  const dismissed = await app.call(workspace, "POST", "/dead-letters/dismiss", { items: [{ source: "raw_event", id: wrong }] });
  assert.deepEqual([dismissed.status, dismissed.body.count], [200, 0]);
  await app.runJobs();
  assert.deepEqual(
    (await timeline("Carta morta")).messages.map((one: any) => one.text),
    ["veneno"],
  );
});

test("markup in a name or text stays text", async () => {
  const hostile = `<img src=x onerror="alert(1)">{{constructor}}`;
  await receive(textWebhook({ from: "5592966660001", name: hostile, id: newId(), text: hostile }));
  const { messages, conversation } = await timeline(hostile);
  assert.equal(conversation.contact.name, hostile);
  assert.equal(messages[0].text, hostile);
});

test("every fixture is taken with 200, accounted for, and a second replay changes no row", async () => {
  const tables = [
    "contacts",
    "contact_identities",
    "conversations",
    "messages",
    "attachments",
    "reactions",
    "message_revisions",
    "channel_notices",
    "parked_signals",
    "contact_merges",
    "sessions",
    "channels",
    "message_templates",
  ];
  const picture = async () =>
    Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => [
          table,
          (await app.rows(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${table} t`))[0]?.hash,
        ]),
      ),
    );
  for (const name of webhookFixtures()) assert.equal(await app.receive(channel, fixture(name)), 200, name);
  await app.runJobs();
  const failed = await app.rows("select error from raw_event_failures where reason = 'failed' and replayed_at is null");
  assert.deepEqual(failed, []);
  const first = await picture();
  for (const row of await app.rows(
    "select id, channel_id from raw_events r where not exists (select 1 from raw_event_failures f where f.raw_event_id = r.id and f.reason = 'malformed')",
  )) {
    assert.equal((await app.call(workspace, "POST", `/raw-events/${row.id}/replay`)).status, 202);
  }
  await app.runJobs();
  assert.deepEqual(await picture(), first);
});

test("a clock that was hours ahead and goes back leaves what is said in its order", async () => {
  const who = person("Relógio");
  const write = (text: string) => receive(textWebhook({ ...who, id: newId(), text, at: Math.floor(app.clock.now().getTime() / 1000) }));
  await write("bom dia");
  const { conversation } = await timeline("Relógio");
  const say = (body: object) => app.call(workspace, "POST", `/conversations/${conversation.id}/messages`, body);
  const ahead = 3 * 3_600_000;
  app.clock.advance(ahead);
  assert.equal((await say({ kind: "note", text: "ligar amanhã" })).status, 201);
  app.clock.advance(60_000 - ahead);
  await write("alguém aí?");
  app.clock.advance(1_000);
  assert.equal((await say({ kind: "text", text: "sim!" })).status, 201);
  await write("obrigado");
  const after = await timeline("Relógio");
  assert.deepEqual(
    after.messages.filter(({ kind }: any) => kind !== "event" && kind !== "handover").map(({ text }: any) => text),
    ["bom dia", "ligar amanhã", "alguém aí?", "sim!", "obrigado"],
  );
  assert.equal(after.conversation.lastMessage.text, "obrigado");
  const left = Date.parse(after.conversation.windowClosesAt) - app.clock.now().getTime();
  assert.ok(left <= 24 * 3_600_000, "the window is the provider's, and not longer for it");
});
