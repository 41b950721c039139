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
    { at: "2026-11-09", key: null, value: 1 },
    { at: "2026-11-10", key: null, value: 4 },
    { at: "2026-11-11", key: null, value: 1 },
  ]);
  const medians = (await read(boss, "sessions.first_reply_median")).body;
  assert.equal(medians.unit, "seconds");
  assert.deepEqual(
    medians.items.map(({ value }: any) => value),
    [600, 240, 60],
  );
  const total = (await read(boss, "sessions.first_reply_median", "&grain=total")).body.items;
  assert.deepEqual(total, [{ at: null, key: null, value: 240 }], "of all replies, not of the days' medians");
});

test("a figure counts what the asker sees, and is split by what it names", async () => {
  assert.deepEqual((await read(ana, "sessions.opened", "&grain=total")).body.items, [{ at: null, key: null, value: 1 }]);
  const split = (await read(boss, "sessions.opened", "&grain=total&by=assignee")).body.items;
  assert.deepEqual(split, [
    { at: null, key: ana.memberId, value: 1 },
    { at: null, key: null, value: 5 },
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
