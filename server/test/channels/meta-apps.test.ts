import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { buildApp } from "../../src/app.ts";
import { createSecrets, openDatabase } from "../../src/platform/index.ts";
import { SECRET_KEY, startApp, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Apps");
const address = await app.prosa.http.listen({ port: 0, host: "127.0.0.1" });
const SECRETS = { appSecret: "the secret of the app", verifyToken: "the token of the app" };

const addApp = async (who: { apiKey: string }, appId: string) => {
  const { status, body } = await app.call(who, "POST", "/meta-apps", { name: `App ${appId}`, appId, ...SECRETS });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const metaApp = await addApp(workspace, "777000111");

/** A channel that comes by the app and has no secret of webhooks of its own. */
const addChannel = async (kind: string, settings: object, metaAppId: string = metaApp.id, who = workspace) => {
  const body = { kind, name: JSON.stringify(settings), settings, credentials: { accessToken: "token" }, metaAppId };
  const created = await app.call(who, "POST", "/channels", body);
  assert.equal(created.status, 201, JSON.stringify(created.body));
  return created.body;
};
const sign = (bytes: Buffer, secret: string) => `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
/** Over a real connection, as Meta does. */
const post = async (door: string, body: object | Buffer, secret = SECRETS.appSecret) => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const headers = { "content-type": "application/json", "x-hub-signature-256": sign(bytes, secret) };
  const answer = await fetch(`${address}/webhooks/${door}`, { method: "POST", headers, body: new Uint8Array(bytes) });
  await app.runJobs();
  return answer.status;
};
const messagesOf = (channelId: string) =>
  app.rows<{ text: string; id: string }>(
    `select m.text, m.provider_message_id as id from messages m join conversations c on c.id = m.conversation_id where c.channel_id = $1 order by m.provider_message_id`,
    [channelId],
  );
const failures = async () => (await app.call(workspace, "GET", "/dead-letters?source=raw_event")).body.items;

const toNumber = (number: string, text: string, id: string, from = "5592988880001") => {
  const body: any = textWebhook({ name: "Rita", from, id, text });
  body.entry[0].id = `1${number}`;
  body.entry[0].changes[0].value.metadata.phone_number_id = number;
  return body;
};
const direct = (object: string, account: string, text: string, mid: string) => ({
  object,
  entry: [
    {
      id: account,
      time: 1_794_312_000_000,
      messaging: [{ sender: { id: "9911" }, recipient: { id: account }, timestamp: 1_794_312_000_000, message: { mid, text } }],
    },
  ],
});

const number = await addChannel("whatsapp_cloud", { phoneNumberId: "20001", businessAccountId: "120001" });
const second = await addChannel("whatsapp_cloud", { phoneNumberId: "20002", businessAccountId: "120002" });
const page = await addChannel("messenger", { pageId: "30001" });
const instagram = await addChannel("instagram", { instagramId: "40001", pageId: "30001" });

test("an app has one address: Meta's check of it, its signature, and what is refused", async () => {
  assert.equal(metaApp.webhookUrl, `${new URL(metaApp.webhookUrl).origin}/webhooks/${metaApp.id}`);
  assert.equal(number.webhookUrl, metaApp.webhookUrl);
  assert.ok(!JSON.stringify(metaApp).includes(SECRETS.appSecret) && !JSON.stringify(metaApp).includes(SECRETS.verifyToken));
  const check = (token: string) =>
    fetch(`${address}/webhooks/${metaApp.id}?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=${encodeURIComponent(token)}`);
  const right = await check(SECRETS.verifyToken);
  assert.deepEqual([right.status, await right.text()], [200, "4711"]);
  assert.equal((await check("another")).status, 403);
  const before = await app.rows("select count(*)::int as n from raw_events");
  assert.equal(await post(metaApp.id, toNumber("20001", "x", "wamid.refused"), "another secret"), 401);
  assert.equal(
    await post(number.id, toNumber("20001", "x", "wamid.refused"), ""),
    401,
    "a channel without a secret has no address of its own",
  );
  assert.deepEqual(await app.rows("select count(*)::int as n from raw_events"), before);
});

test("each entry goes to the channel that has its account, and the body is kept once", async () => {
  for (const [body, channel, text] of [
    [toNumber("20001", "para o número", "wamid.app1"), number, "para o número"],
    [direct("page", "30001", "para a página", "m.app1"), page, "para a página"],
    [direct("instagram", "40001", "para o perfil", "i.app1"), instagram, "para o perfil"],
  ] as const) {
    assert.equal(await post(metaApp.id, body), 200);
    assert.deepEqual(
      (await messagesOf(channel.id)).map((one) => one.text),
      [text],
    );
  }
  const kept = await app.rows("select channel_id from raw_events");
  assert.deepEqual(
    kept.map((row) => row.channel_id),
    [metaApp.id, metaApp.id, metaApp.id],
  );
  const { body } = await app.call(workspace, "GET", `/raw-events?channelId=${page.id}`);
  assert.deepEqual(
    body.items.map((one: any) => [one.channelId, one.metaAppId, one.body.includes("para a página")]),
    [[null, metaApp.id, true]],
  );
  const [listed] = (await app.call(workspace, "GET", "/meta-apps")).body.items;
  assert.equal(listed.lastHeardAt, app.clock.now().toISOString());
  assert.deepEqual(listed.unowned, []);
});

test("one batch of three accounts equals three singles", async () => {
  const third = await addChannel("whatsapp_cloud", { phoneNumberId: "20003", businessAccountId: "120003" });
  const three = (text: string) => [
    toNumber("20001", text, `wamid.${text}.1`, "5592988880011"),
    toNumber("20002", text, `wamid.${text}.2`, "5592988880012"),
    toNumber("20003", text, `wamid.${text}.3`, "5592988880013"),
  ];
  const batch = three("lote");
  assert.equal(await post(metaApp.id, { ...batch[0], entry: batch.flatMap(({ entry }) => entry) }), 200);
  for (const single of three("único")) assert.equal(await post(metaApp.id, single), 200);
  for (const [at, channel] of [number, second, third].entries()) {
    const got = (await messagesOf(channel.id)).filter(({ text }) => text === "lote" || text === "único");
    assert.deepEqual(got, [
      { text: "lote", id: `wamid.lote.${at + 1}` },
      { text: "único", id: `wamid.único.${at + 1}` },
    ]);
  }
  assert.deepEqual(await failures(), []);
});

test("both roads may be open while a channel changes over: nothing comes twice", async () => {
  const { channel: own } = workspace;
  await app.call(workspace, "PATCH", `/channels/${own.id}`, { metaAppId: metaApp.id });
  const body = toNumber(own.phoneNumberId, "por dois caminhos", "wamid.both", "5592988880021");
  assert.equal(await post(metaApp.id, body), 200);
  assert.equal(await app.receive(own, body), 200);
  await app.runJobs();
  assert.deepEqual(await messagesOf(own.id), [{ text: "por dois caminhos", id: "wamid.both" }]);
  const back = await app.call(workspace, "PATCH", `/channels/${own.id}`, { metaAppId: null });
  assert.deepEqual([back.status, back.body.metaAppId, back.body.webhookUrl.endsWith(own.id)], [200, null, true]);
  const bare = await app.call(workspace, "PATCH", `/channels/${number.id}`, { metaAppId: null });
  assert.deepEqual([bare.status, bare.body.code], [400, "channels.missing_fields"], "its own address needs its own secrets");
});

test("an account that nobody has waits as a failed event that names it, and is replayed once it is connected", async () => {
  const known = toNumber("20001", "conhecida", "wamid.known", "5592988880031");
  const unknown = toNumber("20009", "de ninguém", "wamid.nobody", "5592988880032");
  assert.equal(await post(metaApp.id, { ...known, entry: [...known.entry, ...unknown.entry] }), 200);
  assert.ok(
    (await messagesOf(number.id)).some(({ id }) => id === "wamid.known"),
    "the others do not wait",
  );
  const [failure] = await failures();
  assert.match(failure.error, /whatsapp_cloud 20009/);
  assert.deepEqual([failure.kind, failure.channelId, failure.isReplayable], ["App 777000111", null, true]);
  const [listed] = (await app.call(workspace, "GET", "/meta-apps")).body.items;
  assert.deepEqual(listed.unowned, [{ kind: "whatsapp_cloud", account: "20009" }]);

  const late = await addChannel("whatsapp_cloud", { phoneNumberId: "20009", businessAccountId: "120009" });
  assert.equal((await app.call(workspace, "POST", `/raw-events/${failure.id}/replay`)).status, 202);
  await app.runJobs();
  assert.deepEqual(await messagesOf(late.id), [{ text: "de ninguém", id: "wamid.nobody" }]);
  assert.equal((await messagesOf(number.id)).filter(({ id }) => id === "wamid.known").length, 1);
  assert.deepEqual([await failures(), (await app.call(workspace, "GET", "/meta-apps")).body.items[0].unowned], [[], []]);
});

test("what is not JSON, or speaks of no kind of account, is kept for inspection", async () => {
  assert.equal(await post(metaApp.id, Buffer.from("{ not json")), 400);
  assert.equal(await post(metaApp.id, { object: "permissions", entry: [{ id: "1" }] }), 200);
  const kept = await failures();
  assert.deepEqual(kept.map((one: any) => [one.isReplayable, one.error]).toSorted(), [
    [false, "The body is not JSON, or is nested too deeply."],
    [true, "No channel comes by this app with: unknown permissions."],
  ]);
});

test("an app reaches no channel of another workspace, and none of its own that does not come by it", async () => {
  const stranger = await app.addWorkspace("Strangers");
  const theirs = await addApp(stranger, "777000111");
  assert.equal(await post(theirs.id, toNumber("20001", "intrusa", "wamid.intruder", "5592988880041")), 200);
  assert.deepEqual(await app.rows("select 1 from messages where provider_message_id = 'wamid.intruder'"), []);
  const taken = await app.call(stranger, "PATCH", `/channels/${stranger.channel.id}`, { metaAppId: metaApp.id });
  assert.equal(taken.status, 404);
  assert.equal(await post(theirs.id, toNumber(stranger.channel.phoneNumberId, "sem laço", "wamid.unbound", "5592988880042")), 200);
  assert.deepEqual(await app.rows("select 1 from messages where provider_message_id = 'wamid.unbound'"), []);
  const other = { kind: "telegram", name: "x", settings: {}, credentials: { botToken: "1:x" }, metaAppId: metaApp.id };
  assert.equal((await app.call(workspace, "POST", "/channels", other)).body.code, "channels.no_meta_app");
});

test("an app is changed, told once, and goes only when no channel comes by it", async () => {
  assert.equal((await app.call(workspace, "POST", "/meta-apps", { name: "Twice", appId: "777000111", ...SECRETS })).status, 409);
  assert.equal((await app.call(workspace, "DELETE", `/meta-apps/${metaApp.id}`)).body.code, "channels.app_in_use");
  const changed = await app.call(workspace, "PATCH", `/meta-apps/${metaApp.id}`, { name: "Loja", appSecret: "a new secret" });
  assert.deepEqual([changed.status, changed.body.name], [200, "Loja"]);
  assert.equal(await post(metaApp.id, toNumber("20001", "x", "wamid.old")), 401, "the old secret signs nothing");
  assert.equal(await post(metaApp.id, toNumber("20001", "x", "wamid.new"), "a new secret"), 200);
  const spare = await addApp(workspace, "777000222");
  assert.equal((await app.call(workspace, "DELETE", `/meta-apps/${spare.id}`)).status, 200);
  const told = await app.rows("select distinct action from audit_log where subject_kind = 'meta_app' order by 1");
  assert.deepEqual(
    told.map((row) => row.action),
    ["meta_app.changed", "meta_app.created", "meta_app.removed"],
  );
  const reader = await app.addMember(workspace, "Reader", "agent");
  assert.equal((await app.call(reader, "POST", "/meta-apps", { name: "x", appId: "1", ...SECRETS })).status, 403);
});

test("a person who is forgotten goes out of the bodies of apps too", async () => {
  const body = toNumber("20001", "esqueçam de mim", "wamid.forget", "5592977776666");
  assert.equal(await post(metaApp.id, body, "a new secret"), 200);
  const bodies = () => app.rows("select 1 from raw_events where position(convert_to('77776666', 'UTF8') in body) > 0");
  assert.equal((await bodies()).length, 1);
  const [{ contactId }] = await app.rows(
    `select c.contact_id as "contactId" from conversations c join messages m on m.conversation_id = c.id where m.provider_message_id = 'wamid.forget'`,
  );
  const owner = await app.signIn(workspace);
  const asked = await app.call(null, "POST", `/contacts/${contactId}/erasure`, { proof: "Documento mostrado" }, owner);
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  await app.runJobs();
  assert.deepEqual(await bodies(), []);
});

test("after a change of the secret key an app is still believed, and the old key can go", async () => {
  const newKey = Buffer.from("4b1f0c6e9d2a8375e1c4f7b6a05d93827766554433221100ffeeddccbbaa9988", "hex");
  const withKeys = async <Result>(keys: Buffer[], act: (prosa: Awaited<ReturnType<typeof buildApp>>) => Promise<Result>) => {
    const { config, clock, log, urls } = app;
    const db = openDatabase(urls, log, { app: 4, system: 4 });
    const prosa = await buildApp({ config, clock, db, secrets: createSecrets(keys), log });
    try {
      return await act(prosa);
    } finally {
      await prosa.stop();
    }
  };
  const done = await withKeys([newKey, SECRET_KEY], (prosa) => prosa.reencryptSecrets());
  assert.deepEqual(done.failures, []);
  const payload = Buffer.from(JSON.stringify(toNumber("20001", "x", "wamid.rotated")));
  const headers = { "content-type": "application/json", "x-hub-signature-256": sign(payload, "a new secret") };
  const heard = await withKeys([newKey], (prosa) =>
    prosa.http.inject({ method: "POST", url: `/webhooks/${metaApp.id}`, headers, payload }),
  );
  assert.equal(heard.statusCode, 200);
});
