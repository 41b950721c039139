import assert from "node:assert/strict";
import { test } from "node:test";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Clima");
const { ctxOf, hear, newcomer, pass, rules, see, say, linesOf, owner } = castOf(app, workspace);
const headers = await owner();
const call = (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: object) =>
  app.call(null, method, path, body, headers);
const script = (key: string, more: object) => app.control("PUT", "/openai/_script", { key, ...more });
const received = async (key: string) => (await app.control("GET", `/openai/_received?key=${key}`)).items;
await demoAi(app.prosa.delivery)(ctxOf("member"));
const [lia] = (await call("GET", "/ai-agents")).body.items;
await call("POST", "/desk/queues", { name: "Atendimento" });
await rules([], { holder: "ai", id: lia.id });
const provider = (name: string, key: string) =>
  call("POST", "/ai-providers", {
    ...{ name, kind: "compatible", address: `${app.simulator.url}/openai/v1`, answerModel: "simulated-large" },
    ...{ simpleModel: "simulated-small", isActive: true, key },
  });
const first = (await provider("Um", "sk-one")).body;
const second = (await provider("Dois", "sk-two")).body;
await call("PUT", "/ai-prices", { items: [{ model: "simulated-large", input: 2_500_000, output: 10_000_000 }] });

const answer = (more: object) => ({
  text: JSON.stringify({ did: "answered", text: "A limpeza custa R$ 180.", confidence: 0.9, sources: [1], wants_person: false, ...more }),
});
const said = async (id: string) =>
  (
    await app.rows(
      "select text, author_kind, id from messages where conversation_id = $1 and direction = 'out' and kind <> 'event' and not is_note order by occurred_at, arrival",
      [id],
    )
  ).map(({ text, author_kind, id }) => ({ by: author_kind, text, id }));
async function reply(id: string): Promise<string> {
  await pass(3_000);
  return (await said(id)).at(-1)?.text ?? "";
}
const didOf = async (id: string) =>
  (await app.rows("select did, reason from ai_turns where conversation_id = $1 order by up_to", [id])).map(
    ({ did, reason }) => reason ?? did,
  );
const callsOf = async (id: string) => (await call("GET", `/ai-calls?conversationId=${id}`)).body.items.toReversed();
/** Waits until the first provider has one request more than now. */
async function whenAsked(): Promise<() => Promise<void>> {
  const before = (await received("sk-one")).length;
  return async () => {
    while ((await received("sk-one")).length === before) await new Promise((resolve) => setTimeout(resolve, 50));
  };
}
const calm = async () => {
  for (const key of ["sk-one", "sk-two"]) await script(key, {});
  for (const { id } of [first, second]) await call("PATCH", `/ai-providers/${id}`, { isActive: true });
};

test("a model answers from passages, quotes them, and from the message one gets to its call", async () => {
  const { id } = await newcomer("quanto custa a limpeza de um split?");
  const text = await reply(id);
  assert.match(text, /Sou Lia, o atendimento automático com inteligência artificial/);
  assert.match(text, /Fonte: Preços de limpeza/);
  const [made] = await callsOf(id);
  assert.deepEqual([made.provider, made.outcome, made.cameTo, made.agentVersion], ["Um", "answered", "answered", 1]);
  assert.ok(made.cost > 0);
  assert.equal(made.messageId, (await said(id)).at(-1)?.id);
  const told = (await call("GET", `/conversations/${id}/ai-answers`)).body.items[0];
  assert.equal(told.runId, made.runId);
  const run = (await call("GET", `/ai-runs/${made.runId}`)).body;
  assert.equal(run.turn.sources[0].title, "Preços de limpeza");
  assert.match(JSON.stringify(run.words[0].asked), /<passages>/);
});

