import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { dueAlerts } from "../../src/analytics/alerts/check-alert.ts";
import { isTooFar } from "../../src/analytics/alerts/judge.ts";
import { dueReports } from "../../src/analytics/reports/runs.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

const HOUR = 3_600_000;
// Where mails lie that no server takes.
const folder = mkdtempSync(path.join(os.tmpdir(), "prosa reports "));
after(() => rmSync(folder, { recursive: true, force: true }));
// A Tuesday, ten in the morning in São Paulo.
const app = await startApp({ now: new Date("2026-11-10T13:00:00Z"), env: { PROSA_DATA_DIR: folder } });
const workspace = await app.addWorkspace("Reports");
const other = await app.addWorkspace("Elsewhere");
await app.rows("update workspaces set time_zone = 'America/Sao_Paulo' where id = $1", [workspace.id]);
const boss = await app.addMember(workspace, "Sofia", "supervisor");
const mine = await app.addMember(workspace, "Ana", "agent", "own");

let people = 0;
async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    people += 1;
    const at = Math.floor(app.clock.now().getTime() / 1000);
    const from = `55929880${String(people).padStart(5, "0")}`;
    await app.receive(workspace.channel, textWebhook({ from, id: `wamid.r${people}`, text: "oi", at, name: `P${people}` }));
  }
  await app.runJobs();
}
const pass = (ms: number) => app.clock.advance(ms);
const wish = (more: object = {}) => ({
  name: "Manhã",
  figures: [
    { id: "sessions.opened", by: "channel" },
    { id: "sessions.first_reply_median", by: null },
  ],
  period: "day",
  filter: null,
  isShared: false,
  every: "day",
  hour: 8,
  memberIds: [boss.memberId, mine.memberId],
  ...more,
});
interface Mail {
  to: string;
  text: string;
}
const mails = (): Mail[] => {
  const lying = path.join(folder, "mails");
  const raw = readdirSync(lying)
    .sort()
    .map((name) => readFileSync(path.join(lying, name), "utf8"));
  return raw.map((text) => ({ to: /^To: (.*)$/m.exec(text)?.[1]?.trim() ?? "", text: decoded(text) }));
};
/** What is in base64 or quoted, as it was before. */
const decoded = (raw: string): string =>
  raw
    .split(/\r?\n--.*\r?\n/)
    .map((part) => {
      const [head = "", ...rest] = part.split(/\r?\n\r?\n/);
      const body = rest.join("\n\n");
      if (/encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
      const plain = body.replaceAll(/=\r?\n/g, "");
      return /quoted-printable/i.test(head)
        ? Buffer.from(
            plain.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            "latin1",
          ).toString("utf8")
        : plain;
    })
    .join("\n");
const emptied = () => rmSync(path.join(folder, "mails"), { recursive: true, force: true });
const runsOf = async (id: string) => (await app.call(boss, "GET", `/reports/${id}/runs`)).body.items;
const told = (who: { apiKey: string }, kind: string) =>
  app.rows(
    "select n.facts, n.count from member_notices n join api_keys k on k.created_by = n.member_id where n.kind = $1 and n.member_id = $2",
    [kind, who === boss ? boss.memberId : mine.memberId],
  );

await write(3);

test("a report leaves once at its hour, whoever looks, as each reader sees the figures", async () => {
  const made = await app.call(boss, "POST", "/reports", wish());
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.nextAt, "2026-11-11T11:00:00.000Z", "eight by the workspace's clock");
  assert.equal(await wakeDueRows(app, dueReports), 0, "not before");
  pass(22 * HOUR);
  const woken = await Promise.all([wakeDueRows(app, dueReports), wakeDueRows(app, dueReports)]);
  assert.equal(woken[0] + woken[1], 2, "a mail for each of the two, by one of the two workers");
  await app.runJobs();
  const [first, ...more] = mails();
  assert.deepEqual([mails().length, more.length], [2, 1]);
  assert.ok(first);
  const days = "from=2026-11-10&to=2026-11-10&grain=total";
  for (const { who, address } of [
    { who: boss, address: boss.login.email },
    { who: mine, address: mine.login.email },
  ]) {
    const letter = mails().find(({ to }) => to === address);
    const figure = await app.call(who, "GET", `/figures/sessions.opened?${days}`);
    const split = await app.call(who, "GET", `/figures/sessions.opened?${days}&by=channel`);
    const opened = figure.body.items[0]?.value ?? 0;
    assert.match(letter?.text ?? "", new RegExp(`^sessions\\.opened;[^;]+;count;;;;${opened};${opened};2026-11-10;2026-11-10`, "m"));
    for (const row of split.body.items)
      assert.ok(letter?.text.includes(`;count;channel;${row.key};${row.name};${row.value};${row.rows};`), letter?.text);
  }
  const [run] = await runsOf(made.body.id);
  assert.deepEqual(
    [run.cause, run.from, run.to, run.mails.map(({ state }: { state: string }) => state)],
    ["clock", "2026-11-10", "2026-11-10", ["sent", "sent"]],
  );
  assert.equal((await app.call(boss, "GET", "/reports")).body.items[0].nextAt, "2026-11-12T11:00:00.000Z");
});

