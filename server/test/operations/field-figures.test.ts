import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

const app = await startApp({ now: new Date("2026-11-20T15:00:00Z") });
const workspace = await app.addWorkspace("Figures of the field");
async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const PERIOD = "from=2020-01-01&to=2026-11-30&grain=total";
const read = async (figure: string, more = "") => (await call("GET", `/figures/${figure}?${PERIOD}${more}`)).items;

const shelf = await call("POST", "/sites", { name: "Central" });
const belt = await call("POST", "/parts", { name: "Correia", code: "COR-1", unit: "un" });
await call("POST", "/stock/movements", { kind: "in", siteId: shelf.id, lines: [{ partId: belt.id, quantity: 10_000, unitCost: 123_400 }] });
const assetOf = (code: string, costCents: number | null) =>
  call("POST", "/assets", { name: code, code, siteId: shelf.id, costCents, purchasedOn: "2024-03-01" });
const mill = await assetOf("EST-1", 500_000);
const fan = await assetOf("VEN-1", null);
const [technician] = await app.rows("select id from members where workspace_id = $1", [workspace.id]);
/** As if it had been opened then, and done after these hours with this labour. */
async function end(id: string, openedAt: string, hours: number, labourCents: number): Promise<void> {
  await app.rows("update work_orders set created_at = $2, state = 'accepted', technician_id = $3, needs_photo = false where id = $1", [
    id,
    openedAt,
    technician.id,
  ]);
  await app.rows("update work_orders set state = 'in_progress' where id = $1", [id]);
  await app.rows(
    "update work_orders set state = 'done', solution = 'x', done_at = created_at + make_interval(hours => $2), labour_cents = $3 where id = $1",
    [id, hours, labourCents],
  );
}
async function done(assetId: string, openedOn: string, hours: number, labourCents: number): Promise<void> {
  const { id } = await call("POST", "/work-orders", { title: "Parou", assetId });
  await end(id, `${openedOn}T12:00:00Z`, hours, labourCents);
}

test("MTTR, MTBF, cost and TCO come from the rows, by asset, and lead to what is behind them", async () => {
  const first = await call("POST", "/work-orders", { title: "Correia", assetId: mill.id });
  await call("POST", "/stock/movements", {
    kind: "out",
    siteId: shelf.id,
    workOrderId: first.id,
    lines: [{ partId: belt.id, quantity: 2_000 }],
  });
  await call("POST", "/stock/movements", {
    kind: "return",
    siteId: shelf.id,
    workOrderId: first.id,
    lines: [{ partId: belt.id, quantity: 1_000 }],
  });
  await app.rows("update work_orders set created_at = '2026-10-01T12:00:00Z' where id = $1", [first.id]);
  await done(mill.id, "2026-10-11", 2, 9_000);
  await done(mill.id, "2026-10-31", 4, 1_000);
  await done(fan.id, "2026-11-01", 6, 500);
  const days = (await read("orders.between_failures_mean", `&by=asset&key=${mill.id}`))[0];
  assert.deepEqual([days.value, days.rows], [15 * 86_400, 2], "ten and twenty days; of the first nothing can be said");
  assert.equal((await read("orders.repair_mean", `&by=asset&key=${mill.id}`))[0].value, 3 * 3_600);
  assert.equal((await read("orders.repair_mean"))[0].value, 4 * 3_600, "of the fleet");
  assert.deepEqual((await read("assets.ownership_cents", `&by=asset&key=${mill.id}`))[0].value, 500_000 + 10_000);
  await end(first.id, "2026-10-01T12:00:00Z", 3, 0);
  const cost = (await read("orders.cost_cents", "&by=asset")).find(({ key }: any) => key === mill.id);
  assert.deepEqual([cost.name, cost.value, cost.rows], ["EST-1", 11_234, 3], "one belt at 12.34 was used, and one came back");
  assert.deepEqual((await read("assets.ownership_cents", `&by=asset&key=${mill.id}`))[0].value, 511_234);
  const behind = await call("GET", `/figure-records?figureId=assets.ownership_cents&${PERIOD}&by=asset&key=${mill.id}`);
  assert.deepEqual(
    behind.items.map(({ kind, id, value }: any) => [kind, id === mill.id, value]),
    [
      ["asset", true, 1_000],
      ["asset", true, 9_000],
      ["asset", true, 1_234],
      ["asset", true, 500_000],
    ],
  );
});
