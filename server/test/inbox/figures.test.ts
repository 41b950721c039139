import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Figures");
const [ana, boss] = await Promise.all([app.addMember(workspace, "Ana", "agent", "own"), app.addMember(workspace, "Sofia", "supervisor")]);

/** Opened at `at` and answered `minutes` later; null: never. In America/Manaus, four hours behind. */
const OPENED: { at: string; minutes: number | null; of?: TestMember }[] = [
  { at: "2026-11-10T03:30:00Z", minutes: 10 }, // still the 9th there
  { at: "2026-11-10T14:00:00Z", minutes: 2, of: ana },
  { at: "2026-11-10T15:00:00Z", minutes: null },
  { at: "2026-11-10T16:00:00Z", minutes: 60 },
  { at: "2026-11-11T03:59:59Z", minutes: 4 }, // the last second of the 10th
  { at: "2026-11-11T04:00:00Z", minutes: 1 },
];
for (const [index, { at, minutes, of }] of OPENED.entries()) {
  const from = `559298800${String(index).padStart(4, "0")}`;
  const seconds = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(workspace.channel, textWebhook({ from, id: `wamid.fig${index}`, text: "oi", at: seconds, name: `Fig ${index}` }));
  await app.runJobs();
  const [row] = await app.rows("select c.id from conversations c join contacts p on p.id = c.contact_id where p.profile_name = $1", [
    `Fig ${index}`,
  ]);
  if (of !== undefined) await app.call(boss, "PATCH", `/conversations/${row["id"]}`, { assigneeId: of.memberId });
  const replied = minutes === null ? null : new Date(Date.parse(at) + minutes * 60_000);
  await app.rows("update sessions set opened_at = $2, first_reply_at = $3 where conversation_id = $1", [row["id"], at, replied]);
}
const read = async (who: TestMember, figure: string, more = "") =>
  app.call(who, "GET", `/figures/${figure}?from=2026-11-09&to=2026-11-11${more}`);

test("days are the workspace's, and the numbers are those of a recount", async () => {
  assert.deepEqual((await read(boss, "sessions.opened")).body.items, [
    { at: "2026-11-09", key: null, name: null, value: 1, rows: 1 },
    { at: "2026-11-10", key: null, name: null, value: 4, rows: 4 },
    { at: "2026-11-11", key: null, name: null, value: 1, rows: 1 },
  ]);
  const medians = (await read(boss, "sessions.first_reply_median")).body;
  assert.equal(medians.unit, "seconds");
  assert.deepEqual(
    medians.items.map(({ value }: any) => value),
    [600, 240, 60],
  );
  const total = (await read(boss, "sessions.first_reply_median", "&grain=total")).body.items;
  assert.deepEqual(total, [{ at: null, key: null, name: null, value: 240, rows: 5 }], "of all replies, not of the days' medians");
});

test("a figure counts what the asker sees, and is split by what it names", async () => {
  assert.deepEqual((await read(ana, "sessions.opened", "&grain=total")).body.items, [
    { at: null, key: null, name: null, value: 1, rows: 1 },
  ]);
  const split = (await read(boss, "sessions.opened", "&grain=total&by=assignee")).body.items;
  assert.deepEqual(split, [
    { at: null, key: ana.memberId, name: "Ana", value: 1, rows: 1 },
    { at: null, key: null, name: null, value: 5, rows: 5 },
  ]);
});

test("days in the wrong order and unknown names are told", async () => {
  assert.equal((await app.call(boss, "GET", "/figures/sessions.opened?from=2026-11-11&to=2026-11-09")).status, 400);
  assert.equal((await app.call(boss, "GET", "/figures/sessions.opened?from=2020-01-01&to=2026-11-09")).status, 400);
  assert.equal((await read(boss, "sessions.opened", "&by=shoe")).status, 400);
  assert.equal((await read(boss, "sessions.danced")).status, 404);
  const { items } = (await app.call(boss, "GET", "/figures")).body;
  assert.deepEqual(
    items.slice(0, 2).map(({ id, mayRead }: any) => [id, mayRead]),
    [
      ["sessions.opened", true],
      ["sessions.first_reply_median", true],
    ],
  );
});