test("weeks are told on Mondays, months on the first, and what goes only when asked waits", async () => {
  const next = async (every: string | null, period: string) => {
    const { body } = await app.call(boss, "POST", "/reports", wish({ every, period, memberIds: [boss.memberId] }));
    await app.call(boss, "POST", `/reports/${body.id}/runs`, {});
    const [run] = await runsOf(body.id);
    assert.equal((await app.call(boss, "DELETE", `/reports/${body.id}`)).status, 204);
    return [body.nextAt, run.from, run.to];
  };
  assert.deepEqual(await next("week", "week"), ["2026-11-16T11:00:00.000Z", "2026-11-02", "2026-11-08"]);
  assert.deepEqual(await next("month", "month"), ["2026-12-01T11:00:00.000Z", "2026-10-01", "2026-10-31"]);
  assert.deepEqual(await next(null, "day"), [null, "2026-11-10", "2026-11-10"]);
  await app.runJobs();
});

test("who may not read a figure gets nothing of it, and nothing at all where none is left", async () => {
  const keeper = await app.addMember(workspace, "Tec", "technician");
  emptied();
  const figures = [{ id: "sessions.opened", by: null }];
  const { body } = await app.call(boss, "POST", "/reports", wish({ every: null, figures, memberIds: [boss.memberId, keeper.memberId] }));
  assert.equal((await app.call(boss, "POST", `/reports/${body.id}/runs`, {})).status, 202);
  await app.runJobs();
  assert.deepEqual(
    mails().map(({ to }) => to),
    [boss.login.email],
  );
  const [run] = await runsOf(body.id);
  const states = Object.fromEntries(run.mails.map(({ memberId, state, reason }: Record<string, string>) => [memberId, [state, reason]]));
  assert.deepEqual(states, { [boss.memberId]: ["sent", null], [keeper.memberId]: ["left_out", "no_right"] });
  assert.equal((await app.call(keeper, "POST", "/reports", wish())).status, 403);
});

test("a label that is gone finds nothing; a filter that cannot be read any more is told to the maker", async () => {
  emptied();
  const label = (await app.call(boss, "POST", "/labels", { name: "Garantia", color: "blue" })).body;
  const [conversation] = await app.rows("select id from conversations where workspace_id = $1 limit 1", [workspace.id]);
  await app.call(boss, "PUT", `/conversations/${conversation?.id}/labels/${label.id}`);
  const filter = JSON.stringify({ field: "conversation.label", operator: "any_of", value: [label.id] });
  const { body } = await app.call(boss, "POST", "/reports", wish({ every: null, filter, memberIds: [boss.memberId] }));
  const send = async () => {
    await app.call(boss, "POST", `/reports/${body.id}/runs`, {});
    await app.runJobs();
  };
  await send();
  assert.match(mails()[0]?.text ?? "", /^sessions\.opened;[^;]+;count;;;;1;1;/m);
  assert.equal((await app.call(boss, "DELETE", `/labels/${label.id}`)).status, 204);
  emptied();
  await send();
  assert.match(mails()[0]?.text ?? "", /^sessions\.opened;[^;]+;count;;;;0;0;/m);
  await app.rows('update figure_reports set filter = \'{"field":"contact.gone","operator":"is_set"}\' where id = $1', [body.id]);
  await send();
  const [run] = await runsOf(body.id);
  assert.deepEqual([run.mails[0].state, run.mails[0].reason], ["failed", "platform.invalid_request"]);
  assert.deepEqual(
    (await told(boss, "analytics.report_failed")).map(({ facts }) => facts.members),
    ["Sofia"],
  );
  const shown = (await app.call(null, "GET", "/notices", undefined, await app.signIn(boss))).body.items;
  assert.ok(
    shown.some(({ title }: { title: string }) => title.includes("Manhã")),
    JSON.stringify(shown),
  );
});

