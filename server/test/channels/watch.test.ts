import assert from "node:assert/strict";
import { test } from "node:test";
import { countChannels } from "../../src/channels/health/watch-channels.ts";
import { queueChecks } from "../../src/channels/index.ts";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

// What is told of a channel besides that it is down: its token, its limits, what its provider has and we have not.
const app = await startApp({ now: new Date() });
const workspace = await app.addWorkspace("Watch");
const { channel } = workspace;
const DAY = 86_400_000;
const kinds = async (): Promise<string[]> =>
  (await app.rows("select kind from alerts where ended_at is null and subject_id = $1 order by kind", [channel.id])).map(
    ({ kind }) => kind,
  );
const record = async (id = channel.id) => (await app.call(workspace, "GET", `/channels/${id}`)).body;
async function check() {
  app.clock.advance(3_600_000 + 1_000);
  await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
  await app.runJobs();
}
async function tokenEnds(days: number | null, issuedDaysAgo = 60) {
  const seconds = (ms: number) => String(Math.floor(ms / 1000));
  const values = {
    accessToken: channel.accessToken,
    appSecret: channel.appSecret,
    businessAccountId: `1${channel.phoneNumberId}`,
    displayNumber: "5511999990000",
    ...(days === null
      ? {}
      : {
          tokenExpiresAt: seconds(app.clock.now().getTime() + days * DAY),
          tokenIssuedAt: seconds(app.clock.now().getTime() - issuedDaysAgo * DAY),
        }),
  };
  await app.control("POST", "/_control/accounts", { kind: "whatsapp_cloud", id: channel.phoneNumberId, name: "Test", values });
}
async function connect(kind: string) {
  const account = inventAccount(kind, app.simulator.url);
  const { name, settings, credentials } = account;
  const { body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  await registerAccount(app.simulator.url, account, {});
  await app.call(workspace, "PATCH", `/channels/${body.id}`, { status: "active" });
  return { id: body.id as string, account: account.id, kind };
}
const act = ({ kind, account }: { kind: string; account: string }, text: string) =>
  app.control("POST", "/_control/act", {
    kind,
    account,
    person: { userId: "BR.watch", waId: "5592977770000", name: "Rui" },
    action: { kind: "text", text },
  });
const reconcile = async (id: string) => {
  await app.call(workspace, "POST", `/channels/${id}/reconciliation`);
  await app.runJobs();
  return (await record(id)).lastReport;
};

test("a token that ends is announced 14, 7 and 1 days before, and a new one ends that", async () => {
  await tokenEnds(20);
  await check();
  assert.deepEqual(await kinds(), []);
  assert.ok((await record()).tokenExpiresAt);
  await tokenEnds(13);
  await check();
  assert.deepEqual(await kinds(), ["token_14"]);
  await tokenEnds(6);
  await check();
  assert.deepEqual(await kinds(), ["token_14", "token_7"]);
  await tokenEnds(0.6);
  await check();
  assert.deepEqual(await kinds(), ["token_1", "token_14", "token_7"]);
  assert.equal((await record()).status, "active", "it still works");
  await tokenEnds(null);
  await check();
  assert.deepEqual([await kinds(), (await record()).tokenExpiresAt], [[], null]);
});

test("a token for trying things out is recognised, and no channel begins with it", async () => {
  await tokenEnds(0.9, 0.05);
  const { body } = await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
  assert.equal(body.ok, false);
  assert.partialDeepStrictEqual(body.steps.at(-1), { step: "token_life", ok: false, advice: "token_temporary", facts: { hours: 22 } });
  await tokenEnds(null);
  assert.equal((await app.call(workspace, "POST", `/channels/${channel.id}/validate`)).body.ok, true);
});

test("over 80 % of the pace or of a quota is told, and the figures are the channel's own", async () => {
  const slot = (ms: number) => new Date(Math.floor(ms / 300_000) * 300_000);
  const fill = (sent: number, failed: number) =>
    app.rows("insert into channel_traffic values ($1, $2, $3, $4, $5) on conflict do nothing", [
      workspace.id,
      channel.id,
      slot(app.clock.now().getTime() + 3_600_000 - 300_000),
      sent,
      failed,
    ]);
  await fill(20_000, 100);
  await check();
  assert.deepEqual(await kinds(), ["busy"]);
  assert.partialDeepStrictEqual(await record(), { sentLastHour: 20_100, failedLastHour: 100 });
  assert.match((await app.prosa.http.inject("/metrics")).body, /prosa_rate_limit_use\{kind="whatsapp_cloud",channel="[^"]+"\} 0\.83/);
  await countChannels(app.db, app.prosa.metrics);
  assert.match((await app.prosa.http.inject("/metrics")).body, /prosa_channels\{kind="whatsapp_cloud",state="active"\} 1/);
  await check();
  assert.deepEqual(await kinds(), [], "an hour later it is quiet");

  const changed = await app.call(workspace, "PATCH", `/channels/${channel.id}`, { dailyQuota: 24_000 });
  assert.equal(changed.body.dailyQuota, 24_000);
  // At midday, whatever the hour of the run: an hour later it is still the same day.
  const toMidday = ((39 - app.clock.now().getUTCHours()) % 24) * 3_600_000;
  app.clock.advance(toMidday);
  await app.rows("update channel_traffic set slot = $1", [slot(app.clock.now().getTime())]);
  await check();
  assert.ok((await kinds()).includes("quota"));
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { dailyQuota: null, monthlyQuota: 20_000 });
  await check();
  assert.deepEqual(await kinds(), ["quota", "quota_reached"]);
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { monthlyQuota: null });
  await check();
  assert.deepEqual(await kinds(), []);
  assert.equal((await app.call(workspace, "PATCH", `/channels/${channel.id}`, { dailyQuota: 0 })).status, 400);
  app.clock.advance(-toMidday);
});

