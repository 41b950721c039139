import assert from "node:assert/strict";
import { test } from "node:test";
import { FIXTURE_NOW, startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Calendar");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
await app.rows("update workspaces set time_zone = 'America/Manaus' where id = $1", [workspace.id]);

const DAY = "2027-03-10";
const made = async (body: object) => {
  const answer = await app.call(workspace, "POST", "/work-orders", body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};
const days = async (query: string) => {
  const answer = await app.call(workspace, "GET", `/work-orders/calendar?${query}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.days;
};

test("orders stand on the day of the workspace's clock, the most urgent first, and each day counts what it does not tell", async () => {
  const site = (await app.call(workspace, "POST", "/sites", { name: "Hotel Rio Mar" })).body;
  // In Manaus it is four hours earlier: the first is still due on the day before.
  await made({ title: "Ainda ontem", dueAt: `${DAY}T03:59:00Z` });
  await made({ title: "Cedo", dueAt: `${DAY}T04:00:00Z` });
  const late = await made({
    title: "Urgente",
    priority: "urgent",
    siteId: site.id,
    technicianId: edson.memberId,
    dueAt: `${DAY}T20:00:00Z`,
  });
  await made({ title: "À noite", dueAt: "2027-03-11T03:59:00Z" });
  const dropped = await made({ title: "Desistiu", dueAt: `${DAY}T15:00:00Z` });
  await app.call(workspace, "POST", `/work-orders/${dropped.id}/cancel`, { reason: "Desistiu" });
  const titles = (list: any[]) => list.map(({ day, items }) => [day, items.map(({ title }: any) => title)]);
  assert.deepEqual(titles(await days("from=2027-03-08&days=7")), [
    ["2027-03-09", ["Ainda ontem"]],
    [DAY, ["Urgente", "Cedo", "À noite"]],
  ]);
  const [{ count, items, lateCount }] = await days(`from=${DAY}&days=1&each=1`);
  assert.deepEqual([count, items.length, lateCount], [3, 1, 0]);
  for (const filter of [`technicianId=${edson.memberId}`, `siteId=${site.id}`, "priority=urgent"])
    assert.deepEqual(titles(await days(`from=${DAY}&days=1&${filter}`)), [[DAY, ["Urgente"]]], filter);
  assert.deepEqual(await days("from=2027-03-12&days=42"), []);
  for (const query of ["from=2027-03-12", "from=2027-02-30&days=1", `from=${DAY}&days=43`, `from=${DAY}&days=1&each=201`])
    assert.equal((await app.call(workspace, "GET", `/work-orders/calendar?${query}`)).status, 400, query);
  const moved = await app.call(workspace, "PATCH", `/work-orders/${late.id}`, { dueAt: "2027-03-12T20:00:00Z" });
  assert.equal(moved.body.dueAt, "2027-03-12T20:00:00.000Z");
  assert.deepEqual(titles(await days("from=2027-03-12&days=1")), [["2027-03-12", ["Urgente"]]]);
  app.clock.advance(Date.parse("2027-03-13T00:00:00Z") - FIXTURE_NOW.getTime());
  assert.equal((await days("from=2027-03-12&days=1"))[0].lateCount, 1);
});

test("a technician's calendar holds their own orders", async () => {
  const headers = await app.signIn(edson);
  const { body } = await app.call(null, "GET", "/work-orders/calendar?from=2027-03-01&days=31", undefined, headers);
  assert.deepEqual(
    body.days.flatMap(({ items }: any) => items.map(({ title }: any) => title)),
    ["Urgente"],
  );
});

test("of a month of five thousand orders four of each day are told, and all are counted", async () => {
  await app.rows(
    `insert into work_orders (workspace_id, id, number, code, origin, priority, title, due_at, created_at, created_by, changed_at, state_since)
     select $1, gen_random_uuid(), 100000 + n, 'OS-' || (100000 + n), 'api', 'normal', 'Ordem ' || n, timestamptz '2027-05-01 12:00Z' + n % 30 * interval '1 day',
       now(), 'x', now(), now() from generate_series(1, 5000) n`,
    [workspace.id],
  );
  const month = await days("from=2027-04-26&days=42");
  assert.equal(month.length, 30);
  assert.equal(
    month.reduce((sum: number, { count }: any) => sum + count, 0),
    5000,
  );
  assert.ok(month.every(({ items }: any) => items.length === 4));
});
