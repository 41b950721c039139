import assert from "node:assert/strict";
import { test } from "node:test";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { demoVersions } from "../../src/ai/demo/demo-versions.ts";
import { addHistory } from "../../src/demo/add-history.ts";
import { demoPrices } from "../../src/inbox/prices/demo-prices.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Clima");
const cast = castOf(app, workspace);
const headers = await cast.owner();
const call = (method: string, address: string, body?: object) => app.call(null, method, address, body, headers);
for (const name of ["Suporte", "Comercial"]) await call("POST", "/desk/queues", { name, capacity: 4 });
await demoAi(app.prosa.delivery)(cast.ctxOf("member"));
await demoVersions(cast.ctxOf("member"));
await demoPrices(cast.ctxOf("member"));
const flow = await call("POST", "/flows", { name: "Boas-vindas", template: "driver_registration" });
assert.equal(flow.status, 201, JSON.stringify(flow.body));
assert.equal((await call("POST", `/flows/${flow.body.id}/publish`, {})).status, 200);

const LONG = "from=2026-05-01&to=2026-12-31";
const monthsOf = async (id: string, more = ""): Promise<any[]> =>
  (await call("GET", `/figures/${id}?${LONG}&grain=month${more}`)).body.items.filter(({ rows }: any) => rows > 0);

test("half a year of the demonstration gives each chart a shape, is added once, and ends before today", async () => {
  await addHistory(cast.ctxOf("member"));
  // As the database does by itself a little later: until it knows the new rows, a figure may be planned as if there were none.
  await app.rows("analyze");
  const [{ count }] = await app.rows("select count(*)::int as count from sessions where workspace_id = $1", [workspace.id]);
  await addHistory(cast.ctxOf("member"));
  const [again] = await app.rows(
    "select count(*)::int as count, max(closed_at) < $2 as past, bool_and(closed_at is not null) as over from sessions where workspace_id = $1",
    [workspace.id, app.clock.now()],
  );
  assert.deepEqual(again, { count, past: true, over: true });
  for (const id of [
    "sessions.opened",
    "sessions.first_reply_median",
    "sessions.resolution_median",
    "sessions.without_person",
    "messages.received",
    "messages.sent",
    "messages.failed",
    "tickets.finished",
    "tickets.wait_median",
    "tickets.first_response_kept",
    "tickets.resolution_kept",
    "tickets.score_mean",
    "ai.turns",
    "ai.answered_share",
    "flows.started",
    "flows.completed",
    "transcription.spend",
    "messages.spend",
    "ai.spend",
  ]) {
    const values = (await monthsOf(id)).map(({ value }) => Number(value));
    assert.ok(values.length >= 6, `${id} says something of six months: ${values}`);
    assert.ok(new Set(values).size > 1, `${id} is no flat line`);
  }
  const week = (await call("GET", `/figures/sessions.opened?${LONG}&grain=hour_of_week`)).body.items;
  const of = (at: string) => week.find((one: any) => one.at === at)?.value ?? 0;
  assert.ok(of("1-10") > of("7-10") && of("1-10") > of("1-13"), "Mondays before Sundays, the morning before noon");
  const scores = (await call("GET", `/figures/tickets.rated?${LONG}&grain=total&by=score`)).body.items.map(({ key }: any) => key);
  assert.deepEqual(scores.filter((key: string | null) => key !== null).toSorted(), ["1", "2", "3", "4", "5"]);
  const open = (await call("GET", "/conversations?state=open")).body.items;
  assert.deepEqual(open, [], "whoever looks at what is open sees nothing of it");
});

test("two versions of an agent ran side by side in it: the page has something to say of both", async () => {
  const [agent] = (await call("GET", "/ai-agents")).body.items;
  const [running] = (await call("GET", `/ai-agents/${agent.id}/experiments`)).body.items;
  for (const side of ["champion", "challenger"]) {
    const { conversations, handedOver, confirmed, costEach } = running.performance[side];
    assert.ok(conversations >= 30 && handedOver > 0 && confirmed > 0 && costEach > 0, JSON.stringify(running.performance[side]));
  }
  assert.equal((await call("GET", `/ai-agents/${agent.id}/evaluations`)).body.items.length, 3);
});