test("one down: the other answers. Both down: a sentence and a person, and all of it is in the log", async () => {
  await script("sk-one", { always: { fault: "server" } });
  const { from, id } = await newcomer("quanto custa a limpeza de um split?");
  assert.match(await reply(id), /Fonte: Preços de limpeza/);
  assert.deepEqual(
    (await callsOf(id)).map(({ provider, outcome, attempt }: any) => `${provider} ${attempt} ${outcome}`),
    [...["Um 1 transient", "Um 2 transient", "Um 3 transient", "Dois 1 answered"]],
  );
  await script("sk-two", { always: { fault: "quota" } });
  await hear(from, "e o prazo de garantia?");
  await pass(3_000);
  assert.equal((await see(id)).floor.holder, "queue");
  assert.deepEqual(await didOf(id), ["answered", "model_away"]);
  assert.ok((await said(id)).some(({ by, text }) => by === "system" && /Não consigo responder agora/.test(text)));
  const line = (await linesOf(id)).find(({ event }) => event === "floor.to_queue");
  assert.match(line.summary, /garantia/);
  assert.equal((await callsOf(id)).at(-1).outcome, "quota");
  assert.equal((await call("GET", "/ai-providers")).body.items[1].problem, "quota");
  // What only a person mends is not asked again at once.
  const before = (await received("sk-two")).length;
  const other = await newcomer("vocês emitem nota fiscal?");
  await pass(3_000);
  assert.equal((await see(other.id)).floor.holder, "queue");
  assert.equal((await received("sk-two")).length, before);
  await calm();
});

test("a person who takes over while the model thinks is not talked over; who writes on is answered once, to all of it", async () => {
  await script("sk-one", { replies: [{ delayMs: 3_000, ...answer({}) }] });
  const taken = await newcomer("quanto custa a limpeza?");
  const asked = await whenAsked();
  const thinking = pass(3_000);
  await asked();
  await say(ctxOf("member"), taken.id, "Oi, aqui é a Camila!");
  await thinking;
  await pass(20_000);
  assert.deepEqual(
    (await said(taken.id)).map(({ by }) => by),
    ["member"],
  );
  assert.equal((await callsOf(taken.id))[0].cameTo, "overtaken");

  await script("sk-one", { replies: [{ delayMs: 3_000, ...answer({}) }] });
  const more = await newcomer("quanto custa");
  const askedAgain = await whenAsked();
  const slow = pass(3_000);
  await askedAgain();
  await hear(more.from, "a limpeza de um split?");
  await slow;
  await pass(20_000);
  assert.equal((await said(more.id)).length, 1);
  const last = JSON.stringify((await received("sk-one")).at(-1).body.messages.at(-1));
  assert.match(last, /quanto custa\\na limpeza de um split\?/);
});

test("hands over when it is asked to, by tool, by the old tag, when it is not sure, and at the second time without progress", async () => {
  const handed = async (replies: object[], reason: string, text = "quero entender o contrato anual de vocês") => {
    await script("sk-one", { replies });
    const { id } = await newcomer(text);
    await pass(3_000);
    assert.deepEqual(await didOf(id), [reason]);
    assert.equal((await see(id)).floor.holder, "queue", reason);
    return (await said(id)).map(({ text }) => text).join("\n");
  };
  await handed([{ tool: "hand_over", input: {} }], "asked_for_person");
  await handed([answer({ wants_person: true })], "asked_for_person");
  const tagged = await handed([{ text: "Vou transferir. [DIRECIONAR_ATENDIMENTO_HUMANO]" }], "asked_for_person");
  assert.ok(!tagged.includes("DIRECIONAR"));
  await handed([answer({ confidence: 0.2 })], "unsure");
  await handed([{ text: "no json" }, { text: "still none" }], "model_away");
  const { from, id } = await newcomer("vocês fazem tatuagem?");
  await script("sk-one", { replies: [answer({ did: "answered", sources: [] }), answer({ did: "not_known" })] });
  assert.match(await reply(id), /Não encontrei isso/, "without a source nothing is said");
  await hear(from, "e piercing, vocês colocam?");
  await pass(3_000);
  assert.deepEqual(await didOf(id), ["not_known", "no_progress"]);
  await calm();
});