test("work that piles up is told, and its end too", async () => {
  const open = () => app.rows("select ended_at is null as open from alerts where kind = 'backlog'");
  await app.rows(
    "insert into jobs (kind, workspace_id, payload, run_at) select 'inbox.apply_parked', $1, '{}', now() + interval '10 years' from generate_series(1, 50001)",
    [workspace.id],
  );
  await check();
  await check();
  assert.deepEqual(await open(), [{ open: true }]);
  await app.rows("delete from jobs where payload = '{}' and kind = 'inbox.apply_parked'");
  await check();
  assert.deepEqual(await open(), [{ open: false }]);
});

test("an outage becomes an incident after half an hour", async () => {
  await app.control("PUT", "/_control/faults", { downKinds: ["whatsapp_cloud"] });
  for (let n = 0; n < 4; n += 1) await check();
  assert.ok((await kinds()).includes("incident"));
  await app.control("PUT", "/_control/faults", {});
  await check();
  assert.deepEqual(await kinds(), []);
});

test("Twilio lists a message whose webhook never came: the report names it, and it is fetched", async () => {
  const twilio = await connect("twilio");
  await act(twilio, "sem webhook"); // nothing listens here: it is lost
  app.clock.advance(20 * 60_000);
  const report = await reconcile(twilio.id);
  assert.deepEqual([report.method, report.listed, report.missing.length, report.recovered], ["list", 1, 1, 1]);
  const texts = (await app.rows("select text from messages where channel_id = $1 order by text", [twilio.id])).map(({ text }) => text);
  assert.deepEqual(texts, ["sem webhook"]);
  const again = await reconcile(twilio.id);
  assert.deepEqual([again.missing.length, again.recovered], [0, 0], "a second comparison finds nothing, and doubles nothing");
});

test("the mailbox holds a mail that was never read: the same", async () => {
  const mail = await connect("email");
  await act(mail, "ninguém leu");
  app.clock.advance(20 * 60_000);
  const report = await reconcile(mail.id);
  assert.deepEqual([report.method, report.missing.length, report.recovered], ["list", 1, 1]);
  assert.deepEqual(await app.rows("select text from messages where channel_id = $1", [mail.id]), [{ text: "ninguém leu" }]);
  assert.equal((await reconcile(mail.id)).missing.length, 0);
});

