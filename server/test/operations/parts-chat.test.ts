import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../../flow/document.ts";
import { readPartRequest } from "../../src/operations/part-requests/read-request.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, until } from "../cast/harness.ts";
import { drawn, says, variables } from "../flows/drawing.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Parts by chat");
const { hear, hearChoice, newcomer, conversationOf, pass } = castOf(app, workspace);
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const bruna = await app.addMember(workspace, "Bruna Compras", "buyer");

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
/** Presses what the last message with buttons offers under this title. */
async function press(from: string, title: RegExp): Promise<string> {
  const offered = (await saidTo(from)).findLast(({ content }) => content.buttons ?? content.sections)?.content;
  const rows = offered.buttons ?? offered.sections.flatMap((section: any) => section.rows);
  const row = rows.find((one: any) => title.test(one.title));
  assert.ok(row, `${title} in ${JSON.stringify(offered)}`);
  await hearChoice(from, row.id);
  return row.id;
}
const balanceOf = async (partId: string, siteId: string) =>
  (await app.rows("select quantity::int, reserved::int from stock_balances where part_id = $1 and site_id = $2", [partId, siteId]))[0];
const stock = (partId: string, siteId: string, quantity: number) =>
  call("POST", "/stock/movements", { kind: "in", siteId, lines: [{ partId, quantity, unitCost: 100_000 }] });

const here = await call("POST", "/sites", { name: "Armazém Norte" });
const there = await call("POST", "/sites", { name: "Loja Centro" });
const bearing = await call("POST", "/parts", { name: "Rolamento 608ZZ", code: "ROL-608", unit: "un" });
const belt = await call("POST", "/parts", { name: "Correia A-38", code: "COR-38", unit: "un", synonyms: ["cinta"] });
await call("POST", "/parts", { name: "Correia B-52", code: "COR-52", unit: "un" });
const phone = await phoneOf(edson);
const buyer = await phoneOf(bruna);
/** An order that is worked on. */
async function working(title: string) {
  const order = await call("POST", "/work-orders", { title, siteId: here.id, technicianId: edson.memberId });
  await heard(phone, new RegExp(`Ordem para você: ${order.code}`));
  await press(phone, /Aceitar/);
  await press(phone, /Cheguei/);
  await heard(phone, /em andamento/);
  return order;
}
const order = await working("Esteira parada");

test("how people ask for a part is read with its amount and urgency", () => {
  const read = (text: string) => {
    const asked = readPartRequest(text);
    return asked && [asked.quantity, asked.what, asked.isUrgent];
  };
  assert.deepEqual(read("5x rolamento 608ZZ urgente"), [5_000, "rolamento 608ZZ", true]);
  assert.deepEqual(read("preciso de dois metros de mangueira"), [2_000, "mangueira", false]);
  assert.deepEqual(read("1,5 × graxa"), [1_500, "graxa", false]);
  assert.deepEqual(read("correia A-38"), [1_000, "correia A-38", false]);
  assert.equal(read("urgente"), null);
});

test("what lies at the order's site is reserved at once, taken by one tap, and a second tap takes nothing", async () => {
  await stock(bearing.id, here.id, 8_000);
  await press(phone, /Pedir peça/);
  await heard(phone, /Que peça falta/);
  await hear(phone, "5x rolamneto 608ZZ urgente");
  await heard(phone, new RegExp(`Reservado em Armazém Norte para a ${order.code}: 5 un Rolamento 608ZZ`));
  assert.deepEqual(await balanceOf(bearing.id, here.id), { quantity: 8_000, reserved: 5_000 });
  const take = await press(phone, /Já peguei/);
  await heard(phone, /Baixado do estoque/);
  assert.deepEqual(await balanceOf(bearing.id, here.id), { quantity: 3_000, reserved: 0 });
  await hearChoice(phone, take);
  await heard(phone, /já foi feito/);
  assert.deepEqual(await balanceOf(bearing.id, here.id), { quantity: 3_000, reserved: 0 });
  await hear(phone, "2x rolamento");
  await heard(phone, /Reservado/);
  await press(phone, /Desfazer/);
  await heard(phone, /reserva foi desfeita/);
  assert.deepEqual(await balanceOf(bearing.id, here.id), { quantity: 3_000, reserved: 0 });
});

test("what lies elsewhere is offered from there: what is here is reserved, the rest comes", async () => {
  await stock(bearing.id, there.id, 20_000);
  await hear(phone, "preciso de 10 rolamentos 608ZZ");
  await heard(phone, /Em Armazém Norte só há 3 un Rolamento 608ZZ. Loja Centro tem 20/);
  await press(phone, /Transferir/);
  await heard(phone, /A caminho, de Loja Centro para Armazém Norte: 7 un/);
  assert.deepEqual(await balanceOf(bearing.id, here.id), { quantity: 3_000, reserved: 3_000 });
  assert.deepEqual(await balanceOf(bearing.id, there.id), { quantity: 13_000, reserved: 0 });
});

