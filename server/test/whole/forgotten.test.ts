import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

// A person asks what is kept of them, and then to be forgotten: told is everything, and nothing remains in any table.
const app = await startApp();
const workspace = await app.addWorkspace("Forgotten");
const cast = castOf(app, workspace);
const HOUR = 3_600_000;
const owner = await app.signIn(workspace);
async function well(method: string, address: string, body?: unknown) {
  const answer = await app.call(null, method, address, body, owner);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  await app.runJobs();
  return answer.body;
}

/** Every table that says one of these words anywhere, with its rows. */
async function tablesThatSay(words: string[]): Promise<string[]> {
  const tables = await app.rows<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await app.rows<{ count: number }>(
      `select count(*)::int as count from ${name} t where exists (select 1 from unnest($1::text[]) w where position(w in prosa_fold(t::text)) > 0 or position(encode(convert_to(w, 'UTF8'), 'hex') in t::text) > 0)`,
      [words],
    );
    if (row !== undefined && row.count > 0) found.push(`${name} (${row.count})`);
  }
  return found;
}

/** @param mark stands in everything that is about the person, and in nothing else */
const field = (key: string, type: string, more: object = {}) => ({
  ...{ key, label: key, type, isRequired: true, country: null, maxAgeMonths: null, writesTo: null },
  ...more,
});
const queue = await well("POST", "/desk/queues", { name: "Cadastros" });
const form = await well("POST", "/registration-forms", {
  ...{ key: "cadastro", name: "Cadastro", queueId: queue.id, promiseHours: 8, persona: "driver" },
  fields: [field("nome", "name"), field("foto", "file")],
});
await well("POST", "/object-types", { key: "pedido", name: "Pedido", states: ["novo"], fields: [] });

/** @param mark stands in everything that is about the person, and in nothing else */
async function knownPerson(mark: string) {
  const { from, id: conversationId } = await cast.newcomer(`Aqui é a ${mark}, o ar não gela. Quero comprar outro`);
  const fileId = await cast.hearPhoto(from, { caption: `Foto da ${mark}` });
  const [{ contact_id: contactId }] = await app.rows("select contact_id from conversations where id = $1", [conversationId]);
  const [message] = await app.rows("select id from messages where conversation_id = $1 order by arrival limit 1", [conversationId]);
  await well("PATCH", `/contacts/${contactId}`, { name: `Dona ${mark}` });
  await well("POST", `/conversations/${conversationId}/messages`, { kind: "note", text: `A ${mark} é vizinha do Zé` });
  await well("POST", `/conversations/${conversationId}/messages`, { kind: "text", text: `Bom dia, ${mark}` });
  await well("POST", "/tasks", { title: `Ligar para a ${mark}`, links: [{ kind: "conversation", id: conversationId }] });
  await well("POST", "/deals", { title: `Split da ${mark}`, conversationId, valueCents: 100 });
  const order = await well("POST", "/work-orders", {
    title: `${mark}: não gela`,
    description: `A ${mark} espera`,
    priority: "high",
    conversationId,
    messageId: message.id,
  });
  await well("POST", "/registrations", { formId: form.id, conversationId, values: { nome: `Dona ${mark} Lima` }, files: { foto: fileId } });
  await well("PUT", `/objects/pedido/${mark}`, { title: `Pedido da ${mark}`, contact: { phone: `+${from}` }, state: "novo", data: {} });
  return { from, conversationId, contactId, fileId, orderId: order.id };
}

test("a person is told everything that is kept of them, with its files, and it is written down", async () => {
  const mark = "quiteria";
  const { conversationId, contactId, fileId } = await knownPerson(mark);
  const answer = await app.call(null, "GET", `/contacts/${contactId}/personal-data.zip`, undefined, owner);
  assert.equal(answer.status, 200);
  const zip = unzipSync(answer.raw);
  const told = JSON.parse(strFromU8(zip["person.json"] as Uint8Array));
  assert.equal(told.contacts[0].name, `Dona ${mark}`);
  assert.equal(told.conversations[0].id, conversationId);
  assert.deepEqual(
    [told.tasks[0].title, told.deals[0].title, told.work_orders[0].title],
    [`Ligar para a ${mark}`, `Split da ${mark}`, `${mark}: não gela`],
  );
  const messages = JSON.parse(strFromU8(zip["messages.json"] as Uint8Array));
  assert.match(messages[0].text, new RegExp(mark));
  assert.ok(messages.some((one: any) => one.isNote && one.text.includes(mark)));
  const [name] = Object.keys(zip).filter((one) => one.startsWith("files/"));
  assert.match(name ?? "", new RegExp(`^files/${fileId}`));
  const { items } = await well("GET", "/audit-log?limit=5");
  assert.ok(items.some(({ action, subjectId }: any) => action === "contact.told" && subjectId === contactId));
});

