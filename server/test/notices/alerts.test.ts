import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { queueChecks } from "../../src/channels/index.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const other = await app.addWorkspace("Elsewhere");
const workspace = await app.addWorkspace("Alerts");
const { channel } = workspace;
const MINUTE = 60_000;

/** Bodies of the mails that were written, each once. */
const seen = new Set<string>();
function newMails(): string[] {
  const folder = path.join(app.config.dataDir, "mails");
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !seen.has(name));
  for (const name of names) seen.add(name);
  return names.map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("=\r\n", ""));
}
const down = (isDown: boolean) => app.control("PUT", "/_control/faults", { down: isDown });
async function check(times: number) {
  for (let n = 0; n < times; n += 1) {
    app.clock.advance(5 * MINUTE + 1_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  }
  app.clock.advance(31_000);
  await app.runJobs();
}
const hooks = async (): Promise<any[]> => (await app.control("GET", "/_control/hooks")).items;
/** A place whose address is the simulator's instead of Slack's own, which the API would not take. */
async function pointAt(id: string, name: string) {
  const place = { workspaceId: workspace.id, table: "alert_targets", rowId: id, column: "address" };
  await app.rows("update alert_targets set address = $2 where id = $1", [
    id,
    app.secrets.encrypt(`${app.simulator.url}/hooks/${name}`, place),
  ]);
}

test("without any place, owners and administrators get one mail for all that happened, and one when it is over", async () => {
  await down(true);
  await check(3);
  const mails = newMails().filter((mail) => mail.includes(workspace.login.email));
  assert.equal(mails.length, 1);
  assert.match(mails[0] as string, /Subject: .*Canal com problema/);
  await check(2);
  assert.equal(newMails().length, 0, "the same trouble is told once");
  await down(false);
  await check(1);
  const healed = newMails().filter((mail) => mail.includes(workspace.login.email));
  assert.equal(healed.length, 1);
  assert.match(healed[0] as string, /Subject: .*Canais de volta/);
});

test("places for alerts: checked, tried at once, told, silenced, given up when they refuse for good", async () => {
  const add = (kind: string, address: string) => app.call(workspace, "POST", "/alert-targets", { kind, name: `Para ${kind}`, address });
  for (const [kind, address] of [
    ["slack", "https://example.com/services/x"],
    ["slack", "http://hooks.slack.com/services/x"],
    ["discord", "https://hooks.slack.com/services/x"],
    ["email", "nobody"],
  ] as const)
    assert.equal((await add(kind, address)).body.code, "channels.bad_alert_address", address);
  const secret = "https://hooks.slack.com/services/T000/B000/very-secret";
  const { status, body, raw } = await add("slack", secret);
  assert.equal(status, 201);
  assert.equal(raw.toString().includes("very-secret"), false);
  await pointAt(body.id, "slack");
  const gone = (await add("discord", "https://discord.com/api/webhooks/1/abc")).body.id;
  await pointAt(gone, "gone");
  await app.runJobs();
  assert.deepEqual((await hooks()).map(({ path: place }) => place).toSorted(), ["/hooks/gone", "/hooks/slack"], "each is tried at once");
  const { items } = (await app.call(workspace, "GET", "/alert-targets")).body;
  assert.equal(items.find((one: any) => one.id === gone).disabledReason, "http_404");

  await app.rows("update channels set name = 'Canal <@everyone> & cia' where id = $1", [channel.id]);
  await down(true);
  await check(3);
  const told = (await hooks()).at(-1);
  assert.equal(told.path, "/hooks/slack");
  assert.match(told.body.text, /Canal &lt;@everyone&gt; &amp; cia/);
  await down(false);
  const until = new Date(app.clock.now().getTime() + 60 * MINUTE).toISOString();
  assert.equal((await app.call(workspace, "PATCH", `/alert-targets/${body.id}`, { silencedUntil: until })).body.silencedUntil, until);
  const before = (await hooks()).length;
  await check(1);
  assert.equal((await hooks()).length, before, "silence is kept, also for good news");
  assert.equal((await app.call(other, "DELETE", `/alert-targets/${body.id}`)).status, 404);
  assert.equal((await app.call(workspace, "DELETE", `/alert-targets/${body.id}`)).status, 200);
});

test("what is over before anybody was told is told to nobody", async () => {
  newMails();
  await app.rows("delete from alert_targets");
  const begin = app.rows(
    "insert into alerts (workspace_id, id, subject_id, kind, began_at, ended_at) values ($1, gen_random_uuid(), $2, 'paused', now(), now())",
    [workspace.id, channel.id],
  );
  await begin;
  await app.rows("insert into jobs (kind, workspace_id, payload, run_at) values ('notices.tell', $1, '{}', $2)", [
    workspace.id,
    app.clock.now(),
  ]);
  await app.runJobs();
  assert.deepEqual(newMails(), []);
});
