import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa targets "));
after(() => rmSync(folder, { recursive: true, force: true }));
const app = await startApp({ env: { PROSA_DATA_DIR: folder } });
const workspace = await app.addWorkspace("Targets");
const other = await app.addWorkspace("Elsewhere");
const cast = castOf(app, workspace);
const boss = await app.addMember(workspace, "Sofia", "supervisor");
const manager = await app.addMember(workspace, "Marta", "manager");
const headers = await cast.owner();
const set = (who: Parameters<typeof app.call>[0], body: object) => app.call(who, "POST", "/figure-targets", body);
const read = async (who: Parameters<typeof app.call>[0]) => (await app.call(who, "GET", "/figure-targets")).body;
const WAIT = "sessions.first_reply_median";

test("a target is of a figure from a day on, what it was before is kept, and who reads the figure reads it", async () => {
  assert.equal((await set(boss, { figureId: WAIT, from: "2026-11-01", value: 300 })).status, 403, "a supervisor reads it");
  for (const [from, value] of [
    ["2026-11-01", 300],
    ["2026-10-01", 600],
    ["2026-11-01", 200],
    ["2026-12-01", null],
  ] as const)
    assert.equal((await set(manager, { figureId: WAIT, from, value })).status, 204);
  const { items, figureIds } = await read(boss);
  assert.deepEqual(items, [
    { figureId: WAIT, from: "2026-10-01", value: 600 },
    { figureId: WAIT, from: "2026-11-01", value: 200 },
    { figureId: WAIT, from: "2026-12-01", value: null },
  ]);
  assert.ok(figureIds.includes("tickets.first_response_kept"));
  assert.ok(!figureIds.includes("sessions.opened"), "a count grows with the period");
  assert.deepEqual((await read(other)).items, [], "another workspace has its own");
  const audited = await app.rows("select detail from audit_log where workspace_id = $1 and action = 'figure_target.set'", [workspace.id]);
  assert.equal(audited.length, 4, "each is in the audit log");
  assert.ok(audited.some(({ detail }) => detail.figureId === WAIT && detail.from === "2026-11-01" && detail.value === 300));
});

test("a figure that takes no target, a share above all and a day that is none are told", async () => {
  for (const wrong of [
    { figureId: "sessions.opened", from: "2026-11-01", value: 3 },
    { figureId: "sessions.shoes", from: "2026-11-01", value: 3 },
    { figureId: "tickets.first_response_kept", from: "2026-11-01", value: 95 },
    { figureId: WAIT, from: "2026-11-31", value: 3 },
    { figureId: WAIT, from: "2026-11-01", value: -1 },
  ])
    assert.equal((await set(manager, wrong)).status, 400, JSON.stringify(wrong));
});

test("a report says whether the target of its last day was met", async () => {
  const { id } = await cast.newcomer("bom dia");
  await cast.pass(150_000);
  assert.equal((await app.call(null, "POST", `/conversations/${id}/messages`, { kind: "text", text: "Pois não?" }, headers)).status, 201);
  await app.runJobs();
  await cast.pass(86_400_000);
  const report = await app.call(boss, "POST", "/reports", {
    ...{ name: "Ontem", figures: [{ id: WAIT, by: null }], period: "day", filter: null, isShared: false, every: null, hour: 8 },
    memberIds: [boss.memberId],
  });
  const send = async () => {
    await app.call(boss, "POST", `/reports/${report.body.id}/runs`, {});
    await app.runJobs();
    const lying = path.join(folder, "mails");
    const raw = readFileSync(path.join(lying, readdirSync(lying).sort().at(-1) as string), "utf8");
    const parts = raw.replaceAll(/=\r?\n/g, "").split(/\r?\n\r?\n/);
    return parts.flatMap((part) => [part, Buffer.from(part, "base64").toString("utf8")]).join("\n");
  };
  assert.match(await send(), /meta 3m20s: cumprida/);
  const day = new Date(app.clock.now().getTime() - 28 * 3_600_000).toISOString().slice(0, 10);
  await set(manager, { figureId: WAIT, from: day, value: 60 });
  assert.match(await send(), /meta 1m: n(ã|=C3=A3)o cumprida/);
});
