import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldLines } from "../../src/operations/briefing/lines.ts";
import { sayBriefings } from "../../src/operations/briefing/say-briefing.ts";
import { demoOperations } from "../../src/operations/demo-operations.ts";
import { demoPhones } from "../../src/operations/demo-phones.ts";
import { demoPurchases } from "../../src/operations/purchases/demo-purchases.ts";
import { demoStock } from "../../src/operations/stock/demo-stock.ts";
import { createCtx } from "../../src/platform/index.ts";
import { startApp, until } from "../cast/harness.ts";

// The playground's scenarios of the field, played as the demonstration plays them: over its routes, the simulator and real webhooks.
const app = await startApp();
const workspace = await app.addWorkspace("Field scenarios");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
await app.addMember(workspace, "Bruna Sales", "buyer");
const marta = await app.addMember(workspace, "Marta Alves", "manager");
const { port } = new URL(app.config.publicUrl);
await app.prosa.http.listen({ port: Number(port), host: "127.0.0.1" });
const aheadMs = app.clock.now().getTime() - Date.now();
await app.control("PUT", "/_control/clock", { aheadMs });
await app.control("PUT", "/_control/faults", { statusDelayMs: 0 });

const { db, clock, log } = app;
const actor = {
  kind: "member" as const,
  id: workspace.memberId,
  name: "Owner",
  capabilities: app.prosa.rights.of("owner"),
  sight: { kind: "all" as const },
};
const ctx = createCtx({ db, clock, log, workspaceId: workspace.id, actor, correlationId: "demo" });
for (const run of [demoStock, demoPurchases, demoOperations, demoPhones]) await run(ctx);
await app.runJobs();

const people = {
  edson: { name: "Edson Ribeiro", waId: "5592999990044", userId: "BR.5592999990044" },
  bruna: { name: "Bruna Sales", waId: "5592999990055", userId: "BR.5592999990055" },
  marta: { name: "Marta Alves", waId: "5592999990066", userId: "BR.5592999990066" },
};
const route = `/playground/channels/${workspace.channel.id}`;