test("what nobody has is asked of the buyer, who reads it on their phone; one tap takes it back", async () => {
  await hear(phone, "pedir peça");
  await heard(phone, /Que peça falta/);
  await hear(phone, "4 correias urgente");
  await heard(phone, /Qual destas peças/);
  await press(phone, /Correia A-38/);
  await heard(phone, /Compra \d+ pedida: 4× Correia A-38/);
  await heard(buyer, /Pedido de compra: 4× Correia A-38, urgente\nEdson Ribeiro pediu · OS-\d+ · Armazém Norte/);
  const [purchase] = (await call("GET", `/purchases?limit=1`)).items;
  assert.deepEqual([purchase.workOrder.id, purchase.requester.id, purchase.isUrgent], [order.id, edson.memberId, true]);
  await press(phone, /Desfazer/);
  await heard(phone, /cancelada/);
  assert.equal((await call("GET", `/purchases/${purchase.id}`)).state, "cancelled");
  assert.equal((await app.rows("select 1 from stock_movements where part_id = $1", [belt.id])).length, 0);
});

test("what is in no catalogue is bought by its words, or left; and only the order's technician asks", async () => {
  await hear(phone, "3x fusível de vidro");
  await heard(phone, /Não há "fusível de vidro"/);
  await press(phone, /Pedir a compra/);
  await heard(phone, /Compra \d+ pedida: 3× fusível de vidro/);
  const other = await working("Outra");
  await hear(phone, "1x rolamento 608ZZ");
  await heard(phone, /Para qual ordem/);
  await press(phone, new RegExp(other.code));
  await heard(phone, /Armazém Norte só há 0/);
  const leave = (await saidTo(phone)).at(-1)?.content.buttons[0].id;
  await hearChoice(buyer, leave);
  await heard(buyer, /de outra pessoa/);
});

test("rules, flows and the API do the same about a conversation: open, look up, change, ask for a part", async () => {
  const guest = await newcomer("a esteira de vocês");
  const act = async (id: string, input: object) => {
    const { items } = await call("POST", `/actions/${id}`, { subjectIds: [guest.id], input });
    return items[0];
  };
  assert.equal((await act("conversation.change_order", { priority: "high" })).code, "platform.not_found");
  const asset = await call("POST", "/assets", { name: "Esteira 9", code: "EST-09", siteId: there.id });
  assert.equal((await act("conversation.open_order", { title: "Parou", assetId: asset.id })).done, true);
  const changed = await act("conversation.change_order", { priority: "high" });
  assert.deepEqual(changed.undo, { action: "conversation.change_order", input: { priority: "normal" } });
  const before = await balanceOf(bearing.id, there.id);
  assert.equal((await act("conversation.request_part", { part: "2x ROL-608" })).done, true);
  assert.equal((await balanceOf(bearing.id, there.id)).reserved, before.reserved + 2_000);
  assert.equal((await act("conversation.request_part", { part: "correia" })).code, "platform.not_found", "two parts may be meant");
  const looked = await call("POST", "/look-ups/conversation.orders", { subjectId: guest.id, input: { isOpen: true } });
  assert.match(JSON.stringify(looked), /"title":"Parou".*"priority":"high"/);
  assert.equal((await act("conversation.show_asset", { code: "EST-09" })).done, true);
  await heard(guest.from, /EST-09 · Esteira 9/);
  assert.equal((await act("conversation.show_asset", { code: "NADA-1" })).code, "platform.not_found");
  assert.equal((await act("conversation.show_orders", {})).done, true);
  await heard(guest.from, /Parou/);
});

test("a flow looks up the order; in a technician's own chat a part is asked for as if they had written it", async () => {
  const block = { id: "acha", type: "room", block: "operations.find_order", settings: { variable: "ordem" }, exits: { next: "diz" } };
  const document = drawn([{ on: "keyword", words: ["consultar"], match: "whole" }], [block as Block, says("diz", "Ordem: {{var.ordem}}")], {
    variables: variables("ordem"),
  });
  const { id } = await call("POST", "/flows", { name: "Consulta", document, layout: { blocks: {}, notes: [] } });
  await call("POST", `/flows/${id}/publish`, {});
  await call("PATCH", `/flows/${id}`, { isActive: true });
  const guest = await newcomer("bom dia, tudo certo?");
  await call("POST", "/actions/conversation.open_order", { subjectIds: [guest.id], input: { title: "Vazou" } });
  await hear(guest.from, "consultar");
  await pass(2_100);
  await heard(guest.from, /Ordem: OS-\d+ · .* · Vazou/);
  const input = { part: "1x fusível de vidro" };
  await call("POST", "/actions/conversation.request_part", { subjectIds: [await conversationOf(phone)], input });
  await heard(phone, /Não há "fusível de vidro"/);
});
