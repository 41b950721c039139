import assert from "node:assert/strict";
import { test } from "node:test";
import { readAgent } from "../../src/ai/agents/agent.ts";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { assignVersion } from "../../src/ai/experiments/assign-version.ts";
import { newId } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Clima");
const theirs = await app.addWorkspace("Outra");
const { ctxOf, newcomer, pass, rules, owner, hear, say, conversationOf } = castOf(app, workspace);
const headers = await owner();
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const call = (method: Method, path: string, body?: object) => app.call(null, method, path, body, headers);
const KEY = "sk-experiments";
await demoAi(app.prosa.delivery)(ctxOf("member"));
const [lia] = (await call("GET", "/ai-agents")).body.items;
const agent = `/ai-agents/${lia.id}`;
await rules([], { holder: "ai", id: lia.id });
await call("POST", "/desk/queues", { name: "Atendimento" });
await call("POST", "/ai-providers", {
  ...{ name: "Um", kind: "compatible", address: `${app.simulator.url}/openai/v1`, answerModel: "simulated-large" },
  ...{ simpleModel: "simulated-large", isActive: true, key: KEY },
});
await call("PUT", "/ai-prices", { items: [{ model: "simulated-large", input: 2_500_000, output: 10_000_000 }] });

const told = { goal: lia.goal, prompt: "Seja breve.", tone: lia.tone, emoji: lia.emoji, tools: lia.tools };
const start = (body: object) => call("POST", `${agent}/experiments`, body);
const stop = (id: string, keep: "champion" | "challenger") => call("POST", `/ai-experiments/${id}/stop`, { keep });
const experiments = async () => (await call("GET", `${agent}/experiments`)).body.items;
const current = async () => (await call("GET", agent)).body;
const versionFor = (contactId: string, sessionId: string = newId()) =>
  app.db.inWorkspace(workspace.id, async (tx) => {
    const { agent: served } = await assignVersion(tx, await readAgentIn(tx), { contactId, sessionId });
    return served.version;
  });
const readAgentIn = (tx: Parameters<typeof readAgent>[0]) => readAgent(tx, lia.id);
const contactOf = async (conversationId: string) =>
  (await app.rows("select contact_id from conversations where id = $1", [conversationId]))[0].contact_id;
const turnsOf = (conversationId: string) =>
  app.rows("select agent_version, experiment_id, did, confirms from ai_turns where conversation_id = $1 order by up_to", [conversationId]);
let experimentId: string;

test("a challenger passes the same gate as a version that is published, and while it runs nothing else is told", async () => {
  assert.equal((await start({ percent: 50 })).status, 404, "there is no draft");
  await call("PUT", `${agent}/draft`, told);
  const asked = { title: "Preço", lines: ["quanto custa a limpeza de um split?"], facts: [["R$ 180"]] };
  const test = (await call("POST", `${agent}/evaluations`, asked)).body.id;
  assert.equal((await start({ percent: 50 })).body.code, "ai.not_evaluated");
  assert.equal((await start({ percent: 0 })).status, 400);
  assert.equal((await start({ percent: 50, version: lia.version })).body.code, "ai.same_version");
  assert.equal((await start({ percent: 50, version: 99 })).status, 404);
  const viewer = await app.addMember(workspace, "Vera", "viewer");
  assert.equal((await app.call(viewer, "POST", `${agent}/experiments`, { percent: 50 })).status, 403);
  const started = await start({ percent: 50, reason: "Só metade" });
  assert.equal(started.status, 201, JSON.stringify(started.body));
  experimentId = started.body.id;
  assert.deepEqual([started.body.champion, started.body.challenger, started.body.percent, started.body.kept], [1, 2, 50, null]);
  const [{ detail }] = await app.rows("select detail from audit_log where action = 'ai_experiment.started' and workspace_id = $1", [
    workspace.id,
  ]);
  assert.deepEqual([detail.state, detail.reason, detail.challenger], ["not_evaluated", "Só metade", 2]);
  assert.deepEqual([(await current()).version, (await current()).prompt], [1, lia.prompt], "the agent is told what it was told");
  assert.equal((await call("GET", `${agent}/draft`)).body.draft, null);

  assert.equal((await start({ percent: 50, version: 2, reason: "x" })).body.code, "ai.experiment_runs");
  assert.equal((await call("PATCH", agent, { prompt: "Outra." })).body.code, "ai.experiment_runs");
  assert.equal((await call("POST", `${agent}/versions/2/restore`)).body.code, "ai.experiment_runs");
  await call("PUT", `${agent}/draft`, { ...told, prompt: "Terceira." });
  assert.equal((await call("POST", `${agent}/draft/publication`, { reason: "x" })).body.code, "ai.experiment_runs");
  assert.equal((await call("PATCH", agent, { maxAnswers: 19 })).status, 200, "what has no versions may change");
  await call("DELETE", `${agent}/draft`);
  await call("PATCH", `/ai-evaluations/${test}`, { isArchived: true });
  assert.equal((await app.call(viewer, "GET", `${agent}/experiments`)).status, 200);
  assert.equal((await app.call(viewer, "POST", `/ai-experiments/${experimentId}/stop`, { keep: "champion" })).status, 403);
});

