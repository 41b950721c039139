import assert from "node:assert/strict";
import { test } from "node:test";
import { queueChecks } from "../../src/channels/index.ts";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

// The clock stands still until it is moved: a quarter of an hour of outage takes a moment.
const app = await startApp();
const workspace = await app.addWorkspace("Fallback");
const { channel } = workspace;
const MINUTE = 60_000;
let counter = 0;

async function connect(kind: string) {
  const account = inventAccount(kind, app.simulator.url);
  const { name, settings, credentials } = account;
  const { body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  await registerAccount(app.simulator.url, account, { webhookUrl: body.webhookUrl });
  await app.call(workspace, "PATCH", `/channels/${body.id}`, { status: "active" });
  return body.id as string;
}
const mail = await connect("email");
const sms = await connect("twilio");
await app.rows("update channels set throughput_per_second = 80");

/** Somebody who wrote by WhatsApp, and whose address is known when `address` is given. */
async function person(address?: string) {
  counter += 1;
  const from = `5592933${String(counter).padStart(6, "0")}`;
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(channel, textWebhook({ from, id: `wamid.fallback${counter}`, text: "oi", at, name: `Pessoa ${counter}` }));
  await app.runJobs();
  const { body } = await app.call(workspace, "GET", "/conversations?limit=100");
  const { id, contact } = body.items.find((one: any) => one.contact.name === `Pessoa ${counter}`);
  if (address !== undefined)
    await app.rows(
      "insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at) values ($1, 'email', $2, $3, $2, now(), now())",
      [workspace.id, address, contact.id],
    );
  return id as string;
}
const send = async (id: string, text: string, critical = false): Promise<string> =>
  (await app.call(workspace, "POST", `/conversations/${id}/messages`, { kind: "text", text, critical })).body.id;
const message = async (id: string) => (await app.call(workspace, "GET", `/messages/${id}`)).body;
const flow = async () => (await app.call(workspace, "GET", `/channels/${channel.id}`)).body;
const faults = (given: object) => app.control("PUT", "/_control/faults", given);
const sentBy = async (kind: string): Promise<string[]> =>
  (await app.control("GET", "/_control/sent")).items
    .filter((one: any) => one.kind === kind)
    .map(({ body }: any) => body.text?.body ?? body.text ?? body.Body);
async function pass(ms: number) {
  const end = app.clock.now().getTime() + ms;
  while (app.clock.now().getTime() < end) {
    app.clock.advance(Math.min(end - app.clock.now().getTime(), 30_000));
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  }
}

test("WhatsApp down for 16 minutes: what waits leaves by mail, a critical notice without an address by SMS, the rest waits", async () => {
  const withMail = await person("ana@cliente.example");
  const without = await person();
  await faults({ downKinds: ["whatsapp_cloud"] });
  const normal = await send(withMail, "Seu técnico chega às 10h");
  const waits = await send(without, "Sem pressa");
  const critical = await send(without, "OS urgente: vazamento", true);
  await pass(10 * MINUTE);
  assert.deepEqual([await sentBy("email"), await sentBy("twilio")], [[], []], "ten minutes are too early");
  assert.equal((await message(normal)).isParked, true);
  await pass(6 * MINUTE + 30_000);
  assert.ok((await flow()).fallbackSince);
  assert.deepEqual(await sentBy("email"), ["Seu técnico chega às 10h"]);
  assert.deepEqual(await sentBy("twilio"), ["OS urgente: vazamento"]);
  const left = await message(normal);
  assert.deepEqual([left.status, left.channel.id, left.isParked], ["sent", mail, false]);
  assert.partialDeepStrictEqual(left.content.fallback, {
    from: { channelId: channel.id, kind: "whatsapp_cloud" },
    because: "channel_down",
  });
  assert.equal((await message(critical)).channel.id, sms);
  assert.deepEqual([(await message(waits)).isParked, (await message(waits)).channel.id], [true, channel.id]);

  // What is written now goes the other way at once.
  const late = await send(withMail, "Ele já saiu");
  await app.runJobs();
  assert.equal((await message(late)).channel.id, mail);
  const audit = await app.call(workspace, "GET", "/audit-log?action=message.fell_back");
  assert.deepEqual(
    audit.body.items.map((one: any) => [one.actor.kind, one.subjectId, one.detail.to]).toSorted(),
    [late, critical, normal].map((id) => ["system", id, id === critical ? sms : mail]).toSorted(),
  );

  // Healed: only what still waited leaves there, and nothing comes twice.
  await faults({});
  await pass(12 * MINUTE);
  const flowNow = await flow();
  assert.deepEqual([flowNow.breaker, flowNow.fallbackSince], ["closed", null]);
  assert.deepEqual(await sentBy("whatsapp_cloud"), ["Sem pressa"]);
  assert.equal((await sentBy("email")).length + (await sentBy("twilio")).length, 3);
});

test("over half of at least ten sends failed in the hour: the same, although no quarter of an hour has passed", async () => {
  const people = [];
  for (let n = 0; n < 6; n += 1) people.push(await person(`p${n}@cliente.example`));
  await app.prosa.delivery.traffic.flush();
  await app.rows("delete from channel_traffic");
  const before = (await sentBy("email")).length;
  // Every second send fails once or twice, but never five in a row: the breaker stays closed.
  await app.rows("insert into channel_traffic (workspace_id, channel_id, slot, sent, failed) values ($1, $2, $3, 4, 3)", [
    workspace.id,
    channel.id,
    app.clock.now(),
  ]);
  await faults({ nextSends: { outcome: { http: 503 }, count: 2 } });
  const first = await send(people[0] as string, "um");
  // Its third try comes after two minutes; one that still waited would go the other way too.
  await pass(3 * MINUTE);
  assert.ok(["sent", "delivered", "read"].includes((await message(first)).status));
  assert.equal((await flow()).fallbackSince, null, "seven sends say nothing, and half is not over half");
  await app.rows("update channel_traffic set failed = failed + 9 where channel_id = $1", [channel.id]);
  await faults({ nextSends: { outcome: { http: 503 }, count: 4 } });
  const second = await send(people[1] as string, "dois");
  await pass(3 * MINUTE);
  assert.equal((await message(first)).channel.id, channel.id);
  const moved = await message(second);
  assert.equal(moved.channel.id, mail);
  assert.equal((await sentBy("email")).length, before + 1);
  await faults({});
  await send(people[2] as string, "três");
  await pass(11 * MINUTE);
});

test("the chain goes on: mail fails too, a critical notice leaves as SMS, and nothing is tried twice", async () => {
  const id = await person("unknown.eva@cliente.example");
  await faults({ downKinds: ["whatsapp_cloud"] });
  const critical = await send(id, "Aprovar compra de R$ 4.000?", true);
  const normal = await send(id, "Bom dia");
  for (let n = 0; n < 4; n += 1) await send(await person(), `x${n}`);
  await pass(17 * MINUTE);
  // The mail server refuses the address for good.
  assert.deepEqual(
    [(await message(critical)).channel.id, (await message(critical)).status],
    [sms, "delivered"].with(1, (await message(critical)).status),
  );
  assert.ok(["sent", "delivered"].includes((await message(critical)).status));
  assert.deepEqual((await message(critical)).content.fallback.tried, [channel.id, mail]);
  assert.equal((await message(normal)).status, "failed");
  assert.match((await message(normal)).failure.message, /User unknown/);

  await faults({ downKinds: ["whatsapp_cloud", "email", "twilio"] });
  const lost = await send(await person(), "Nada funciona", true);
  await pass(3 * MINUTE);
  assert.equal((await message(lost)).status, "queued");
  await faults({});
  await pass(15 * MINUTE);
});

test("a channel that shall not fall back keeps its messages", async () => {
  const id = await person("leo@cliente.example");
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { fallsBack: false });
  await faults({ downKinds: ["whatsapp_cloud"] });
  const kept = await send(id, "Fica aqui");
  await pass(20 * MINUTE);
  assert.deepEqual([(await message(kept)).isParked, (await message(kept)).channel.id], [true, channel.id]);
  await faults({});
  await pass(12 * MINUTE);
  assert.equal((await message(kept)).channel.id, channel.id);
});
