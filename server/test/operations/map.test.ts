import assert from "node:assert/strict";
import { test } from "node:test";
import { FIXTURE_NOW, startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Map");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");

const at = (minutes: number) => new Date(FIXTURE_NOW.getTime() + minutes * 60_000).toISOString();
const made = async (address: string, body: object) => {
  const answer = await app.call(workspace, "POST", address, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};
const mapOf = async (query = "", headers?: Record<string, string>) => {
  const answer = await app.call(headers === undefined ? workspace : null, "GET", `/work-orders/map?${query}`, undefined, headers);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const shortly = ({ sites }: any) =>
  sites.map(({ name, openCount, lateCount, worstPriority }: any) => [name, openCount, lateCount, worstPriority]);

const hotel = await made("/sites", {
  name: "Hotel Rio Mar",
  address: "Av. Coronel Teixeira, 1200",
  place: { latitude: -3.087, longitude: -60.081 },
});
const clinic = await made("/sites", { name: "Clínica Sorriso Vivo", address: "Rua Pará, 310" });
await made("/sites", { name: "Sem ordens", place: { latitude: 0, longitude: 0 } });

test("each site with open orders tells how many, how many are late and the worst priority; what is over counts no more", async () => {
  await made("/work-orders", { title: "Não gela", siteId: hotel.id, priority: "high", technicianId: edson.memberId, dueAt: at(60) });
  await made("/work-orders", { title: "Pinga", siteId: hotel.id, priority: "low", dueAt: at(600) });
  await made("/work-orders", { title: "Sem luz", siteId: clinic.id, priority: "urgent", dueAt: at(600) });
  await made("/work-orders", { title: "Em lugar nenhum" });
  const dropped = await made("/work-orders", { title: "Desistiu", siteId: hotel.id, priority: "urgent" });
  await app.call(workspace, "POST", `/work-orders/${dropped.id}/cancel`, { reason: "Desistiu" });
  app.clock.advance(61 * 60_000);
  const map = await mapOf();
  assert.deepEqual(shortly(map), [
    ["Clínica Sorriso Vivo", 1, 0, "urgent"],
    ["Hotel Rio Mar", 2, 1, "high"],
  ]);
  assert.deepEqual([map.siteCount, map.elsewhereCount], [2, 1]);
  assert.deepEqual(
    map.sites.map(({ place, address }: any) => [place, address]),
    [
      [null, "Rua Pará, 310"],
      [{ latitude: -3.087, longitude: -60.081 }, "Av. Coronel Teixeira, 1200"],
    ],
  );
});

test("it is narrowed as the other views are, and a technician's map holds their own orders", async () => {
  const own = [["Hotel Rio Mar", 1, 1, "high"]];
  for (const query of ["late=true", "priority=high", `technicianId=${edson.memberId}`, "search=gela"])
    assert.deepEqual(shortly(await mapOf(query)), own, query);
  assert.deepEqual(shortly(await mapOf(`siteId=${clinic.id}`)), [["Clínica Sorriso Vivo", 1, 0, "urgent"]]);
  const map = await mapOf("", await app.signIn(edson));
  assert.deepEqual([shortly(map), map.elsewhereCount], [own, 0]);
});

test("another workspace sees nothing of it; without the right nobody does", async () => {
  const other = await app.addWorkspace("Other");
  const { body } = await app.call(other, "GET", "/work-orders/map");
  assert.deepEqual(body, { sites: [], siteCount: 0, elsewhereCount: 0 });
  assert.equal((await app.call(null, "GET", "/work-orders/map")).status, 401);
});
