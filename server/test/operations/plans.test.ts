import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOccasion } from "../../src/operations/plans/occasions.ts";
import { openDuePlans } from "../../src/operations/plans/open-due.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Plans");
const { hear, hearPhoto, newcomer, conversationOf } = castOf(app, workspace);
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const ground = { db: app.db, clock: app.clock, log: app.log, parts: app.prosa.delivery, rights: () => app.prosa.rights };

async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${JSON.stringify(answer.body)}`);
  await app.runJobs();
  return answer.body;
}
const DAY_MS = 86_400_000;
const dayAfter = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
const plan = (more: object) =>
  call("POST", "/preventive-plans", {
    title: "Limpeza",
    technicianId: null,
    priority: "low",
    checklist: [],
    calendar: null,
    everyReading: null,
    isOn: true,
    ...more,
  });
const ordersOf = async (assetId: string) => (await call("GET", `/work-orders?assetId=${assetId}&sort=created`)).items;

test("a plan keeps its hour where the clocks change, and nothing sooner than a day is a rule", () => {
  const lisbon = { rule: "FREQ=DAILY", startsOn: "2026-03-27", startsAt: "08:00" };
  const at = (after: string) => nextOccasion(lisbon, "Europe/Lisbon", new Date(after))?.toISOString();
  assert.equal(at("2026-03-28T00:00:00Z"), "2026-03-28T08:00:00.000Z");
  assert.equal(at("2026-03-28T12:00:00Z"), "2026-03-29T07:00:00.000Z");
  assert.throws(() => nextOccasion({ ...lisbon, rule: "FREQ=HOURLY" }, "Europe/Lisbon", new Date()), /rule of repetition/);
});

test("by the calendar one order opens for each time, once also with two at work, and what was missed is one order", async () => {
  const asset = await call("POST", "/assets", { name: "Câmara fria", code: "CF-01" });
  const calendar = { rule: "FREQ=WEEKLY", startsOn: dayAfter(1), startsAt: "08:00" };
  const made = await plan({ assetId: asset.id, calendar, checklist: ["Filtro", "Dreno"], technicianId: edson.memberId });
  assert.equal(await openDuePlans(ground), 0, "not before its time");
  app.clock.advance(2 * DAY_MS);
  const [one, other] = await Promise.all([openDuePlans(ground), openDuePlans(ground)]);
  assert.equal(one + other, 1);
  const [order] = await ordersOf(asset.id);
  assert.deepEqual(
    [order.origin, order.kind, order.title, order.technician.id, order.checklist.length],
    ["plan", "preventive", "Limpeza", edson.memberId, 2],
  );
  app.clock.advance(21 * DAY_MS);
  assert.equal(await openDuePlans(ground), 1, "three weeks without us are one order");
  assert.equal(await openDuePlans(ground), 0);
  await call("PATCH", `/preventive-plans/${made.id}`, { isOn: false });
  app.clock.advance(14 * DAY_MS);
  assert.equal(await openDuePlans(ground), 0, "switched off it opens nothing");
  assert.equal((await app.call(workspace, "POST", "/preventive-plans", { ...made, id: undefined })).status, 400);
});

test("by the meter: a photo with the reading in its words opens what it has passed; a meter does not run backwards", async () => {
  const asset = await call("POST", "/assets", { name: "Gerador", code: "GER-01" });
  await plan({ title: "Troca de óleo", assetId: asset.id, everyReading: 250_000 });
  const { code } = await call("POST", `/technicians/${edson.memberId}/code`);
  const { from } = await newcomer(code);
  const said = async () =>
    (
      await app.rows("select text from messages where conversation_id = $1 and direction = 'out' order by arrival desc limit 1", [
        await conversationOf(from),
      ])
    )[0]?.text;
  const heard = (pattern: RegExp) =>
    until(async () => {
      await app.runJobs();
      return pattern.test((await said()) ?? "");
    });
  await heard(/ordens chegam/);
  await hearPhoto(from, { caption: "leitura GER-01 120,5" });
  await heard(/Leitura de GER-01 · Gerador: 120,5\.$/);
  await hear(from, "horímetro GER-01 610");
  await heard(/610\. Chegou a hora/);
  const orders = await ordersOf(asset.id);
  assert.deepEqual(
    orders.map(({ title }: any) => title),
    ["Troca de óleo"],
    "two steps at once are one order",
  );
  await hear(from, "leitura GER-01 600");
  await heard(/não anda para trás/);
  await hear(from, "leitura");
  await heard(/De qual equipamento/);
  const { items } = await call("GET", `/assets/${asset.id}/readings`);
  assert.deepEqual(
    items.map(({ value }: any) => value),
    [610_000, 120_500],
  );
  assert.ok(items[1].messageId, "the photo is kept with the reading");
  const [shown] = (await call("GET", "/preventive-plans")).items.filter(({ asset: of }: any) => of.id === asset.id);
  assert.deepEqual([shown.nextReading, shown.lastReading], [750_000, 610_000]);
});