test("reports are their maker's: others see what is shared, another workspace sees none", async () => {
  const lead = await app.addMember(workspace, "Rui", "manager");
  const hidden = (await app.call(boss, "POST", "/reports", wish({ every: null }))).body;
  const shared = (await app.call(boss, "POST", "/reports", wish({ every: null, isShared: true, name: "Para todos" }))).body;
  assert.deepEqual(
    (await app.call(lead, "GET", "/reports")).body.items.map(({ id }: { id: string }) => id),
    [shared.id],
  );
  assert.equal((await app.call(lead, "PUT", `/reports/${hidden.id}`, wish())).status, 404);
  assert.equal((await app.call(lead, "PUT", `/reports/${shared.id}`, wish())).body.code, "analytics.not_the_maker");
  assert.equal((await app.call(lead, "POST", `/reports/${shared.id}/runs`, {})).status, 403);
  assert.equal((await app.call(lead, "GET", `/reports/${shared.id}/runs`)).status, 200);
  for (const [method, address] of [
    ["PUT", ""],
    ["DELETE", ""],
    ["POST", "/runs"],
    ["GET", "/runs"],
  ] as const)
    assert.equal(
      (await app.call(other, method, `/reports/${shared.id}${address}`, method === "PUT" ? wish() : method === "POST" ? {} : undefined))
        .status,
      404,
    );
  for (const bad of [
    { figures: [{ id: "sessions.moon", by: null }] },
    { figures: [{ id: "sessions.opened", by: "moon" }] },
    { memberIds: [other.memberId] },
    { filter: "{" },
    { hour: 24 },
  ])
    assert.equal((await app.call(boss, "POST", "/reports", wish(bad))).status, 400, JSON.stringify(bad));
});

test("a report whose maker left stops", async () => {
  const gone = await app.addMember(workspace, "Leo", "manager");
  const { body } = await app.call(gone, "POST", "/reports", wish({ memberIds: [boss.memberId] }));
  await app.rows("update members set removed_at = now() where id = $1", [gone.memberId]);
  pass(24 * HOUR);
  await wakeDueRows(app, dueReports);
  await app.runJobs();
  const [row] = await app.rows(
    "select next_at, (select count(*)::int from figure_report_runs where report_id = r.id) as runs from figure_reports r where id = $1",
    [body.id],
  );
  assert.deepEqual([row?.["next_at"], row?.["runs"]], [null, 0]);
});

test("a watched figure begins and ends once each, with room between the two", async () => {
  const opened = async () =>
    (await app.call(boss, "GET", `/figures/sessions.opened?from=2026-11-12&to=2026-11-12&grain=total`)).body.items[0]?.value ?? 0;
  const watched = { name: "Muita gente", figureId: "sessions.opened", filter: null, days: 1, asks: "over", bound: 4, margin: 0.25 };
  const { body, status } = await app.call(boss, "POST", "/figure-alerts", watched);
  assert.equal(status, 201, JSON.stringify(body));
  const look = async () => {
    await Promise.all([wakeDueRows(app, dueAlerts), wakeDueRows(app, dueAlerts)]);
    await app.runJobs();
    pass(15 * 60_000);
    return (await app.call(boss, "GET", "/figure-alerts")).body.items[0];
  };
  const facts = async () => (await told(boss, "analytics.figure_moved")).map((row) => row.facts.isOpen);
  assert.deepEqual([(await look()).isOpen, await opened(), await facts()], [false, 0, []]);
  await write(5);
  const begun = await look();
  assert.deepEqual([begun.isOpen, begun.value, await facts()], [true, await opened(), [true]]);
  await look();
  assert.deepEqual(
    (await told(boss, "analytics.figure_moved")).map(({ count }) => count),
    [1],
    "told once while it goes on",
  );
  await app.rows(
    "update sessions set opened_at = opened_at - interval '9 days' where id in (select id from sessions where workspace_id = $1 order by opened_at desc limit 1)",
    [workspace.id],
  );
  assert.deepEqual([(await look()).isOpen, await opened()], [true, 4], "under the bound, and not yet back");
  await app.rows(
    "update sessions set opened_at = opened_at - interval '9 days' where id in (select id from sessions where workspace_id = $1 order by opened_at desc limit 1)",
    [workspace.id],
  );
  const ended = await look();
  assert.deepEqual([ended.isOpen, ended.value, await facts()], [false, 3, [false]]);
  assert.equal((await app.call(other, "DELETE", `/figure-alerts/${body.id}`)).status, 404);
  assert.equal((await app.call(mine, "GET", "/figure-alerts")).status, 403);
});

test("what falls is held against as many whole days before", async () => {
  const fall = { name: "Menos gente", figureId: "sessions.opened", filter: null, days: 1, asks: "fall", bound: 0.3, margin: 0.1 };
  await app.call(boss, "POST", "/figure-alerts", fall);
  await wakeDueRows(app, dueAlerts);
  await app.runJobs();
  const found = (await app.call(boss, "GET", "/figure-alerts")).body.items.find(({ name }: { name: string }) => name === "Menos gente");
  assert.deepEqual([found.value, found.isOpen, found.problem], [1, true, null], "nobody yesterday, some the day before");
  assert.equal(isTooFar({ asks: "under", bound: 10, margin: 0.1 }, false, 9), true);
  assert.equal(isTooFar({ asks: "under", bound: 10, margin: 0.1 }, true, 10.5), true);
  assert.equal(isTooFar({ asks: "under", bound: 10, margin: 0.1 }, true, 11), false);
});