test("two thousand contacts are split as wanted, and each comes to the same version however often", async () => {
  const contacts = Array.from({ length: 2_000 }, () => newId());
  const versions = await app.db.inWorkspace(workspace.id, async (tx) => {
    const served = await readAgentIn(tx);
    const all = [];
    for (const contactId of contacts) all.push((await assignVersion(tx, served, { contactId, sessionId: newId() })).agent);
    return all;
  });
  const challengers = versions.filter(({ version }) => version === 2);
  // Four standard deviations of a fair draw: 1,000 ± 90.
  assert.ok(Math.abs(challengers.length - 1_000) < 90, `${challengers.length}`);
  assert.ok(challengers.every(({ prompt }) => prompt === "Seja breve."));
  assert.ok(versions.filter(({ version }) => version === 1).every(({ prompt }) => prompt === lia.prompt));
  for (const contactId of contacts.slice(0, 3)) {
    const twenty = await Promise.all(Array.from({ length: 20 }, () => versionFor(contactId)));
    assert.equal(new Set(twenty).size, 1);
  }
});

/** A new person whose talks are of that version. */
async function personOf(version: number, text: string): Promise<{ from: string; id: string }> {
  for (;;) {
    const person = await newcomer(text);
    const heard = await versionFor(await contactOf(person.id));
    await pass(3_000);
    if (heard === version) return person;
  }
}

test("the model is told the contact's version, the log names it, and whatever they write more is of it", async () => {
  const person = await personOf(2, "quanto custa a limpeza de um split?");
  const [call2] = (await call("GET", `/ai-calls?conversationId=${person.id}`)).body.items;
  assert.equal(call2.agentVersion, 2);
  const { items } = await app.control("GET", `/openai/_received?key=${KEY}`);
  assert.ok(items.some(({ body }: any) => JSON.stringify(body.messages).includes("Seja breve.")));
  for (let index = 0; index < 20; index += 1) await hear(person.from, `e a garantia ${index}?`);
  await Promise.all(Array.from({ length: 4 }, () => app.runJobs()));
  await pass(12_000);
  const turns = await turnsOf(person.id);
  assert.ok(turns.length >= 2);
  assert.deepEqual([...new Set(turns.map(({ agent_version }) => agent_version))], [2]);
  assert.deepEqual([...new Set(turns.map(({ experiment_id }) => experiment_id))], [experimentId]);
});

