import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Modelos");
const owner = await app.signIn(workspace);
const call = (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: object) =>
  app.call(null, method, path, body, owner);
const script = (key: string, more: object) => app.control("PUT", "/openai/_script", { key, ...more });

const compatible = (name: string, key: string) => ({
  ...{
    name,
    kind: "compatible",
    address: `${app.simulator.url}/openai/v1`,
    answerModel: "simulated-large",
    simpleModel: "simulated-small",
  },
  ...{ isActive: true, key },
});
const one = (await call("POST", "/ai-providers", compatible("Um", "sk-one"))).body;

test("a key is never shown, stays with its host, and is sealed", async () => {
  assert.equal(one.hasKey, true);
  assert.equal(JSON.stringify((await call("GET", "/ai-providers")).body).includes("sk-one"), false);
  const [{ sealed }] = await app.rows("select sealed from ai_providers where id = $1", [one.id]);
  assert.ok(!sealed.includes("sk-one"));
  const moved = { address: "https://api.example.com/v1" };
  assert.equal((await call("PATCH", `/ai-providers/${one.id}`, moved)).body.code, "ai.provider_needs_key");
  assert.equal(
    (await call("PATCH", `/ai-providers/${one.id}`, { address: `${app.simulator.url}/openai/v1/` })).status,
    200,
    "the same host",
  );
  assert.equal((await call("POST", "/ai-providers", compatible("um", "x"))).body.code, "ai.provider_name_taken");
  const agent = await app.addMember(workspace, "Sofia", "supervisor");
  assert.equal((await app.call(agent, "POST", "/ai-providers", compatible("Dois", "x"))).status, 403);
});

test("a provider is checked by a click: by each protocol, and what fails is told by its kind", async () => {
  assert.deepEqual((await call("POST", `/ai-providers/${one.id}/check`)).body, { works: true, reason: null });
  const wrong = (await call("POST", "/ai-providers", { ...compatible("Errada", "sk-wrong"), kind: "openai" })).body;
  assert.deepEqual((await call("POST", `/ai-providers/${wrong.id}/check`)).body, { works: false, reason: "credentials" });
  const azure = (await call("POST", "/ai-providers", { ...compatible("Azure", "sk-azure"), kind: "azure" })).body;
  assert.deepEqual((await call("POST", `/ai-providers/${azure.id}/check`)).body, { works: true, reason: null });
  const inside = (await call("POST", "/ai-providers", { ...compatible("Dentro", "k"), address: "http://127.0.0.1:9/v1" })).body;
  assert.deepEqual((await call("POST", `/ai-providers/${inside.id}/check`)).body, { works: false, reason: "address_refused" });
  for (const [fault, reason] of [
    ["quota", "quota"],
    ["server", "transient"],
    ["no_model", "bad_request"],
    ["too_long", "too_long"],
  ] as const) {
    await script("sk-one", { replies: [{ fault }] });
    assert.deepEqual((await call("POST", `/ai-providers/${one.id}/check`)).body, { works: false, reason }, fault);
  }
  assert.equal((await call("GET", "/ai-providers")).body.items.find(({ id }: any) => id === wrong.id).problem, "credentials");
  for (const { id } of [wrong, azure, inside]) assert.equal((await call("DELETE", `/ai-providers/${id}`)).status, 204);
  await call("PATCH", `/ai-providers/${one.id}`, { isActive: true });
});

test("every request is in the log with what it cost; its words are for those who may, masked, and for so many days", async () => {
  await call("PUT", "/ai-prices", {
    items: [
      { model: "simulated-large", input: 2_500_000, output: 10_000_000 },
      { model: "simulated-small", input: 0, output: 0 },
    ],
  });
  await call("PATCH", "/ai-settings", { rate: 5_000_000 });
  await script("sk-one", { replies: [{ text: "ligue +55 92 98888-7777", tokens: { input: 1000, output: 100 } }] });
  await call("POST", `/ai-providers/${one.id}/check`);
  const { items } = (await call("GET", "/ai-calls?purpose=check&limit=2")).body;
  const priced = items.find(({ model }: any) => model === "simulated-large");
  // 1000 × $ 2.50 and 100 × $ 10 a million, at 5 to the dollar: 0.0175.
  assert.deepEqual([priced.cost, priced.inputTokens, priced.outcome], [17_500, 1000, "answered"]);
  const run = (await call("GET", `/ai-runs/${priced.runId}`)).body;
  const words = run.words.find(({ callId }: any) => callId === priced.id);
  assert.match(words.answered, /ligue \+55••••77/);
  assert.match(JSON.stringify(words.asked), /Answer with the one word/);
  const supervisor = await app.addMember(workspace, "Rita", "supervisor");
  assert.equal((await app.call(supervisor, "GET", `/ai-runs/${priced.runId}`)).body.words, null);
  const spend = (await call("GET", "/ai-spend")).body;
  assert.equal(spend.cost, 17_500);
  assert.equal(spend.currency, "BRL");
  assert.ok(spend.unpriced > 0, "what has no price is told, not counted as nothing");
  await call("PATCH", "/ai-settings", { keepDays: 1 });
  const { forgetWords } = await import("../../src/ai/log/forget-words.ts");
  await forgetWords(app.db, new Date(app.clock.now().getTime() + 2 * 86_400_000));
  assert.deepEqual((await call("GET", `/ai-runs/${priced.runId}`)).body.words, []);
});
