import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readInvoiceKey } from "../../src/operations/purchases/invoice-key.ts";
import { moveStock } from "../../src/operations/stock/move-stock.ts";
import { AppError, createCtx } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Stock");
const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of that member, or by the workspace's key. */
async function as(member: TestMember | null, method: string, address: string, body?: unknown) {
  if (member === null) return app.call(workspace, method, address, body);
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  return app.call(null, method, address, body, await headers);
}
/** Of what went as it should, the answer. */
async function ok(member: TestMember | null, method: string, address: string, body?: unknown) {
  const answer = await as(member, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
let counter = 0;
const site = (name: string) => ok(null, "POST", "/sites", { name: `${name} ${++counter}` });
const part = (name: string) => ok(null, "POST", "/parts", { name, code: `P-${++counter}`, unit: "un" });
const move = (kind: string, siteId: string, partId: string, quantity: number, more: object = {}) =>
  as(null, "POST", "/stock/movements", { kind, siteId, lines: [{ partId, quantity, ...more }] });
async function balanceOf(partId: string, siteId: string, at?: string) {
  const { items } = await ok(null, "GET", `/stock/balances?partId=${partId}&siteId=${siteId}${at === undefined ? "" : `&at=${at}`}`);
  return items[0];
}
async function order(siteId: string | null): Promise<string> {
  const [row] = await app.rows(
    `insert into work_orders (workspace_id, id, number, code, origin, priority, title, site_id, due_at, created_at, created_by, changed_at, state_since)
     values ($1, gen_random_uuid(), $2::int, 'OS-' || $2::int, 'web', 'normal', 'x', $3, now(), now(), 'x', now(), now()) returning id`,
    [workspace.id, 50_000 + ++counter, siteId],
  );
  return row.id;
}

const bruna = await app.addMember(workspace, "Bruna Compras", "buyer");
const diego = await app.addMember(workspace, "Diego Matos", "technician");
const vera = await app.addMember(workspace, "Vera Paz", "viewer");

test("what comes in and goes out keeps its value to the last cent, and any past balance can be read", async () => {
  const [shelf, bearing] = [await site("Central"), await part("Rolamento 608ZZ")];
  assert.equal((await move("in", shelf.id, bearing.id, 3_000, { unitCost: 100_000 })).status, 201);
  const first = await balanceOf(bearing.id, shelf.id);
  assert.deepEqual([first.quantity, first.averageCost, first.valueCents], [3_000, 100_000, 3_000]);
  const before = app.clock.now().toISOString();
  app.clock.advance(60_000);
  assert.equal((await move("in", shelf.id, bearing.id, 1_500, { unitCost: 133_333 })).status, 201);
  assert.equal((await move("out", shelf.id, bearing.id, 2_250)).status, 201);
  const now = await balanceOf(bearing.id, shelf.id);
  assert.deepEqual([now.quantity, now.averageCost, now.valueCents], [2_250, 111_111, 2_500]);
  const then = await balanceOf(bearing.id, shelf.id, before);
  assert.deepEqual([then.quantity, then.averageCost, then.valueCents], [3_000, 100_000, 3_000]);
  assert.equal((await balanceOf(bearing.id, shelf.id, "2020-01-01T00:00:00Z")).quantity, 0);
  assert.equal((await move("out", shelf.id, bearing.id, 2_250)).status, 201);
  assert.deepEqual((await app.rows("select value from stock_balances where part_id = $1", [bearing.id]))[0].value, "0");
  const { items } = await ok(null, "GET", `/parts/${bearing.id}/ledger?limit=2`);
  assert.deepEqual(
    items.map(({ kind, quantityAfter }: any) => [kind, quantityAfter]),
    [
      ["out", 0],
      ["out", 2_250],
    ],
  );
  const { nextCursor } = await ok(null, "GET", `/parts/${bearing.id}/ledger?limit=2`);
  assert.equal((await ok(null, "GET", `/parts/${bearing.id}/ledger?limit=2&cursor=${nextCursor}`)).items.length, 2);
  assert.equal((await move("in", shelf.id, bearing.id, 1_000, { unitCost: 0 })).status, 201, "given for nothing");
  assert.equal((await balanceOf(bearing.id, shelf.id)).averageCost, 0);
  const dear = await move("in", shelf.id, bearing.id, 1_000, { unitCost: 1_000_000_000_000 });
  assert.deepEqual([dear.status, dear.body.code], [400, "platform.invalid_request"]);
  assert.equal((await move("in", shelf.id, bearing.id, 1.5)).status, 400, "thousandths are whole");
  assert.equal((await move("out", shelf.id, bearing.id, -1_000)).status, 400);
  assert.equal((await move("in", shelf.id, bearing.id, 1_000_000_000, { unitCost: 100_000_000_000 })).status, 201);
  assert.equal((await balanceOf(bearing.id, shelf.id)).valueCents, 1e15);
});

test("fifty at once take what is there, and the others hear where more of it is", async () => {
  const [shelf, other, filter] = [await site("Norte"), await site("Sul"), await part("Filtro G4")];
  await move("in", shelf.id, filter.id, 30_000, { unitCost: 70_000 });
  await move("in", other.id, filter.id, 4_000, { unitCost: 70_000 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => move("out", shelf.id, filter.id, 1_000)));
  const refused = answers.filter(({ status }) => status === 409);
  assert.deepEqual([answers.filter(({ status }) => status === 201).length, refused.length], [30, 20]);
  assert.equal(refused[0]?.body.code, "operations.stock_short");
  assert.deepEqual(refused[0]?.body.facts.elsewhere, [{ siteId: other.id, site: other.name, free: 4_000 }]);
  assert.equal(refused[0]?.body.facts.suggestion, "transfer");
  assert.equal((await balanceOf(filter.id, shelf.id)).quantity, 0);
  const [ledger] = await app.rows(
    "select sum(quantity)::int as quantity, sum(value)::int as value, count(*)::int as rows, max(place)::int as last from stock_movements where part_id = $1 and site_id = $2",
    [filter.id, shelf.id],
  );
  assert.deepEqual(ledger, { quantity: 0, value: 0, rows: 31, last: 31 });
  const tooMuch = await move("out", shelf.id, filter.id, 9_000);
  assert.equal(tooMuch.body.facts.suggestion, "purchase");
  const twice = await as(null, "POST", "/stock/movements", {
    kind: "out",
    siteId: other.id,
    lines: [
      { partId: filter.id, quantity: 3_000 },
      { partId: filter.id, quantity: 3_000 },
    ],
  });
  assert.equal(twice.body.code, "operations.stock_short", "two lines of one part count together");
  assert.equal((await balanceOf(filter.id, other.id)).quantity, 4_000, "nothing half done");
});

test("the ledger stays as it was written, and balances change by it alone", async () => {
  const [shelf, belt] = [await site("Leste"), await part("Correia A-42")];
  await move("in", shelf.id, belt.id, 5_000, { unitCost: 10_000 });
  await assert.rejects(app.rows("update stock_movements set quantity = 1 where part_id = $1", [belt.id]), /stays as it was written/);
  await assert.rejects(app.rows("delete from stock_movements where part_id = $1", [belt.id]), /stays as it was written/);
  await assert.rejects(app.rows("update stock_balances set quantity = 9000 where part_id = $1", [belt.id]), /by movements alone/);
  const ctx = ctxOf();
  await assert.rejects(
    ctx.transaction((tx) => moveStock(tx, ctx, [{ kind: "out", partId: belt.id, siteId: shelf.id, quantity: -6_000, reason: "" }])),
    { code: "operations.stock_short" },
  );
  await assert.rejects(
    app.rows(
      `insert into stock_movements (workspace_id, part_id, site_id, id, kind, quantity, unit_cost, at, by_kind, by_name, reason)
       values ($1, $2, $3, gen_random_uuid(), 'out', -6000, 0, now(), 'system', 'x', '')`,
      [workspace.id, belt.id, shelf.id],
    ),
    /there is not so much/,
  );
  const refused = await as(null, "POST", `/sites/${shelf.id}/archive`);
  assert.equal(refused.body.code, "operations.site_has_stock");
  assert.equal((await as(null, "POST", `/parts/${belt.id}/archive`)).body.code, "operations.part_has_stock");
  await move("out", shelf.id, belt.id, 5_000);
  assert.equal((await as(null, "POST", `/parts/${belt.id}/archive`)).status, 200);
  assert.equal((await move("in", shelf.id, belt.id, 1_000, { unitCost: 1 })).body.code, "operations.archived");
  assert.equal((await as(null, "POST", `/sites/${shelf.id}/archive`)).status, 200);
});

test("an order takes what is reserved for it first, and gives back no more than it took", async () => {
  const [shelf, motor] = [await site("Oeste"), await part("Motor 1/6 cv")];
  const [mine, others] = [await order(shelf.id), await order(shelf.id)];
  await move("in", shelf.id, motor.id, 3_000, { unitCost: 12_400_000 });
  const forOrder = (kind: string, workOrderId: string, quantity: number) =>
    as(null, "POST", "/stock/movements", { kind, workOrderId, lines: [{ partId: motor.id, quantity }] });
  assert.equal((await forOrder("reserve", mine, 2_000)).status, 201);
  assert.equal((await forOrder("out", others, 2_000)).body.facts.free, 1_000, "what is reserved is not free");
  assert.equal((await forOrder("out", others, 1_000)).status, 201);
  assert.equal((await forOrder("out", mine, 1_000)).status, 201);
  const { quantity, reserved } = await balanceOf(motor.id, shelf.id);
  assert.deepEqual([quantity, reserved], [1_000, 1_000]);
  assert.equal((await forOrder("unreserve", mine, 2_000)).body.code, "operations.not_reserved");
  assert.equal((await forOrder("unreserve", mine, 1_000)).status, 201);
  assert.equal((await forOrder("return", mine, 2_000)).body.code, "operations.not_taken");
  assert.equal((await forOrder("return", mine, 1_000)).status, 201);
  assert.equal((await forOrder("return", mine, 1_000)).status, 409, "once");
  assert.equal((await balanceOf(motor.id, shelf.id)).averageCost, 12_400_000);
  assert.equal((await forOrder("out", await order(null), 1_000)).body.code, "operations.order_has_no_site");
  assert.equal((await move("reserve", shelf.id, motor.id, 1_000)).status, 400, "for whom?");
});

test("a transfer lies nowhere on its way, arrives once with its value, or comes back", async () => {
  const [from, to, gas] = [await site("A"), await site("B"), await part("Gás R-410A")];
  await move("in", from.id, gas.id, 3_333, { unitCost: 77_777 });
  await move("in", from.id, gas.id, 1_000, { unitCost: 11_111 });
  const value = async () =>
    (await app.rows("select sum(value)::text as value from stock_balances where part_id = $1", [gas.id]))[0].value as string;
  const whole = await value();
  const sent = await ok(null, "POST", "/stock/transfers", { partId: gas.id, fromSiteId: from.id, toSiteId: to.id, quantity: 1_234 });
  assert.deepEqual([(await balanceOf(gas.id, from.id)).quantity, await balanceOf(gas.id, to.id)], [3_099, undefined]);
  assert.equal((await as(null, "POST", `/sites/${to.id}/archive`)).body.code, "operations.site_has_stock");
  const [one, two] = await Promise.all([1, 2].map(() => as(null, "POST", `/stock/transfers/${sent.id}/receive`)));
  assert.deepEqual([one?.status, two?.status].toSorted(), [200, 409], "two who receive it at once");
  assert.equal((await balanceOf(gas.id, to.id)).quantity, 1_234);
  assert.equal(await value(), whole);
  const back = await ok(null, "POST", "/stock/transfers", { partId: gas.id, fromSiteId: to.id, toSiteId: from.id, quantity: 1_000 });
  await ok(null, "POST", `/stock/transfers/${back.id}/return`);
  assert.equal(await value(), whole);
  assert.equal(
    (await as(null, "POST", "/stock/transfers", { partId: gas.id, fromSiteId: to.id, toSiteId: to.id, quantity: 1 })).status,
    400,
  );
});

test("a count becomes movements of its differences, also while stock moves on", async () => {
  const [shelf, hose, clamp] = [await site("Depósito"), await part("Mangueira"), await part("Braçadeira")];
  await move("in", shelf.id, hose.id, 50_000, { unitCost: 62_000 });
  const { id } = await ok(diego, "POST", "/stock/counts", { siteId: shelf.id });
  assert.equal((await as(null, "POST", "/stock/counts", { siteId: shelf.id })).body.facts.countId, id);
  await ok(diego, "PUT", `/stock/counts/${id}/parts/${hose.id}`, { counted: 47_500 });
  await ok(diego, "PUT", `/stock/counts/${id}/parts/${clamp.id}`, { counted: 12_000 });
  await move("out", shelf.id, hose.id, 10_000);
  const { lines } = await ok(diego, "GET", `/stock/counts/${id}`);
  assert.deepEqual(
    lines.map(({ name, counted, expected }: any) => [name, counted, expected]),
    [
      ["Braçadeira", 12_000, 0],
      ["Mangueira", 47_500, 50_000],
    ],
  );
  assert.equal((await as(diego, "POST", `/stock/counts/${id}/finish`)).status, 403, "a technician counts, who manages stock ends it");
  assert.equal((await ok(bruna, "POST", `/stock/counts/${id}/finish`)).differences, 2);
  assert.deepEqual([(await balanceOf(hose.id, shelf.id)).quantity, (await balanceOf(clamp.id, shelf.id)).quantity], [37_500, 12_000]);
  assert.equal((await as(bruna, "POST", `/stock/counts/${id}/finish`)).body.code, "operations.count_ended");
});

test("buyers hear once of what falls below its minimum, and again after there was enough", async () => {
  const [shelf, valve] = [await site("Minas"), await part("Válvula 1/4")];
  const told = async () =>
    (await ok(bruna, "GET", "/notices?unread=true")).items
      .filter(({ path }: any) => path === `/stock/${valve.id}`)
      .map(({ count, text }: any) => [count, text]);
  await move("in", shelf.id, valve.id, 5_000, { unitCost: 10_000 });
  await ok(bruna, "PUT", `/parts/${valve.id}/minimums/${shelf.id}`, { minimum: 3_000 });
  assert.deepEqual(await told(), []);
  await move("out", shelf.id, valve.id, 2_500);
  await move("out", shelf.id, valve.id, 500);
  assert.deepEqual(await told(), [[1, `${shelf.name}: 2,5 livres, mínimo 3`]]);
  assert.deepEqual(
    (await ok(null, "GET", "/parts?isLow=true")).items.map(({ id }: any) => id),
    [valve.id],
  );
  await move("in", shelf.id, valve.id, 3_000, { unitCost: 10_000 });
  await move("out", shelf.id, valve.id, 3_000);
  assert.equal((await told())[0]?.[0], 2);
  await ok(bruna, "PUT", `/parts/${valve.id}/minimums/${shelf.id}`, { minimum: null });
  assert.equal((await balanceOf(valve.id, shelf.id)).isLow, false);
});

test("who may, may: viewers look on, technicians take, and only who manages stock puts in", async () => {
  const [shelf, lamp] = [await site("Sala"), await part("Lâmpada")];
  const body = (kind: string) => ({ kind, siteId: shelf.id, lines: [{ partId: lamp.id, quantity: 1_000 }] });
  assert.equal((await as(vera, "POST", "/stock/movements", body("in"))).status, 403);
  assert.equal((await as(diego, "POST", "/stock/movements", body("in"))).status, 403);
  assert.equal((await as(diego, "POST", "/stock/movements", body("adjust"))).status, 403);
  assert.equal((await as(bruna, "POST", "/stock/movements", body("in"))).status, 201);
  assert.equal((await as(diego, "POST", "/stock/movements", body("out"))).status, 201);
  assert.equal((await as(vera, "GET", `/parts/${lamp.id}/ledger`)).body.items.length, 2);
  assert.equal((await as(diego, "POST", "/parts", { name: "x", code: "x", unit: "un" })).status, 403);
  assert.equal(
    (await as(bruna, "POST", "/parts", { name: "x", code: lamp.code.toLowerCase(), unit: "un" })).body.code,
    "operations.code_taken",
  );
  assert.equal((await as(vera, "GET", "/stock/balances?place=1")).status, 400);
});

function ctxOf() {
  const actor = {
    kind: "member" as const,
    id: workspace.memberId,
    name: "Dona",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  return createCtx({ db: app.db, clock: app.clock, log: app.log, workspaceId: workspace.id, actor, correlationId: "test" });
}

test("whatever is moved, the balance is the sum of the ledger, and neither falls below zero", async () => {
  const ctx = ctxOf();
  const change = fc.record({
    isOut: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 5_000 }),
    unitCost: fc.integer({ min: 0, max: 1_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const [{ id: siteId }, { id: partId }] = [await site("Acaso"), await part("Acaso")];
      let expected = 0;
      for (const { isOut, quantity, unitCost } of changes) {
        const signed = isOut ? -quantity : quantity;
        try {
          await ctx.transaction((tx) =>
            moveStock(tx, ctx, [{ kind: isOut ? "out" : "in", partId, siteId, quantity: signed, unitCost, reason: "" }]),
          );
          expected += signed;
        } catch (error) {
          assert.ok(error instanceof AppError && expected + signed < 0, String(error));
        }
      }
      const [row] = await app.rows(
        `select b.quantity::int, b.value::text, coalesce(sum(m.quantity), 0)::int as moved, coalesce(sum(m.value), 0)::text as worth,
           coalesce(min(m.quantity_after), 0)::int as least, coalesce(min(m.value_after), 0)::float8 as poorest
         from stock_balances b left join stock_movements m using (workspace_id, part_id, site_id) where b.part_id = $1 group by 1, 2`,
        [partId],
      );
      if (row === undefined) return assert.equal(expected, 0);
      assert.deepEqual([row.quantity, row.moved, row.worth], [expected, expected, row.value]);
      assert.ok(row.least >= 0 && row.poorest >= 0);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

/** Asked for by a member, quoted and chosen: its lines, its two quotes. */
async function quoted(asker: TestMember | null, unitPrice: number, quantity = 2_000) {
  const bearing = await part("Rolamento 6203");
  const purchase = await ok(asker, "POST", "/purchases", { isUrgent: true, lines: [{ partId: bearing.id, quantity }] });
  const [line] = (await ok(bruna, "GET", `/purchases/${purchase.id}`)).lines;
  const cheap = await ok(null, "POST", "/suppliers", { name: `Refrigera ${++counter}`, email: "vendas@refrigera.example" });
  const dear = await ok(null, "POST", "/suppliers", { name: `Polo Frio ${++counter}` });
  const quote = (supplierId: string, price: number, more: object = {}) =>
    ok(bruna, "PUT", `/purchases/${purchase.id}/quotes/${supplierId}`, { prices: [{ lineId: line.id, unitPrice: price }], ...more });
  await quote(dear.id, unitPrice * 2);
  await quote(cheap.id, unitPrice, { freightCents: 4_450, deliveryDays: 3 });
  const written = (await ok(bruna, "GET", `/purchases/${purchase.id}`)).quotes;
  const quotes = written.toSorted((a: any) => (a.supplier.id === cheap.id ? -1 : 1));
  const choose = (place: number) => ok(bruna, "POST", `/purchases/${purchase.id}/choose`, { quoteId: quotes[place].id });
  await choose(0);
  return { ...purchase, line, bearing, quotes, choose, quote, suppliers: { cheap, dear }, at: `/purchases/${purchase.id}` };
}
const stateOf = async (at: string): Promise<string> => (await ok(bruna, "GET", at)).state;

const bruno = await app.addMember(workspace, "Bruno Teixeira", "manager");
const marta = await app.addMember(workspace, "Marta Reis", "manager");

test("a request reaches the buyer with what it is and its urgency; a small one is approved by who buys, and never by who asked", async () => {
  const small = await quoted(diego, 30_000);
  const [notice] = (await ok(bruna, "GET", "/notices?unread=true")).items.filter(({ path }: any) => path === small.at);
  assert.deepEqual([notice.title, notice.text], ["2× Rolamento 6203, urgente", "Diego Matos pediu"]);
  assert.equal((await as(diego, "POST", `${small.at}/ask-approval`)).status, 403);
  assert.equal((await ok(bruna, "POST", `${small.at}/ask-approval`)).state, "approved");
  const own = await quoted(bruna, 30_000);
  const asked = await ok(bruna, "POST", `${own.at}/ask-approval`);
  assert.deepEqual([asked.state, asked.approver.name], ["awaiting_approval", "Bruno Teixeira"], "below the limit, too");
  assert.equal((await ok(bruno, "POST", `${own.at}/approve`, {})).state, "approved");
  const numbers = await Promise.all(
    Array.from({ length: 12 }, () => ok(diego, "POST", "/purchases", { lines: [{ description: "Fita", quantity: 1 }] })),
  );
  const sorted = numbers.map(({ number }) => number).toSorted((a, b) => a - b);
  assert.deepEqual(
    sorted,
    sorted.map((_, place) => sorted[0] + place),
    "counted without a gap",
  );
});

test("only the named approver decides, once, and the database holds it so", async () => {
  await ok(null, "GET", "/purchase-limits");
  const set = await as(bruna, "PUT", "/purchase-limits", { items: [] });
  assert.equal(set.status, 403);
  const owner: TestMember = workspace;
  assert.equal(
    (await as(owner, "PUT", "/purchase-limits", { items: [{ aboveCents: 100_000, approverId: bruna.memberId }] })).body.code,
    "operations.approver_not_allowed",
  );
  await ok(owner, "PUT", "/purchase-limits", {
    items: [
      { aboveCents: 500_000, approverId: workspace.memberId },
      { aboveCents: 100_000, approverId: bruno.memberId, deputyId: marta.memberId },
    ],
  });
  const one = await quoted(diego, 6_200_000);
  assert.equal((await ok(bruna, "POST", `${one.at}/ask-approval`)).approver.name, "Bruno Teixeira");
  assert.equal((await as(bruna, "POST", `${one.at}/approve`, {})).status, 403);
  assert.equal((await as(owner, "POST", `${one.at}/approve`, {})).body.code, "operations.not_approver", "any other manager neither");
  assert.equal((await as(bruna, "POST", `${one.at}/order`)).body.code, "operations.purchase_state");
  await assert.rejects(app.rows("update purchases set state = 'approved' where id = $1", [one.id]), /is not approved as it stands/);
  const decided = (by: string) =>
    app.rows("update purchase_approvals set state = 'approved', decided_by = $2, decided_at = asked_at where purchase_id = $1", [
      one.id,
      by,
    ]);
  await assert.rejects(decided(workspace.memberId), /check constraint/);
  await assert.rejects(decided(diego.memberId), /check constraint/);
  await assert.rejects(
    app.rows(
      `insert into purchase_approvals (workspace_id, id, purchase_id, level, requester_id, approver_id, seal, total_cents, asked_at, expires_at)
       values ($1, gen_random_uuid(), $2, 1, $3, $4, '', 0, now(), now())`,
      [workspace.id, one.id, workspace.memberId, diego.memberId],
    ),
    /check constraint/,
    "who asked for it is nobody's approver",
  );
  const [first, second] = await Promise.all([as(bruno, "POST", `${one.at}/approve`, {}), as(marta, "POST", `${one.at}/reject`, {})]);
  assert.deepEqual([first?.status, second?.status].toSorted(), [200, 409], "approver and deputy at once");
  assert.equal((await as(bruno, "POST", `${one.at}/approve`, {})).body.code, "operations.approval_decided");
  const large = await quoted(diego, 62_000_000);
  await ok(bruna, "POST", `${large.at}/ask-approval`);
  assert.deepEqual((await ok(marta, "POST", `${large.at}/approve`, {})).state, "awaiting_approval", "the level above is still to decide");
  assert.equal((await as(bruno, "POST", `${large.at}/approve`, {})).body.code, "operations.not_approver");
  assert.equal((await ok(owner, "POST", `${large.at}/reject`, { reason: "caro" })).state, "rejected");
  assert.equal((await as(bruna, "PATCH", large.at, { reason: "x" })).body.code, "operations.purchase_state");
});

test("an approval is of lines, supplier and total: a change asks again, and so does a change of the limits", async () => {
  const one = await quoted(diego, 6_200_000);
  await ok(bruna, "POST", `${one.at}/ask-approval`);
  await one.choose(1);
  assert.equal(await stateOf(one.at), "quoting");
  assert.equal((await as(bruno, "POST", `${one.at}/approve`, {})).body.code, "operations.approval_outdated");
  await ok(bruna, "POST", `${one.at}/ask-approval`);
  await ok(bruno, "POST", `${one.at}/approve`, {});
  await ok(bruna, "PATCH", one.at, { lines: [{ partId: one.bearing.id, quantity: 9_000 }] });
  assert.equal(await stateOf(one.at), "quoting", "other lines, other approval");
  assert.equal((await as(bruna, "POST", `${one.at}/ask-approval`)).body.code, "operations.purchase_without_price");
  const two = await quoted(diego, 6_200_000);
  await ok(bruna, "POST", `${two.at}/ask-approval`);
  await assert.rejects(app.rows("update purchase_lines set quantity = 1 where purchase_id = $1", [two.id]), /its lines stay/);
  const owner: TestMember = workspace;
  await ok(owner, "PUT", "/purchase-limits", { items: [{ aboveCents: 100_000, approverId: marta.memberId }] });
  assert.equal((await as(bruno, "POST", `${two.at}/approve`, {})).body.code, "operations.approval_outdated");
  const late = await quoted(diego, 6_200_000);
  await late.quote(late.suppliers.cheap.id, 6_200_000, { validUntil: "2020-01-01" });
  const { quotes } = await ok(bruna, "GET", late.at);
  assert.equal((await as(bruna, "POST", `${late.at}/choose`, { quoteId: quotes[0].id })).body.code, "operations.quote_expired");
});

test("who does not decide is reminded, with the deputy, and then the question is over", async () => {
  const owner: TestMember = workspace;
  await ok(owner, "PUT", "/purchase-limits", { items: [{ aboveCents: 0, approverId: bruno.memberId, deputyId: marta.memberId }] });
  const one = await quoted(diego, 30_000);
  await ok(bruna, "POST", `${one.at}/ask-approval`);
  const titles = async (member: TestMember) =>
    (await ok(member, "GET", "/notices?unread=true")).items.filter(({ path }: any) => path === one.at).map(({ title }: any) => title);
  assert.deepEqual([await titles(bruno), await titles(marta)], [["Para aprovar: 2× Rolamento 6203"], []]);
  app.clock.advance(9 * 3_600_000);
  await app.runJobs();
  assert.deepEqual(await titles(marta), ["Ainda espera a sua decisão: 2× Rolamento 6203"]);
  app.clock.advance(40 * 3_600_000);
  await app.runJobs();
  assert.equal(await stateOf(one.at), "quoting");
  assert.equal((await as(bruno, "POST", `${one.at}/approve`, {})).body.code, "operations.approval_expired");
  assert.equal((await titles(diego)).includes("Ninguém decidiu: 2× Rolamento 6203"), true);
});

test("what arrives goes into stock at the site that is named, in parts, and never more than ordered by mistake", async () => {
  const one = await quoted(diego, 6_425, 5_000);
  await ok(bruna, "POST", `${one.at}/ask-approval`);
  await ok(bruno, "POST", `${one.at}/approve`, {});
  const shelf = await site("Central");
  const receive = (quantity: number, more: object = {}) =>
    as(bruna, "POST", `${one.at}/receive`, { siteId: shelf.id, lines: [{ lineId: one.line.id, quantity }], ...more });
  assert.equal((await receive(1_000)).body.code, "operations.purchase_state", "first it is ordered");
  const ordered = await ok(bruna, "POST", `${one.at}/order`);
  assert.equal(ordered.totalCents, 4_450 + 321, "5 at 0.6425, to the cent");
  assert.match((await ok(bruna, "GET", `${one.at}/order-text`)).text, /Pedido de compra \d{4}[\s\S]*R\$\s47,71/);
  await assert.rejects(app.rows("update purchases set total_cents = 1 where id = $1", [one.id]), /supplier and total stay/);
  assert.equal(
    (await as(bruna, "POST", `${one.at}/receive`, { lines: [{ lineId: one.line.id, quantity: 1_000 }] })).status,
    400,
    "where did it arrive?",
  );
  assert.equal((await receive(2_000, { invoiceKey: "1".repeat(44) })).body.code, "operations.wrong_invoice_key");
  const key = "3524 0114 2001 6600 0187 5500 1000 0000 0710 0000 0076";
  const two = await receive(2_000, { invoiceNumber: "7", invoiceKey: withDigit(key) });
  assert.deepEqual([two.status, two.body.state], [200, "partly_received"], JSON.stringify(two.body));
  assert.equal((await receive(4_000)).body.code, "operations.more_than_ordered");
  assert.equal((await balanceOf(one.bearing.id, shelf.id)).quantity, 2_000, "nothing half done");
  assert.equal((await receive(4_000, { isMoreConfirmed: true })).status, 409, "with a reason");
  assert.equal((await as(bruna, "POST", `${one.at}/cancel`, {})).body.code, "operations.purchase_state");
  const more = await receive(4_000, { isMoreConfirmed: true, reason: "brinde do fornecedor" });
  assert.equal(more.body.state, "received");
  const held = await balanceOf(one.bearing.id, shelf.id);
  assert.deepEqual([held.quantity, held.averageCost], [6_000, 6_425]);
  const { items } = await ok(null, "GET", `/parts/${one.bearing.id}/ledger`);
  assert.deepEqual([items.length, items[0].purchase.number], [2, one.number]);
  const again = await ok(diego, "POST", "/purchases", { lines: [{ partId: one.bearing.id, quantity: 1_000 }] });
  assert.equal((await ok(bruna, "GET", `/purchases/${again.id}`)).lines[0].lastPaid.unitPrice, 6_425);
  assert.equal((await as(diego, "POST", `${one.at}/cancel`, {})).status, 409);
  assert.equal((await ok(diego, "POST", `/purchases/${again.id}/cancel`, {})).state, "cancelled");
  const steps = (await ok(bruna, "GET", one.at)).steps.map(({ kind }: any) => kind);
  assert.deepEqual(steps, ["requested", "quoted", "quoted", "chosen", "asked", "approved", "ordered", "received", "received"]);
});

/** A key whose last digit fits. */
function withDigit(written: string): string {
  const digits = written.replaceAll(" ", "").slice(0, 43);
  const fits = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).find((key) => readInvoiceKey(key) !== null);
  assert.ok(fits !== undefined);
  return fits;
}

test("the key of an invoice is checked by its last digit", () => {
  // The example of the public manual of the electronic invoice.
  assert.notEqual(readInvoiceKey("52060433009911002506550120000007800267301615"), null);
  assert.equal(readInvoiceKey("52060433009911002506550120000007800267301614"), null);
  assert.equal(readInvoiceKey("5206043300991100250655012000000780026730161"), null);
});

test("a manager decides by one tap on their phone; again, by another, late or after a change the words say why not", async () => {
  const { newcomer, hearChoice } = castOf(app, workspace);
  const owner: TestMember = workspace;
  await ok(owner, "PUT", "/purchase-limits", { items: [{ aboveCents: 0, approverId: bruno.memberId }] });
  const [phone, stranger] = [await newcomer(), await newcomer()];
  const contactOf = async (id: string) => (await app.rows("select contact_id from conversations where id = $1", [id]))[0].contact_id;
  await app.rows("insert into technicians (workspace_id, member_id, contact_id, linked_at) values ($1, $2, $3, now())", [
    workspace.id,
    bruno.memberId,
    await contactOf(phone.id),
  ]);
  const asked = async () => {
    const one = await quoted(diego, 6_200_000);
    await ok(bruna, "POST", `${one.at}/ask-approval`);
    const [said] = await app.rows(
      "select text, content from messages where conversation_id = $1 and direction = 'out' and kind = 'buttons' order by occurred_at desc, id desc limit 1",
      [phone.id],
    );
    const [approve, reject] = said.content.buttons;
    return { ...one, text: said.text as string, approve: approve.id as string, reject: reject.id as string };
  };
  const tapOn = hearChoice;
  const lastSaid = async (conversationId: string) =>
    (
      await app.rows(
        "select text from messages where conversation_id = $1 and direction = 'out' order by occurred_at desc, id desc limit 1",
        [conversationId],
      )
    )[0]?.text;
  const one = await asked();
  assert.match(
    one.text,
    /Compra \d{4} para aprovar · Urgente\n2 un Rolamento 6203\nRefrigera \d+, 3 dias úteis\nR\$\s1\.284,50\nPedido por Diego Matos/,
  );
  await tapOn(stranger.from, one.approve);
  assert.equal(await stateOf(one.at), "awaiting_approval");
  assert.match(await lastSaid(stranger.id), /de outra pessoa/);
  await tapOn(phone.from, one.approve);
  const { state, approvals } = await ok(bruna, "GET", one.at);
  assert.deepEqual([state, approvals[0].decidedBy, approvals[0].decidedOn], ["approved", "Bruno Teixeira", "phone"]);
  await tapOn(phone.from, one.approve);
  assert.match(await lastSaid(phone.id), /já foi decidida/);
  await tapOn(phone.from, one.reject);
  assert.match(await lastSaid(phone.id), /já foi decidida/);
  assert.equal(await stateOf(one.at), "approved");
  const two = await asked();
  await ok(owner, "PUT", "/purchase-limits", { items: [{ aboveCents: 0, approverId: marta.memberId }] });
  await tapOn(phone.from, two.approve);
  assert.match(await lastSaid(phone.id), /limites mudaram/);
  assert.equal(await stateOf(two.at), "awaiting_approval");
});