test("an erased person stands in no table and no folder, and does not come back by a webhook that is repeated or by a file", async () => {
  const mark = "zenobia";
  const { from, conversationId, contactId, fileId, orderId } = await knownPerson(mark);
  const said = textWebhook({
    from,
    id: "wamid.late",
    text: `Ainda a ${mark}`,
    at: Math.floor(app.clock.now().getTime() / 1000),
    name: `Pessoa ${from}`,
  });
  // Somebody whose photo is the same has it still.
  const other = await cast.newcomer("oi");
  const otherFile = await cast.hearPhoto(other.from);
  const twin = await cast.newcomer("sou eu, de outro número");
  const [{ contact_id: twinId }] = await app.rows("select contact_id from conversations where id = $1", [twin.id]);
  await well("POST", `/contacts/${contactId}/merges`, { otherContactId: twinId });
  const mine = [mark, from.slice(-8), twin.from.slice(-8)];
  assert.notDeepEqual(await tablesThatSay(mine), []);
  const [file] = await app.rows("select storage_key, thumbnail_key from attachments where id = $1", [fileId]);
  const [shared] = await app.rows("select storage_key from attachments where id = $1", [otherFile]);
  app.clock.advance(HOUR);

  const address = `/contacts/${contactId}/erasure`;
  assert.equal((await app.call(null, "POST", address, { proof: " " }, owner)).status, 400);
  const agent = await app.addMember(workspace, "Ana", "agent");
  assert.equal((await app.call(agent, "POST", address, { proof: "x" })).status, 403);
  const asked = await app.call(null, "POST", address, { proof: "Documento mostrado na loja" }, owner);
  assert.deepEqual([asked.status, asked.body.state], [202, "waiting"]);
  assert.equal((await app.call(null, "POST", address, { proof: "de novo" }, owner)).body.code, "inbox.erasure_waits");
  await app.runJobs();

  const [done] = (await well("GET", "/erasures")).items;
  assert.equal(done.state, "done");
  const paper = await app.call(null, "GET", `/erasures/${done.id}/certificate.pdf`, undefined, owner);
  assert.deepEqual([paper.status, paper.raw.subarray(0, 5).toString()], [200, "%PDF-"]);
  const { removed } = done;
  assert.deepEqual([removed.contacts, removed.conversations, removed.deals, removed.tasks, removed.work_orders], [2, 2, 1, 1, 1]);
  assert.ok(removed.raw_events >= 3 && removed.messages >= 4 && removed.files === 1, JSON.stringify(removed));
  assert.deepEqual(await tablesThatSay(mine), []);
  assert.equal((await app.call(null, "GET", `/contacts/${contactId}`, undefined, owner)).status, 404);
  assert.equal((await app.call(null, "GET", `/conversations/${conversationId}`, undefined, owner)).status, 404);
  const order = await well("GET", `/work-orders/${orderId}`);
  assert.deepEqual([order.title, order.description, order.contactName ?? null], [order.code, "", null], "books stay, the person does not");
  const folder = path.join(app.config.dataDir, "files");
  assert.equal(existsSync(path.join(folder, file.storage_key)), file.storage_key === shared.storage_key);
  assert.ok(existsSync(path.join(folder, shared.storage_key)));

  // Meta repeats for days what was not answered in time; what was said before stays erased.
  await app.receive(workspace.channel, said);
  await app.runJobs();
  assert.deepEqual(await tablesThatSay([from.slice(-8)]), ["raw_events (1)"]);
  const content = Buffer.from(`Nome,Telefone\nDona,+${from}`).toString("base64");
  const sheet = await well("POST", "/contact-imports", { fileName: "antigos.csv", content });
  await well("POST", `/contact-imports/${sheet.id}/start`, { mapping: sheet.guess, onKnown: "update" });
  const taken = await well("GET", `/contact-imports/${sheet.id}`);
  assert.deepEqual([taken.made, taken.firstProblems[0].problems], [0, [{ column: null, problem: "erased" }]]);
  // Whoever writes again is somebody new.
  app.clock.advance(HOUR);
  await cast.hear(from, "oi, voltei");
  const [{ contact_id: again }] = await app.rows("select contact_id from conversations where id = $1", [await cast.conversationOf(from)]);
  assert.notEqual(again, contactId);
});