test("bad form is mended once, too long is cut once, and a slow provider gives way", async () => {
  await script("sk-one", { replies: [{ text: "{" }, answer({})] });
  const mended = await newcomer("quanto custa a limpeza?");
  assert.match(await reply(mended.id), /R\$ 180/);
  assert.deepEqual(
    (await callsOf(mended.id)).map(({ outcome }: any) => outcome),
    ["bad_output", "answered"],
  );
  await script("sk-one", { replies: [{ fault: "rate_limit", retryAfter: 60 }] });
  const hurried = await newcomer("quanto custa a limpeza?");
  await reply(hurried.id);
  assert.deepEqual(
    (await callsOf(hurried.id)).map(({ provider, outcome }: any) => `${provider} ${outcome}`),
    ["Um rate_limited", "Dois answered"],
  );
  await calm();
});

test("tools look up and act for the own conversation alone, once, within what the agent has; what costs waits for a yes", async () => {
  await call("PATCH", `/ai-agents/${lia.id}`, {
    tools: ["knowledge.search", "contact.read", "conversation.note", "conversation.open_order"],
  });
  await script("sk-one", {
    replies: [
      { tool: "contact_read", input: {} },
      { tool: "conversation_note", input: { text: "Tem dois aparelhos." } },
      answer({ sources: [] }),
    ],
  });
  const { id } = await newcomer("tenho dois aparelhos");
  await pass(3_000);
  assert.deepEqual(await didOf(id), ["answered"]);
  const notes = await app.rows("select text from messages where conversation_id = $1 and is_note", [id]);
  assert.deepEqual(
    notes.map(({ text }) => text),
    ["Tem dois aparelhos."],
  );
  const audited = await app.rows("select 1 from audit_log where subject_id = $1 and action = 'conversation.note'", [id]);
  assert.equal(audited.length, 1);

  await script("sk-one", {
    replies: [
      { tool: "conversation_resolve", input: {} },
      { tool: "conversation_open_order", input: { title: "x", technicianId: workspace.memberId } },
      answer({}),
    ],
  });
  const bold = await newcomer("fecha tudo");
  await pass(3_000);
  const [run] = await callsOf(bold.id);
  const { tools } = (await call("GET", `/ai-runs/${run.runId}`)).body;
  assert.deepEqual(
    tools.map(({ tool, state }: any) => `${tool} ${state}`),
    ["conversation.open_order refused"],
    "what it was not given is not even tried",
  );

  await script("sk-one", { replies: [{ tool: "conversation_open_order", input: { title: "Split pingando" } }] });
  const wants = await newcomer("meu split está pingando, mandem alguém");
  assert.match(await reply(wants.id), /Posso fazer isto por você: Abrir uma ordem de serviço/);
  const orders = () => app.rows("select title from work_orders where title = 'Split pingando'", []);
  assert.equal((await orders()).length, 0);
  await hear(wants.from, "sim");
  assert.match(await reply(wants.id), /Pronto, está feito/);
  assert.equal((await orders()).length, 1);
  await script("sk-one", { replies: [{ tool: "conversation_open_order", input: { title: "Outra" } }] });
  await hear(wants.from, "e mais uma visita");
  await pass(3_000);
  await hear(wants.from, "não");
  assert.match(await reply(wants.id), /não fiz nada/);
  assert.equal((await app.rows("select 1 from work_orders where title = 'Outra'", [])).length, 0);
  assert.equal((await call("PATCH", `/ai-agents/${lia.id}`, { tools: ["contact.block"] })).body.code, "ai.unknown_tool");
});

