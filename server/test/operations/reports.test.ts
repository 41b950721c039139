import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, until } from "../cast/harness.ts";

/** Where a test's transcriber will listen. */
const SPEECH_PORT = await freePort();
const ogg = readFileSync(path.join(import.meta.dirname, "../../src/demo/media/voice.ogg"));
const app = await startApp({ allowedHosts: [`127.0.0.1:${SPEECH_PORT}`] });
const workspace = await app.addWorkspace("Field reports");
const { hear, hearChoice, hearPhoto, hearVoice, newcomer, conversationOf, floor, pass, sessionOf } = castOf(app, workspace);
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const marta = await app.addMember(workspace, "Marta Alves", "manager");

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${JSON.stringify(answer.body)}`);
  await app.runJobs();
  return answer.body;
}
async function phoneOf(member: TestMember): Promise<string> {
  const { code } = await call("POST", `/technicians/${member.memberId}/code`);
  const { from } = await newcomer(code);
  await heard(from, /ordens chegam por aqui/);
  return from;
}
const saidTo = async (from: string): Promise<{ kind: string; text: string; content: any }[]> =>
  app.rows("select kind, text, content from messages where conversation_id = $1 and direction = 'out' and not is_note order by arrival", [
    await conversationOf(from),
  ]);
const heard = (from: string, pattern: RegExp) =>
  until(async () => {
    await app.runJobs();
    return pattern.test((await saidTo(from)).at(-1)?.text ?? "");
  });
/** Presses what the last message offers under this title. */
async function press(from: string, title: RegExp) {
  const content = (await saidTo(from)).at(-1)?.content;
  const rows = content.buttons ?? content.sections.flatMap((section: any) => section.rows);
  const row = rows.find((one: any) => title.test(one.title));
  assert.ok(row, `${title} in ${JSON.stringify(content)}`);
  await hearChoice(from, row.id);
  return row.id as string;
}
const ordersOf = async (assetId: string) => (await call("GET", `/work-orders?assetId=${assetId}`)).items;

const north = await call("POST", "/sites", { name: "Armazém Norte" });
const shop = await call("POST", "/sites", { name: "Loja Centro" });
const add = (name: string, code: string, siteId: string, synonyms: string[] = []) =>
  call("POST", "/assets", { name, code, siteId, synonyms });
const belt1 = await add("Esteira 1", "EST-01", north.id);
const belt2 = await add("Esteira 2", "EST-02", north.id, ["esteira do fundo"]);
const fridge = await add("Câmara fria", "CF-07", shop.id);
const phone = await phoneOf(edson);
const manager = await phoneOf(marta);

test("a report that says everything opens an order at once, and one tap takes it back", async () => {
  await hear(phone, "a esteria 2 parou");
  await heard(phone, /OS-\d+ aberta, prioridade alta\.\nEST-02 · Esteira 2 · Armazém Norte/);
  const [order] = await ordersOf(belt2.id);
  assert.deepEqual(
    [order.priority, order.origin, order.site.name, order.createdBy],
    ["high", "whatsapp_bot", "Armazém Norte", "Edson Ribeiro"],
  );
  const undo = await press(phone, /Desfazer/);
  await heard(phone, /desfeita/);
  assert.equal((await call("GET", `/work-orders/${order.id}`)).state, "cancelled");
  await hearChoice(phone, undo);
  await heard(phone, /já foi feito/);

  await hear(phone, "cf 07 ta vazando agua");
  await heard(phone, /CF-07 · Câmara fria · Loja Centro/);
});

test("what is missing is asked one thing at a time, survives what comes between, and ends by a word", async () => {
  await hear(phone, "a esteira está fazendo barulho");
  await heard(phone, /De qual equipamento/);
  assert.equal((await ordersOf(belt1.id)).length, 0);
  await hear(phone, "a zorra toda");
  await heard(phone, /Não encontrei/);
  await hearPhoto(phone);
  await press(phone, /Esteira 1/);
  await heard(phone, /OS-\d+ aberta, prioridade normal\.\nEST-01/);
  const [order] = await ordersOf(belt1.id);
  assert.equal((await call("GET", `/work-orders/${order.id}`)).photoCount, 1, "the photo beside the question is the order's");

  await hear(manager, "tem um equipamento quebrado");
  await heard(manager, /Em que local/);
  await press(manager, /Loja Centro/);
  await heard(manager, /De qual equipamento/);
  await hear(manager, "não, esquece");
  await heard(manager, /não abri/);
});

test("the same trouble of an asset is offered to join, and joining opens nothing", async () => {
  const before = (await ordersOf(belt1.id)).length;
  await hear(manager, "a esteira 1 está fazendo barulho");
  await heard(manager, /Já há uma ordem aberta/);
  await press(manager, /Juntar à OS-/);
  await heard(manager, /Guardado na OS-/);
  assert.equal((await ordersOf(belt1.id)).length, before);
  await hear(manager, "esteira 1 com barulho");
  await heard(manager, /Já há uma ordem aberta/);
  await press(manager, /Abrir outra/);
  await heard(manager, /OS-\d+ aberta/);
  assert.equal((await ordersOf(belt1.id)).length, before + 1);
});

test("an emergency opens at once, tells who leads, and is one trouble however often it is cried", async () => {
  await hear(phone, "FOGO na câmara fria!!! socorro");
  await heard(phone, /URGENTE/);
  const [order] = await ordersOf(fridge.id);
  assert.equal(order.priority, "urgent");
  await heard(manager, new RegExp(`EMERGÊNCIA ${order.code}`));
  const critical = await app.rows("select is_critical from messages where text like $1", [`%EMERGÊNCIA ${order.code}%`]);
  assert.deepEqual(critical, [{ is_critical: true }]);
  const notices = await app.rows(
    "select 1 from member_notices where kind = 'operations.emergency' and subject_id = $1 and member_id = $2",
    [order.id, marta.memberId],
  );
  assert.equal(notices.length, 1);
  const before = (await ordersOf(fridge.id)).length;
  await hear(phone, "tem muito fogo aqui");
  await heard(phone, /Guardado na/);
  assert.equal((await ordersOf(fridge.id)).length, before);
});

test("a customer reports what stands at their company's site, and nobody is talked over", async () => {
  const company = await call("POST", "/companies", { name: "Mercado Bom" });
  await call("PATCH", `/sites/${shop.id}`, { companyId: company.id });
  const guest = await newcomer("bom dia");
  const contactId = (await app.rows("select contact_id from conversations where id = $1", [guest.id]))[0].contact_id;
  /** They write, and the time for a turn has come. */
  const say = async (text: string) => {
    await hear(guest.from, text);
    await pass(2_100);
  };
  await say("a câmara fria parou");
  assert.equal((await saidTo(guest.from)).length, 0, "a stranger opens nothing by words");
  await call("PATCH", `/contacts/${contactId}`, { companyId: company.id });
  await say("a esteira 1 parou de novo");
  await say("a câmara fria não gela mais");
  await heard(guest.from, /OS-\d+ aberta.*\nCF-07/);
  assert.equal((await saidTo(guest.from)).length, 1, "what stands elsewhere is not theirs");
  await floor(guest.id, { holder: "person" });
  await say("a câmara fria está com barulho");
  assert.equal((await saidTo(guest.from)).length, 1);
});

test("whoever would begin is not asked about a report, and is asked about anything else", async () => {
  const { id: queueId } = (await app.call(null, "POST", "/desk/queues", { name: "Recepção" }, await app.signIn(marta))).body;
  await app.rows("insert into entry_rules (workspace_id, version, rules, otherwise, changed_at) values ($1, 1, '[]', $2, now())", [
    workspace.id,
    JSON.stringify({ holder: "queue", id: queueId }),
  ]);
  await add("Balcão refrigerado", "BR-09", shop.id);
  const guest = await newcomer("o balcão refrigerado parou");
  const [{ contact_id: contactId }] = await app.rows("select contact_id from conversations where id = $1", [guest.id]);
  const [{ company_id: companyId }] = await app.rows("select company_id from sites where id = $1", [shop.id]);
  await call("PATCH", `/contacts/${contactId}`, { companyId });
  await pass(2_100);
  await heard(guest.from, /OS-\d+ aberta.*\nBR-09/);
  assert.equal((await sessionOf(guest.id)).holder, "nobody", "nobody speaks beside the report");
  await hear(guest.from, "quanto custa a visita?");
  await pass(2_100);
  assert.equal((await sessionOf(guest.id)).holder, "queue");
  await app.rows("delete from entry_rules where workspace_id = $1", [workspace.id]);
});

test("words bring the menu of whoever writes them", async () => {
  await hear(phone, "#ajuda");
  await heard(phone, /Olá, Edson! O que você precisa/);
  await press(phone, /Situação/);
  await heard(phone, /Suas ordens abertas: \d+/);
  await hear(manager, "bom dia");
  await heard(manager, /Olá, Marta/);
  const rows = (await saidTo(manager)).at(-1)?.content.sections[0].rows.map(({ title }: any) => title);
  assert.ok(rows.includes("Ordens atrasadas") && rows.includes("Compras para aprovar"), rows.join());
  await press(manager, /atrasadas/);
  await heard(manager, /[Aa]trasada/);
  await hear(manager, "#status");
  await heard(manager, /Ordens abertas: \d+.*\n.*\n.*aprovação: 0/);
});

test("a voice message is a report when its words are there; doubtful words ask for a tap before anything opens", async () => {
  let confidence = 0.95;
  let text = "a esteira dois está com vazamento de óleo";
  const speech = createServer((request, response) => {
    request.resume().on("end", () => {
      const segments = [{ text, start: 0, end: 4, avg_logprob: Math.log(confidence), no_speech_prob: 0.01 }];
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ text, language: "portuguese", duration: 4, segments }));
    });
  });
  await new Promise<void>((resolve) => speech.listen(SPEECH_PORT, "127.0.0.1", resolve));
  try {
    const address = `http://127.0.0.1:${SPEECH_PORT}/v1`;
    await call("PUT", "/ai-transcriber", {
      kind: "openai_compatible",
      address,
      model: "whisper-1",
      language: "pt",
      priceAMinute: 6_000,
      key: "sk",
    });
    const before = (await ordersOf(belt2.id)).length;
    await hearVoice(phone, ogg);
    await pass(1_000);
    await heard(phone, /OS-\d+ aberta.*\nEST-02/);
    const [order] = await ordersOf(belt2.id);
    assert.equal(order.origin, "voice");
    assert.equal((await ordersOf(belt2.id)).length, before + 1);

    [confidence, text] = [0.4, "a esteira um parou de vez"];
    const opened = (await ordersOf(belt1.id)).length;
    await hearVoice(manager, ogg);
    await pass(1_000);
    await heard(manager, /Entendi no áudio/);
    assert.equal((await ordersOf(belt1.id)).length, opened, "a doubtful transcript opens nothing by itself");
    await press(manager, /Abrir a ordem/);
    await heard(manager, /OS-\d+ aberta/);
    assert.equal((await ordersOf(belt1.id)).length, opened + 1);
  } finally {
    speech.close();
  }
});