test("two contacts who become one: the talk that is open goes on as it began, the next is of who is left", async () => {
  const one = await personOf(1, "quanto custa a limpeza de um split?");
  const other = await personOf(2, "quanto custa a limpeza de um split?");
  const [kept, gone] = [await contactOf(one.id), await contactOf(other.id)];
  const merged = await call("POST", `/contacts/${kept}/merges`, { otherContactId: gone });
  assert.equal(merged.status, 201, JSON.stringify(merged.body));
  await hear(one.from, "e quanto tempo leva?");
  await pass(3_000);
  await hear(other.from, "e a garantia?");
  await pass(3_000);
  const talks = await app.rows(
    `select u.session_id, count(*)::int as turns, count(distinct agent_version)::int as versions from ai_turns u join conversations c on c.id = u.conversation_id
     where c.contact_id = any($1) group by u.session_id order by 2`,
    [[kept, gone]],
  );
  assert.ok(talks.length > 0 && talks.at(-1).turns > 1, JSON.stringify(talks));
  assert.ok(
    talks.every(({ versions }) => versions === 1),
    "no talk is switched in the middle",
  );
  const left = merged.body.id;
  assert.deepEqual(
    new Set([await contactOf(await conversationOf(one.from)), await contactOf(await conversationOf(other.from))]),
    new Set([left]),
  );
  assert.equal(await versionFor(left), left === kept ? 1 : 2, "the next talk of either is of who is left");
});

test("figures are those of a recount, thanks confirm, and three figures are never one", async () => {
  const before = (await experiments())[0].performance;
  const happy = await personOf(2, "quanto custa a limpeza de um split?");
  await hear(happy.from, "muito obrigada!");
  await pass(3_000);
  assert.equal((await turnsOf(happy.id)).at(-1).confirms, true);
  const unhappy = await personOf(2, "quanto custa a limpeza de um split?");
  await hear(unhappy.from, "obrigado, mas não resolveu");
  await pass(3_000);
  assert.equal((await turnsOf(unhappy.id)).at(-1).confirms, false);
  const away = await personOf(2, "quero falar com uma pessoa");
  await personOf(1, "quero falar com uma pessoa");
  const silent = await personOf(1, "quanto custa a limpeza de um split?");
  await app.rows("update sessions set closed_at = $2 where conversation_id = $1", [silent.id, app.clock.now()]);
  const helped = await personOf(1, "quanto custa a limpeza de um split?");
  await say(ctxOf("member"), helped.id, "Eu cuido disso.");
  await app.rows("update sessions set closed_at = $2 where conversation_id = $1", [helped.id, app.clock.now()]);
  await app.rows(
    `with ticket as (update tickets set state = 'finished', ended_at = now(), ended_because = 'resolved', agent_id = null where conversation_id = $1 returning workspace_id, id)
     insert into ticket_ratings (workspace_id, ticket_id, score, rated_at) select workspace_id, id, 4, now() from ticket`,
    [away.id],
  );

  const [running] = await experiments();
  for (const [side, version] of [
    ["champion", 1],
    ["challenger", 2],
  ] as const) {
    const [count] = await app.rows(
      `select count(distinct session_id)::int as conversations, count(distinct session_id) filter (where did = 'handed_over')::int as "handedOver",
         count(distinct session_id) filter (where reason = 'asked_for_person')::int as "askedForPerson"
       from ai_turns where experiment_id = $1 and agent_version = $2`,
      [experimentId, version],
    );
    const [spent] = await app.rows(
      `select round(sum(l.cost) / $3::numeric)::int as cost, round(sum(l.input_tokens + l.output_tokens) / $3::numeric)::int as tokens from ai_calls l
       where run_id in (select run_id from ai_turns where experiment_id = $1 and agent_version = $2)`,
      [experimentId, version, count.conversations],
    );
    const went = running.performance[side];
    assert.deepEqual(
      [went.version, went.conversations, went.handedOver, went.askedForPerson, went.costEach, went.tokensEach],
      [version, count.conversations, count.handedOver, count.askedForPerson, spent.cost, spent.tokens],
    );
    assert.ok(went.turnP90Ms >= went.turnMedianMs);
    assert.ok(went.confirmed + went.assumed + went.handedOver <= went.conversations);
  }
  const { champion, challenger } = running.performance;
  const more = (side: "champion" | "challenger") =>
    ["confirmed", "assumed", "rated", "satisfied"].map((figure) => running.performance[side][figure] - before[side][figure]);
  assert.deepEqual(more("challenger"), [1, 0, 1, 1]);
  assert.deepEqual(more("champion"), [0, 1, 0, 0], "a talk that a person helped with is not assumed");
  const [handed] = running.comparisons;
  assert.deepEqual([handed.figure, handed.state, handed.challenger.tried], ["handed_over", "too_few", challenger.conversations]);
  assert.ok(handed.needed >= 30);
  const each = (await call("GET", `${agent}/performance`)).body.items;
  assert.deepEqual(
    each.map(({ version, conversations }: any) => [version, conversations]),
    [
      [2, challenger.conversations],
      [1, champion.conversations],
    ],
  );
});

