import assert from "node:assert/strict";
import { test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, until } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Field chat");
const { hear, hearChoice, hearPhoto, newcomer, conversationOf } = castOf(app, workspace);
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const wagner = await app.addMember(workspace, "Wagner Cruz", "technician");

async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${JSON.stringify(answer.body)}`);
  await app.runJobs();
  return answer.body;
}
/** The phone of a member, proven by the code. */
async function phoneOf(member: TestMember): Promise<string> {
  const { code } = await call("POST", `/technicians/${member.memberId}/code`);
  const { from } = await newcomer(code);
  await heard(from, /ordens chegam por aqui/);
  return from;
}
const saidTo = async (from: string): Promise<{ kind: string; text: string }[]> =>
  app.rows("select kind, text from messages where conversation_id = $1 and direction = 'out' order by arrival", [
    await conversationOf(from),
  ]);
/** Waits until the last thing that was said to them is like this. */
const heard = (from: string, pattern: RegExp) =>
  until(async () => {
    await app.runJobs();
    return pattern.test((await saidTo(from)).at(-1)?.text ?? "");
  });
const buttonOf = async (verb: string, orderId: string, detail = {}): Promise<string> =>
  (
    await app.rows("select token from taps where verb = $1 and detail @> $2 order by created_at desc, token limit 1", [
      verb,
      JSON.stringify({ orderId, ...detail }),
    ])
  )[0].token;
/** They press a button of the order, the newest of its kind. */
async function press(from: string, button: string, order: { id: string }) {
  await hearChoice(from, await buttonOf(`order_${button}`, order.id));
}
const stateOf = async (order: { id: string }): Promise<string> => (await call("GET", `/work-orders/${order.id}`)).state;

test("a technician does an order in their chat, from the offer to the end, and the customer hears what concerns them", async () => {
  const phone = await phoneOf(edson);
  const customer = await newcomer("meu ar não gela");
  const order = await call("POST", "/work-orders", {
    title: "Não gela",
    conversationId: customer.id,
    technicianId: edson.memberId,
  });
  await heard(phone, /Ordem para você: OS-1/);
  assert.equal((await saidTo(phone)).at(-1)?.kind, "buttons");

  await press(customer.from, "accept", order);
  assert.equal(await stateOf(order), "offered", "a button in another's hand does nothing");
  await heard(customer.from, /de outra pessoa/);
  const accept = await buttonOf("order_accept", order.id);
  await press(phone, "accept", order);
  assert.equal(await stateOf(order), "accepted");
  await heard(customer.from, /foi aceita por Edson Ribeiro/);
  await hearChoice(phone, accept);
  await heard(phone, /já foi feito/);
  await press(phone, "depart", order);
  await heard(customer.from, /a caminho/);
  await press(phone, "check_in", order);
  assert.equal(await stateOf(order), "in_progress");

  await press(phone, "pause", order);
  await heard(phone, /Por que/);
  assert.equal(await stateOf(order), "in_progress", "without a reason it does not pause");
  await hear(phone, "Faltou o capacitor");
  await heard(phone, /pausada/);
  assert.equal((await call("GET", `/work-orders/${order.id}`)).pauseReason, "Faltou o capacitor");
  await press(phone, "resume", order);
  await hear(phone, "pressão em 118 psi");
  await until(async () => {
    await app.runJobs();
    return (await call("GET", `/work-orders/${order.id}`)).messages.some(({ text }: any) => text === "pressão em 118 psi");
  });

  await press(phone, "check_out", order);
  await heard(phone, /envie uma foto/);
  await hear(phone, "Troquei o capacitor");
  await until(async () => {
    await app.runJobs();
    return (await saidTo(phone)).filter(({ text }) => /envie uma foto/.test(text)).length === 2;
  });
  assert.equal(await stateOf(order), "in_progress", "words alone end nothing");
  await hearPhoto(phone);
  await heard(phone, /OS-1 concluída/);
  const done = await call("GET", `/work-orders/${order.id}`);
  assert.deepEqual([done.state, done.solution, done.photoCount], ["done", "Troquei o capacitor", 1]);
  await heard(customer.from, /foi concluída. Troquei o capacitor/);
  const told = done.steps.concat((await call("GET", `/work-orders/${order.id}`)).steps).map(({ kind }: any) => kind);
  assert.ok(told.includes("customer_told"));
});

test("photos go to the order that they answer, or that is worked on; between two the technician is asked", async () => {
  const phone = await phoneOf(wagner);
  const orders = [];
  for (const title of ["Primeira", "Segunda"]) {
    const order = await call("POST", "/work-orders", { title, technicianId: wagner.memberId });
    await heard(phone, new RegExp(`Ordem para você: ${order.code}\\b`));
    await press(phone, "accept", order);
    orders.push(order);
  }
  const [first, second] = orders;
  await press(phone, "check_in", first);
  await hearPhoto(phone, { caption: "antes" });
  const photos = async (order: { id: string }) => (await call("GET", `/work-orders/${order.id}`)).photoCount;
  await until(async () => {
    await app.runJobs();
    return (await photos(first)) === 1;
  });
  await press(phone, "check_in", second);
  await hearPhoto(phone, { caption: "qual?" });
  await heard(phone, /De qual ordem/);
  assert.deepEqual([await photos(first), await photos(second)], [1, 0]);
  await hearChoice(phone, await buttonOf("order_pick", second.id));
  await heard(phone, new RegExp(`Guardado na ${second.code}`));
  assert.deepEqual([await photos(first), await photos(second)], [1, 1]);
  // The other row of the picker moves it, also afterwards: a wrong place costs one tap.
  await hearChoice(phone, await buttonOf("order_pick", first.id));
  await heard(phone, new RegExp(`Guardado na ${first.code}`));
  assert.deepEqual([await photos(first), await photos(second)], [2, 0]);
  await hear(phone, "ordens");
  await heard(phone, /As suas ordens/);
});

test("what changed meanwhile is said, and nothing is half done; a code serves once", async () => {
  const order = await call("POST", "/work-orders", { title: "Mudou", technicianId: wagner.memberId });
  const from = (
    await app.rows(
      "select i.value from technicians t join contact_identities i on i.workspace_id = t.workspace_id and i.contact_id = t.contact_id where t.member_id = $1 and i.kind = 'phone'",
      [wagner.memberId],
    )
  )[0].value.slice(1);
  await heard(from, new RegExp(`Ordem para você: ${order.code}\\b`));
  await call("POST", `/work-orders/${order.id}/assign`, { technicianId: edson.memberId });
  await heard(from, /não é mais sua/);
  await press(from, "accept", order);
  assert.equal(await stateOf(order), "offered");
  const { code } = await call("POST", `/technicians/${edson.memberId}/code`);
  await call("DELETE", `/technicians/${edson.memberId}`);
  const stranger = await newcomer(code);
  await heard(stranger.from, /não vale/);
  await hear(stranger.from, "TEC ABCDEFGH");
  assert.equal((await call("GET", "/technicians")).items.find(({ memberId }: any) => memberId === edson.memberId).isLinked, false);
});

test("a scanned label opens the menu of its asset: a stranger opens a ticket, a technician sees all of it", async () => {
  const site = await call("POST", "/sites", { name: "Hotel Rio Mar" });
  const asset = await call("POST", "/assets", {
    name: "Piso-teto",
    code: "EQ-0290",
    siteId: site.id,
    serial: "PT36",
    specifications: { Gás: "R-410A" },
  });
  const png = await app.call(workspace, "GET", `/assets/${asset.id}/label.png`);
  assert.deepEqual([png.raw.readUInt32BE(16), png.raw.readUInt32BE(20)], [300, 300]);
  const pdf = await app.call(workspace, "GET", "/asset-labels.pdf");
  assert.match(pdf.raw.toString("latin1"), /^%PDF-1\.4[\s\S]*%%EOF\n$/);
  const scan = (code: string) => app.prosa.http.inject({ method: "GET", url: `/q/${code}` });
  assert.equal((await scan(asset.labelCode)).statusCode, 404, "without a number it says so");
  await call("PATCH", "/operations-settings", { labelPhone: "5592999990000" });
  assert.match((await scan(asset.labelCode)).body, new RegExp(`wa\\.me/5592999990000\\?text=EQUIP%3A${asset.labelCode}`));
  assert.equal((await scan("0000000000000000")).statusCode, 404);

  const guest = await newcomer(`EQUIP:${asset.labelCode}`);
  await heard(guest.from, /EQ-0290 · Piso-teto$/);
  const own = await app.rows(
    "select t.verb, t.token from taps t where t.detail->>'assetId' = $1 and t.contact_id = (select contact_id from conversations where id = $2)",
    [asset.id, guest.id],
  );
  assert.deepEqual(
    own.map(({ verb }) => verb),
    ["asset_ticket"],
    "a stranger may only open a ticket",
  );
  await hearChoice(guest.from, own[0].token);
  await heard(guest.from, /O que está acontecendo/);
  await hear(guest.from, "Está pingando na recepção");
  await heard(guest.from, /Chamado aberto: OS-/);
  const [order] = (await call("GET", `/work-orders?assetId=${asset.id}`)).items;
  assert.deepEqual([order.origin, order.title, order.conversationId], ["qr_code", "Está pingando na recepção", guest.id]);

  const phone = await phoneOf(edson);
  await hear(phone, "equip: eq-0290");
  await heard(phone, /Hotel Rio Mar/);
  const tokenOf = async (verb: string) =>
    (
      await app.rows("select token from taps where verb = $1 and detail->>'assetId' = $2 order by created_at desc limit 1", [
        verb,
        asset.id,
      ])
    )[0].token;
  const [file] = await app.rows(
    "insert into attachments (workspace_id, id, kind, state, uploaded_by, created_at) values ($1, gen_random_uuid(), 'document', 'stored', (select id from api_keys where workspace_id = $1 limit 1), now()) returning id",
    [workspace.id],
  );
  await call("PUT", `/assets/${asset.id}/manual`, { attachmentId: file.id });
  await hear(phone, `EQUIP:${asset.labelCode}`);
  await until(async () => {
    await app.runJobs();
    return (await app.rows("select 1 from taps where verb = 'asset_manual' and detail->>'assetId' = $1", [asset.id])).length > 0;
  });
  await hearChoice(phone, await tokenOf("asset_manual"));
  await heard(phone, /\/files\//);
  await hearChoice(phone, await tokenOf("asset_facts"));
  await heard(phone, /Gás: R-410A/);
  await hearChoice(phone, await tokenOf("asset_history"));
  await heard(phone, /pingando/);
});

const caio = await app.addMember(workspace, "Caio Lima", "technician");
const davi = await app.addMember(workspace, "Davi Prado", "technician");
const bruna = await app.addMember(workspace, "Bruna Alves", "agent");
const caios = await phoneOf(caio);
const davis = await phoneOf(davi);
const orderOf = (order: { id: string }) => call("GET", `/work-orders/${order.id}`);

/** An order that Caio has accepted. */
async function accepted(title: string) {
  const order = await call("POST", "/work-orders", { title, technicianId: caio.memberId });
  await heard(caios, new RegExp(`Ordem para você: ${order.code}\\b`));
  await press(caios, "accept", order);
  await heard(caios, new RegExp(order.code));
  assert.equal((await orderOf(order)).state, "accepted");
  return order;
}

test("nobody checks in on somebody else's order: not by the API, not with the button of another, not after it was given away", async () => {
  const order = await accepted("De Caio");
  const checkIn = async (member: TestMember) =>
    (await app.call(null, "POST", `/work-orders/${order.id}/check-in`, {}, await app.signIn(member))).body.code;
  assert.equal(await checkIn(davi), "platform.not_found", "a technician does not see it");
  assert.equal(await checkIn(bruna), "operations.not_your_order", "who sees it does not act on it");
  await press(davis, "check_in", order);
  await heard(davis, /de outra pessoa/);
  await call("POST", `/work-orders/${order.id}/assign`, { technicianId: davi.memberId });
  await heard(caios, /não é mais sua/);
  const before = (await saidTo(caios)).length;
  await press(caios, "check_in", order);
  await until(async () => {
    await app.runJobs();
    return (await saidTo(caios)).length > before;
  });
  assert.match((await saidTo(caios)).at(-1)?.text ?? "", /não é mais sua/);
  const { state, arrivedAt, times } = await orderOf(order);
  assert.deepEqual([state, arrivedAt, times], ["offered", null, []]);
});

test("a photo that is too large ends no order: its technician hears why, and the next one ends it", async () => {
  const order = await accepted("Foto grande");
  await press(caios, "check_in", order);
  await until(async () => (await orderOf(order)).state === "in_progress");
  await press(caios, "check_out", order);
  await heard(caios, /envie uma foto/);
  await hearPhoto(caios, { caption: "Troquei o capacitor", jpeg: Buffer.alloc(12 * 1024 * 1024, 0xff), state: "failed" });
  await heard(caios, /grande demais/);
  const waiting = await orderOf(order);
  assert.deepEqual([waiting.state, waiting.photoCount, waiting.doneAt, waiting.solution], ["in_progress", 0, null, "Troquei o capacitor"]);
  const refused = await app.call(workspace, "POST", `/work-orders/${order.id}/check-out`, { solution: "Pronto" });
  assert.equal(refused.body.code, "operations.photo_missing");
  await hear(caios, "é a única que tenho");
  await heard(caios, /envie uma foto/);
  await hearPhoto(caios, { caption: "Troquei o capacitor" });
  await heard(caios, new RegExp(`${order.code} concluída`));
  const done = await orderOf(order);
  assert.deepEqual([done.state, done.photoCount, done.solution], ["done", 1, "Troquei o capacitor"]);
});