test("a period is held against the days before, and a filter narrows both", async () => {
  const { body } = await app.call(boss, "GET", "/figures/sessions.opened?from=2026-11-10&to=2026-11-11&grain=total&compare=before");
  assert.deepEqual([body.before.from, body.before.to], ["2026-11-08", "2026-11-09"]);
  assert.deepEqual([body.items[0].value, body.before.items[0].value], [5, 1], "the night before belongs to the day before");
  const year = (await app.call(boss, "GET", "/figures/sessions.opened?from=2028-02-29&to=2028-03-01&compare=year")).body;
  assert.deepEqual([year.before.from, year.before.to], ["2027-02-28", "2027-03-01"]);
  const label = (await app.call(boss, "POST", "/labels", { name: "Visita", color: "blue" })).body;
  const [row] = await app.rows("select conversation_id as id from sessions order by opened_at limit 1");
  assert.ok((await app.call(boss, "PUT", `/conversations/${row["id"]}/labels/${label.id}`)).status < 300);
  const filter = encodeURIComponent(JSON.stringify({ field: "conversation.label", operator: "any_of", value: [label.id] }));
  const narrowed = (await read(boss, "sessions.opened", `&grain=total&compare=before&filter=${filter}`)).body;
  assert.deepEqual([narrowed.items[0].value, narrowed.before.items.length], [1, 0]);
  assert.deepEqual(
    (await read(boss, "sessions.opened", "&grain=total&by=label")).body.items.map(({ name, value }: any) => [name, value]),
    [
      ["Visita", 1],
      [null, 5],
    ],
  );
  const spend = await app.call(boss, "GET", `/figures/purchases.requested?from=2026-11-09&to=2026-11-11&filter=${filter}`);
  assert.equal(spend.status, 400, "a purchase has no conversation");
});

test("behind a number stand as many records as it counts, page by page, and only those that one sees", async () => {
  const records = (who: TestMember, more: string) =>
    app.call(who, "GET", `/figure-records?figureId=sessions.opened&from=2026-11-09&to=2026-11-11${more}`);
  const first = (await records(boss, "&at=2026-11-10&limit=3")).body;
  const second = (await records(boss, `&at=2026-11-10&limit=3&cursor=${first.nextCursor}`)).body;
  const titles = [...first.items, ...second.items].map(({ title }: any) => title);
  assert.deepEqual([titles, second.nextCursor], [["Fig 4", "Fig 3", "Fig 2", "Fig 1"], null]);
  assert.equal((await records(boss, `&by=assignee&key=${ana.memberId}`)).body.items[0].title, "Fig 1");
  assert.equal((await records(boss, "&by=assignee&key=")).body.items.length, 5);
  assert.equal((await records(ana, "")).body.items.length, 1);
  assert.equal((await records(boss, "&grain=hour_of_week&at=2-10")).body.items[0].title, "Fig 1", "Tuesday at ten in Manaus");
});

test("ten years are told by month, and a workspace without a row has numbers of nothing", async () => {
  const years = await app.call(boss, "GET", "/figures/sessions.opened?from=2017-01-01&to=2026-12-31&grain=month");
  assert.deepEqual(years.body.items, [{ at: "2026-11-01", key: null, name: null, value: 6, rows: 6 }]);
  const empty = await app.addWorkspace("Empty");
  const { items } = (await app.call(empty, "GET", "/figures")).body;
  assert.ok(items.length > 40);
  const headers = await app.signIn(empty);
  for (const { id, dimensions } of items)
    for (const by of ["", ...dimensions.map((one: any) => `&by=${one.id}`)]) {
      const asked = await app.call(null, "GET", `/figures/${id}?from=2026-11-09&to=2026-11-11&grain=day${by}`, undefined, headers);
      assert.deepEqual([id, asked.status, asked.body.items], [id, 200, []], JSON.stringify(asked.body));
      if (by !== "") continue;
      const behind = await app.call(null, "GET", `/figure-records?figureId=${id}&from=2026-11-09&to=2026-11-11`, undefined, headers);
      assert.deepEqual([id, behind.status, behind.body.items], [id, 200, []], JSON.stringify(behind.body));
    }
});

test("a label that is gone leaves its conversations counted, once, and a filter that names it finds nothing", async () => {
  const label = (await app.call(boss, "POST", "/labels", { name: "Some", color: "red" })).body;
  const [row] = await app.rows("select conversation_id as id from sessions order by opened_at desc limit 1");
  await app.call(boss, "PUT", `/conversations/${row["id"]}/labels/${label.id}`);
  const filter = encodeURIComponent(JSON.stringify({ field: "conversation.label", operator: "any_of", value: [label.id] }));
  const split = async () =>
    (await read(boss, "sessions.opened", "&grain=total&by=label")).body.items.map(({ name, value }: any) => [name, value]);
  assert.deepEqual(new Map(await split()).get("Some"), 1);
  assert.equal((await read(boss, "sessions.opened", `&grain=total&filter=${filter}`)).body.items[0].value, 1);
  assert.equal((await app.call(boss, "DELETE", `/labels/${label.id}`)).status, 204);
  assert.deepEqual(await split(), [
    ["Visita", 1],
    [null, 5],
  ]);
  const gone = await read(boss, "sessions.opened", `&grain=total&filter=${filter}`);
  assert.deepEqual([gone.status, gone.body.items], [200, []], JSON.stringify(gone.body));
  const behind = await app.call(
    boss,
    "GET",
    `/figure-records?figureId=sessions.opened&from=2026-11-09&to=2026-11-11&by=label&key=${label.id}`,
  );
  assert.deepEqual([behind.status, behind.body.items], [200, []]);
});