test("with enough talks the difference is told with how sure it is", async () => {
  const person = await newcomer("oi");
  await app.rows(
    `with place as (select c.workspace_id, c.id as conversation_id from conversations c where c.id = $1),
     made as (insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, closed_at)
       select workspace_id, gen_random_uuid(), conversation_id, $3, 'contact', $3 from place, generate_series(1, 800) returning workspace_id, id, conversation_id),
     numbered as (select *, row_number() over () as n from made)
     insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, reason, taken_at, agent_version, experiment_id)
     select workspace_id, gen_random_uuid(), conversation_id, id, 1, $4, 'oi', case when n % 2 = 0 and n <= 200 or n % 2 = 1 and n <= 100 then 'handed_over' else 'answered' end,
       case when n <= 200 then 'unsure' end, $3, 1 + (n % 2), $2 from numbered`,
    [person.id, experimentId, app.clock.now(), lia.id],
  );
  const [running] = await experiments();
  const [handed] = running.comparisons;
  assert.deepEqual([handed.state, handed.ahead, handed.needed], ["sure", "challenger", null]);
  assert.ok(handed.certainty > 0.99);
});

test("others see and stop nothing; a stop keeps one version, under its number, and the next change is another one", async () => {
  const stranger = await app.signIn(theirs);
  const foreign = (method: Method, path: string, body?: object) => app.call(null, method, path, body, stranger);
  for (const path of [`${agent}/experiments`, `${agent}/performance`]) assert.equal((await foreign("GET", path)).status, 404);
  assert.equal((await foreign("POST", `/ai-experiments/${experimentId}/stop`, { keep: "champion" })).status, 404);
  const stopped = (await stop(experimentId, "challenger")).body;
  assert.deepEqual([stopped.kept, stopped.stoppedBy !== null], [2, true]);
  assert.deepEqual([(await current()).version, (await current()).prompt], [2, "Seja breve."]);
  assert.equal((await stop(experimentId, "champion")).body.code, "ai.experiment_over");
  const after = await newcomer("quanto custa a limpeza de um split?");
  await pass(3_000);
  assert.deepEqual(
    (await turnsOf(after.id)).map(({ agent_version, experiment_id }) => [agent_version, experiment_id]),
    [[2, null]],
  );
  const again = await start({ percent: 10, version: 1 });
  assert.equal(again.status, 201, JSON.stringify(again.body));
  assert.deepEqual([again.body.champion, again.body.challenger], [2, 1], "an older version may be tried again");
  // A talk that began before goes on as it was, and is in no comparison.
  await hear(after.from, "e a garantia?");
  await pass(3_000);
  assert.deepEqual(
    (await turnsOf(after.id)).map(({ agent_version, experiment_id }) => [agent_version, experiment_id]),
    [
      [2, null],
      [2, null],
    ],
  );
  assert.equal((await stop(again.body.id, "champion")).body.kept, 2);
  assert.equal((await call("PATCH", agent, { prompt: "Terceira." })).body.version, 3);
});