test("over the month's budget no model is asked: the search answers, and administrators hear of it; a conversation's own limit brings a person", async () => {
  await calm();
  await call("PATCH", "/ai-settings", { monthLimit: 0, alertAt: 0 });
  const before = (await received("sk-one")).length;
  const { id } = await newcomer("vocês emitem nota fiscal?");
  assert.match(await reply(id), /procuro a resposta nos textos[\s\S]*NFS-e/);
  assert.equal((await received("sk-one")).length, before);
  const open = async () =>
    (await app.rows("select kind from alerts where ended_at is null and kind like 'ai_%' order by kind", [])).map(({ kind }) => kind);
  assert.deepEqual(await open(), ["ai_spend_high", "ai_spend_stopped"]);
  await call("PATCH", "/ai-settings", { monthLimit: null, alertAt: 50_000, conversationLimit: 0 });
  assert.deepEqual(await open(), []);
  const dear = await newcomer("qual a garantia do serviço?");
  await pass(3_000);
  assert.deepEqual(await didOf(dear.id), ["money"]);
  await call("PATCH", "/ai-settings", { conversationLimit: 200 });
});

test("a model writes for a member, who uses, changes or refuses it; nothing is sent by itself", async () => {
  await rules([], null);
  const { id } = await newcomer("quanto custa a limpeza de um split?");
  const help = (body: object) => call("POST", `/conversations/${id}/ai-help`, body);
  const reply = await help({ kind: "reply" });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  assert.equal(reply.body.sources[0].title, "Preços de limpeza");
  assert.equal((await said(id)).length, 0);
  assert.equal((await call("PUT", `/conversations/${id}/ai-help/${reply.body.runId}`, { verdict: "taken" })).status, 204);
  app.clock.advance(1_000);
  await say(ctxOf("member"), id, `${reply.body.text} Posso marcar?`);
  await pass(2_000);
  const cameTo = async (runId: string) => (await call("GET", `/ai-runs/${runId}`)).body.calls[0].cameTo;
  assert.equal(await cameTo(reply.body.runId), "edited");
  await script("sk-one", { replies: [{ text: "Prezado cliente, o preço é R$ 180." }, { text: "veja https://estranho.example" }] });
  const formal = (await help({ kind: "rewrite", text: "oi, é 180", way: "formal" })).body;
  assert.equal(formal.text, "Prezado cliente, o preço é R$ 180.");
  await call("PUT", `/conversations/${id}/ai-help/${formal.runId}`, { verdict: "refused" });
  assert.equal(await cameTo(formal.runId), "refused");
  assert.deepEqual((await help({ kind: "translate", text: "oi", language: "en" })).body.warnings, ["link"]);
  const foreign = (await help({ kind: "translate", text: "I will come at nine.", language: "en" })).body;
  await call("PUT", `/conversations/${id}/ai-help/${foreign.runId}`, { verdict: "taken" });
  app.clock.advance(1_000);
  await say(ctxOf("member"), id, foreign.text);
  await pass(2_000);
  assert.equal(await cameTo(foreign.runId), "accepted");
  assert.match((await help({ kind: "summary" })).body.text, /contact: quanto custa/);
  assert.equal((await help({ kind: "rewrite" })).status, 400);
  const viewer = await app.addMember(workspace, "Vera", "viewer");
  assert.equal((await app.call(viewer, "POST", `/conversations/${id}/ai-help`, { kind: "summary" })).status, 403);
  await script("sk-one", { always: { fault: "server" } });
  await script("sk-two", { always: { fault: "server" } });
  assert.equal((await help({ kind: "summary" })).body.code, "ai.no_help");
  await calm();
  await rules([], { holder: "ai", id: lia.id });
});

test("what an agent is told has versions that can be told again", async () => {
  await call("PATCH", `/ai-agents/${lia.id}`, { prompt: "Fale de tubarões." });
  const { items } = (await call("GET", `/ai-agents/${lia.id}/versions`)).body;
  assert.equal(items[0].prompt, "Fale de tubarões.");
  const [went] = (await call("GET", `/ai-agents/${lia.id}/performance`)).body.items;
  assert.ok(went.version === 1 && went.conversations > 0 && went.costEach > 0);
  const restored = (await call("POST", `/ai-agents/${lia.id}/versions/1/restore`)).body;
  assert.deepEqual([restored.version, restored.prompt], [items[0].version + 1, items.at(-1).prompt]);
});