for (const kind of ["waha", "evolution"])
  test(`${kind} lists a message whose webhook never came: it is fetched, and nothing is doubled`, async () => {
    const gateway = await connect(kind);
    await act(gateway, `sem webhook de ${kind}`);
    app.clock.advance(20 * 60_000);
    const report = await reconcile(gateway.id);
    assert.deepEqual([report.method, report.listed, report.missing.length, report.recovered], ["list", 1, 1, 1]);
    const texts = (await app.rows("select text from messages where channel_id = $1", [gateway.id])).map(({ text }) => text);
    assert.deepEqual(texts, [`sem webhook de ${kind}`]);
    const again = await reconcile(gateway.id);
    assert.deepEqual([again.listed, again.missing.length], [1, 0]);
  });

test("a gateway that lists nothing says that it cannot be known what is missing", async () => {
  const { id } = await connect("megaapi");
  assert.equal((await reconcile(id)).method, "none");
});

test("Telegram's numbers tell what never came; it cannot be fetched, so people hear of it", async () => {
  const telegram = await connect("telegram");
  const opened = await app.db.inWorkspace(workspace.id, (tx) => app.prosa.channels.open(tx, telegram.id));
  const update = async (number: number) => {
    const from = { id: 4_242_424, is_bot: false, first_name: "Rui" };
    const message = {
      message_id: number,
      from,
      chat: { ...from, type: "private" },
      date: Math.floor(app.clock.now().getTime() / 1000),
      text: `n${number}`,
    };
    const { statusCode } = await app.prosa.http.inject({
      method: "POST",
      url: `/webhooks/${telegram.id}`,
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": opened?.credentials["webhookSecret"] ?? "" },
      payload: JSON.stringify({ update_id: number, message }),
    });
    assert.equal(statusCode, 200);
  };
  for (const number of [700, 701, 702]) await update(number);
  await app.runJobs();
  assert.deepEqual((await reconcile(telegram.id)).missing, []);
  for (const number of [705, 90_000]) await update(number);
  const report = await reconcile(telegram.id);
  assert.deepEqual(report.missing, ["703", "704"], "a bot that begins at other numbers has lost nothing");
  const [alert] = await app.rows("select kind from alerts where subject_id = $1 and ended_at is null", [telegram.id]);
  assert.equal(alert.kind, "gap");
  for (const number of [703, 704]) await update(number);
  assert.deepEqual((await reconcile(telegram.id)).missing, []);
  assert.deepEqual(await app.rows("select kind from alerts where subject_id = $1 and ended_at is null", [telegram.id]), []);
});

test("a report counts sends whose end nobody knows and those without a mark, and every night makes one a channel", async () => {
  await app.receive(channel, textWebhook({ id: "wamid.watch1", text: "oi", at: Math.floor(app.clock.now().getTime() / 1000) }));
  await app.runJobs();
  const { body } = await app.call(workspace, "GET", `/conversations?channelId=${channel.id}`);
  await app.control("PUT", "/_control/faults", { nextSends: { outcome: "reset", count: 1 }, loseStatuses: true });
  for (const text of ["perdida", "sem marca"])
    await app.call(workspace, "POST", `/conversations/${body.items[0].id}/messages`, { kind: "text", text });
  await app.runJobs();
  await app.control("PUT", "/_control/faults", {});
  app.clock.advance(8 * 3_600_000);
  await app.rows("insert into jobs (kind, payload, run_at) values ('cron.daily', '{}', $1) on conflict do nothing", [app.clock.now()]);
  await app.runJobs();
  const report = (await record()).lastReport;
  assert.deepEqual([report.method, report.unconfirmed, report.unmarked], ["none", 1, 1]);
});

test("a clock that goes back by hours stops no check", async () => {
  await check();
  const checked = async () => (await app.rows("select checked_at, validated_at from channel_flow where channel_id = $1", [channel.id]))[0];
  const before = await checked();
  app.clock.advance(-5 * 3_600_000);
  await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
  await app.runJobs();
  const after = await checked();
  assert.ok(after.checked_at < before.checked_at && after.validated_at < before.validated_at, "it was checked by the new time, all of it");
  app.clock.advance(5 * 3_600_000);
});