async function post(path: string, body: object) {
  const answer = await app.call(workspace, "POST", `${route}/${path}`, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
const play = (person: object, scenario: string) => post("scenarios", { person, scenario });
/** Waits until the business says it on the phone of a person, after what they did last. */
const heard = (person: { userId: string }, pattern: RegExp) =>
  until(async () => {
    await app.runJobs();
    const { messages } = await app.control(
      "GET",
      `/_control/chat?kind=whatsapp_cloud&account=${workspace.channel.phoneNumberId}&userId=${person.userId}`,
    );
    const answers = messages.slice(messages.findLastIndex(({ from }: any) => from === "person") + 1);
    return answers.find(({ body }: any) => pattern.test(body.body?.text ?? body.body ?? ""));
  });
/** What was offered under this title. */
async function tap(person: object, { id: of, body }: any, title: string) {
  const { reply } = body.action.buttons.find((one: any) => one.reply.title === title);
  await post("actions", { person, action: { kind: "tap", of, ...reply } });
}
/** The order whose code stands in what was said. */
async function orderIn(text: string) {
  const { items } = (await app.call(workspace, "GET", "/work-orders?limit=100")).body;
  return items.find(({ code }: { code: string }) => text.includes(code));
}

test("the technician scans a label: the machine is recognised, and what is said becomes an order of it", async () => {
  await play(people.edson, "label");
  const { body } = await heard(people.edson, /Chamado aberto: OS-\d+/);
  const order = await orderIn(body.body);
  assert.deepEqual(
    [order.asset.code, order.site.name, order.origin, order.title],
    ["EQ-0100", "Hotel Rio Mar", "qr_code", "Não gela e está pingando na recepção"],
  );
});

test("what is reported as one speaks names its machine among forty, and opens an order", async () => {
  await play(people.edson, "report");
  const { body } = await heard(people.edson, /OS-\d+ aberta/);
  const order = await orderIn(body.body.text);
  assert.deepEqual([order.asset.name, order.priority, order.createdBy], ["Cassete 48.000, escritório", "high", "Edson Ribeiro"]);
});

test("a part is asked for by its words, for one of two orders under way; it is bought, and the buyer reads it, or it comes from another site", async () => {
  await post("actions", { person: people.bruna, action: { kind: "text", text: "menu" } });
  await heard(people.bruna, /Olá, Bruna/);
  await play(people.edson, "part");
  await tap(people.edson, await heard(people.edson, /só há 0 un Rolamento 608ZZ/), "Comprar");
  await heard(people.bruna, /Pedido de compra: 5× Rolamento 608ZZ, urgente\nEdson Ribeiro pediu · OS-\d+/);
  const [purchase] = (await app.call(workspace, "GET", "/purchases?limit=1")).body.items;
  assert.deepEqual([purchase.state, purchase.requester.id, purchase.isUrgent], ["requested", edson.memberId, true]);
  assert.match(purchase.workOrder.code, /^OS-\d+$/);

  await play(people.edson, "part");
  await tap(people.edson, await heard(people.edson, /só há 0 un Rolamento 608ZZ/), "Transferir");
  await heard(people.edson, /A caminho, de Estoque central/);
  const [balance] = await app.rows(
    "select b.quantity::int from stock_balances b join parts p on p.id = b.part_id join sites s on s.id = b.site_id where p.name = 'Rolamento 608ZZ' and s.name = 'Estoque central'",
  );
  assert.deepEqual(balance, { quantity: 15_000 });
});

test("a purchase that waits is shown to the manager on her phone; her one tap approves it as it stood when it was asked for", async () => {
  await play(people.marta, "approval");
  await tap(people.marta, await heard(people.marta, /para aprovar · Urgente\n1 un Motor do ventilador/), "Aprovar");
  await heard(people.marta, /Compra \d+ aprovada/);
  const approvals = await app.rows(
    "select a.state, a.decided_on, a.seal, p.state as purchase, p.total_cents = a.total_cents as same from purchase_approvals a join purchases p on p.id = a.purchase_id where a.decided_by = $1 and a.decided_on = 'phone'",
    [marta.memberId],
  );
  assert.equal(approvals.length, 1);
  const [{ seal, ...approval }] = approvals;
  assert.deepEqual(approval, { state: "approved", decided_on: "phone", purchase: "approved", same: true });
  assert.match(seal, /^[0-9a-f]{32,}$/);
});

test("time goes to eight in the morning, and the manager's briefing is said, once", async () => {
  const before = app.clock.now().getTime();
  const { aheadMs } = await play(people.marta, "morning");
  const after = app.clock.now();
  assert.ok(after.getTime() > before && after.getTime() - before <= 24 * 3_600_000);
  assert.ok(Math.abs(after.getTime() - Date.now() - aheadMs) < 60_000, "and says how far ahead the clock is");
  const [{ zone }] = await app.rows("select time_zone as zone from workspaces where id = $1", [workspace.id]);
  assert.equal(after.toLocaleTimeString("en-GB", { timeZone: zone, timeStyle: "short" }), "08:00");
  await until(async () => {
    await app.runJobs();
    return (await app.rows("select 1 from messages where text = 'Boa noite, até amanhã'")).length > 0;
  });
  const ground = { db, clock, log, parts: app.prosa.delivery, rights: () => app.prosa.rights, lines: () => fieldLines };
  assert.deepEqual([await sayBriefings(ground), await sayBriefings(ground)], [1, 0]);
  await heard(people.marta, /Bom dia! O que precisa de você hoje:\nOrdens atrasadas: \d+/);
  assert.deepEqual(await app.rows("select kind, count(*)::int from field_briefings where kind = 'daily' group by kind"), [
    { kind: "daily", count: 1 },
  ]);
});
