import assert from "node:assert/strict";
import { after, test } from "node:test";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { createTurnTaking } from "../../src/inbox/floor/take-turn.ts";
import { createJobRunner, createMetrics } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Clima");
const { ctxOf, hear, newcomer, pass, rules, owner } = castOf(app, workspace);
const headers = await owner();
const call = (method: "GET" | "POST" | "PATCH", path: string, body?: object) => app.call(null, method, path, body, headers);
const KEY = "sk-one";
const script = (replies: object[]) => app.control("PUT", "/openai/_script", { key: KEY, replies });
const received = async (): Promise<any[]> => (await app.control("GET", `/openai/_received?key=${KEY}`)).items;
await demoAi(app.prosa.delivery)(ctxOf("member"));
const [lia] = (await call("GET", "/ai-agents")).body.items;
await rules([], { holder: "ai", id: lia.id });
await call("POST", "/ai-providers", {
  ...{ name: "Um", kind: "compatible", address: `${app.simulator.url}/openai/v1`, answerModel: "simulated-large" },
  ...{ simpleModel: "simulated-small", isActive: true, key: KEY },
});
await call("PATCH", `/ai-agents/${lia.id}`, { tools: ["conversation.note", "conversation.open_order"] });

const other = createJobRunner({
  ...{ db: app.db, clock: app.clock, log: app.log, metrics: createMetrics() },
  offers: [createTurnTaking(app.prosa.delivery)],
});
after(() => other.stop());

const note = (text: string, more = {}) => ({ tool: "conversation_note", input: { text }, ...more });
const talked = (text: string, more = {}) => ({
  text: JSON.stringify({ did: "talked", text, confidence: 0.9, sources: [], wants_person: false }),
  ...more,
});
const notesOf = async (id: string) =>
  (await app.rows("select text from messages where conversation_id = $1 and is_note and kind = 'text' order by arrival", [id])).map(
    ({ text }) => text,
  );
const answersOf = async (id: string) =>
  (
    await app.rows(
      "select text from messages where conversation_id = $1 and author_kind = 'ai' and not is_note and kind = 'text' order by arrival",
      [id],
    )
  ).map(({ text }) => text.split("\n").at(-1));
/** Waits until the model was asked `count` times more than before. */
async function asked(count: number, during: () => Promise<void>) {
  const before = (await received()).length;
  const done = during();
  await until(async () => (await received()).length >= before + count);
  return { done };
}
/** A second process, which takes what the first is thought to have died over, while the first works on. */
async function takeOver() {
  await app.rows("update jobs set owner = null where kind = 'inbox.take_turn'");
  await other.drain();
}

test("one turn in two workers at once: one answer, and what both want in other words is done once", async () => {
  await script([
    note("Tem dois aparelhos.", { delayMs: 3_000 }),
    note("O contato tem 2 aparelhos.", { delayMs: 3_000 }),
    talked("Anotei."),
    talked("Está anotado."),
  ]);
  const { id } = await newcomer("tenho dois aparelhos, anote");
  const one = await asked(1, () => pass(3_000));
  await Promise.all([one.done, takeOver()]);
  await pass(3_000);
  const acted = await app.rows("select distinct run_id from ai_tool_runs where conversation_id = $1 and state = 'done'", [id]);
  assert.equal(acted.length, 1);
  assert.equal((await answersOf(id)).length, 1);
});

test("a turn whose process dies between a tool and the answer does nothing again", async () => {
  await script([note("Prefere a manhã."), { fault: "hang" }, note("De manhã é melhor."), talked("Anotei.")]);
  const { id } = await newcomer("prefiro de manhã, anote");
  const dead = await asked(2, () => pass(3_000));
  assert.deepEqual(await notesOf(id), ["Prefere a manhã."]);
  await takeOver();
  assert.deepEqual(await notesOf(id), ["Prefere a manhã."]);
  assert.deepEqual(await answersOf(id), ["Anotei."]);
  await dead.done;
  await pass(3_000);
  assert.equal((await notesOf(id)).length, 1);
  assert.equal((await answersOf(id)).length, 1);
});

test("what was done for words that more was added to is told to the next turn, and the same is not done again", async () => {
  await script([
    note("Quer visita."),
    talked("Anotei.", { delayMs: 10_000 }),
    note("Quer visita."),
    note("Mora em Campinas."),
    talked("Pronto."),
  ]);
  const { from, id } = await newcomer("anote que quero visita");
  const first = await asked(2, () => pass(3_000));
  await hear(from, "e que moro em Campinas");
  await first.done;
  await pass(20_000);
  assert.deepEqual(await notesOf(id), ["Quer visita.", "Mora em Campinas."]);
  assert.deepEqual(await answersOf(id), ["Pronto."]);
  assert.match(JSON.stringify((await received()).at(-1).body.messages), /<done>\\nconversation\.note/);
});

test("of two workers that ask for a yes, the yes is to the question that was said", async () => {
  const order = { tool: "conversation_open_order", input: { title: "Split pingando" } };
  await script([
    { ...order, delayMs: 3_000 },
    { ...order, delayMs: 3_000 },
  ]);
  const { from, id } = await newcomer("mandem alguém, está pingando");
  const one = await asked(1, () => pass(3_000));
  await Promise.all([one.done, takeOver()]);
  await hear(from, "sim");
  await pass(3_000);
  assert.match((await answersOf(id)).at(-1) ?? "", /Pronto, está feito/);
  assert.equal((await app.rows("select 1 from work_orders where title = 'Split pingando'")).length, 1);
});
