import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, FlowDocument } from "../../../flow/document.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";
import { drawn, says } from "./drawing.ts";
import { replayAll } from "./replaying.ts";

/** A bot of Typebot takes the conversation and gives it back; the simulator plays its viewer. */
const app = await startApp();
const workspace = await app.addWorkspace("Typebot");
const { newcomer, hear, hearChoice, hearPhoto, pass, sessionOf, owner } = castOf(app, workspace);
const call = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await owner());
const viewer = `${app.simulator.url}/typebot`;

const hands = (settings: object = {}, exits: Record<string, string> = { next: "fim", failed: "mau" }): Block => ({
  ...{ id: "bot", type: "room", block: "flows.typebot", exits },
  settings: { viewer, bot: "menu", beginningText: "Nome={{contact.name}}\nsem sentido", ...settings },
});
const flowOf = (word: string, bot: Block): FlowDocument =>
  drawn([{ on: "keyword", words: [word], match: "word" }], [bot, says("fim", "De volta à loja."), says("mau", "O bot não responde.")]);

async function live(word: string, bot: Block): Promise<string> {
  const made = await call("POST", "/flows", { name: word, document: flowOf(word, bot), layout: { blocks: {}, notes: [] } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const published = await call("POST", `/flows/${made.body.id}/publish`, {});
  assert.equal(published.status, 200, JSON.stringify(published.body));
  await call("PATCH", `/flows/${made.body.id}`, { isActive: true });
  return made.body.id;
}

const said = async (conversationId: string): Promise<string[]> =>
  (
    await app.rows(
      "select text from messages where conversation_id = $1 and direction = 'out' and kind <> 'event' and not is_note order by arrival",
      [conversationId],
    )
  ).map(({ text }) => text);
async function write(from: string, text: string) {
  await hear(from, text);
  await pass(2_100);
}
const begin = async (word: string) => {
  const person = await newcomer(word);
  await pass(2_100);
  return person;
};
const lastRun = async (conversationId: string) =>
  (
    await app.rows("select id, status, ending, state from flow_runs where conversation_id = $1 order by started_at desc", [conversationId])
  )[0];

test("a bot of Typebot greets, is answered by tap, words and photo, is misunderstood, and gives the conversation back", async () => {
  const flow = await live("bot", hands());
  const { id, from } = await begin("bot");
  const [greeting, question] = await said(id);
  assert.match(String(greeting), /^Olá, .+!$/);
  assert.equal(question, "Em que posso ajudar?");
  assert.deepEqual([(await sessionOf(id)).holder_id, (await lastRun(id)).state.waiting.for], [flow, "answer"]);
  await write(from, "banana");
  assert.equal((await said(id)).at(-1), "Escolha uma das opções.");
  const [asked] = await app.rows("select content from messages where conversation_id = $1 and kind = 'buttons' order by arrival desc", [
    id,
  ]);
  await hearChoice(from, asked.content.buttons[0].id);
  await pass(2_100);
  assert.equal((await said(id)).at(-1), "Mande a foto.");
  await write(from, "não tenho");
  assert.equal((await said(id)).at(-1), "Preciso da foto.");
  await hearPhoto(from);
  await pass(2_100);
  assert.deepEqual((await said(id)).slice(-2), ["Recebi a foto, obrigado.", "De volta à loja."]);
  const { items, files } = await app.control("GET", "/typebot/_sessions");
  assert.equal(items.length, 1);
  assert.deepEqual(items[0].heard.slice(0, 3), [
    { type: "text", text: "banana" },
    { type: "text", text: "item-photo" },
    { type: "text", text: "não tenho" },
  ]);
  assert.match(items[0].heard[3].text, /^http:.*\/typebot\/files\//);
  assert.ok(files.length === 1 && files[0] > 100, "the bytes of the photo lie at the bot's");
  assert.deepEqual([(await lastRun(id)).ending, (await sessionOf(id)).holder], ["done", "nobody"]);
});

test("the number of an option, a forgotten session, and the words that work everywhere", async () => {
  const { id, from } = await begin("bot");
  await app.control("DELETE", "/typebot/_sessions");
  await write(from, "2");
  assert.equal((await said(id)).at(-1), "Em que posso ajudar?", "it began anew");
  await write(from, "2");
  assert.equal((await said(id)).at(-1), "Como se chama?");
  await write(from, "quero falar com uma pessoa");
  assert.deepEqual([(await lastRun(id)).ending, (await sessionOf(id)).holder], ["handed_over", "person"]);
});

test("a bot that is not there, breaks, never ends, is no JSON, no bot or wants a browser leaves by its exit, or to a person", async () => {
  const troubles = ["gone", "broken", "nonsense", "endless", "page", "browser"];
  for (const bot of troubles) {
    const flow = await live(`caso${bot}`, hands({ bot }));
    const { id } = await begin(`caso${bot}`);
    assert.deepEqual(await said(id), ["O bot não responde."], bot);
    await call("PATCH", `/flows/${flow}`, { isActive: false });
  }
  const flow = await live("privado", hands({ viewer: "https://10.0.0.7" }, { next: "fim" }));
  const { id } = await begin("privado");
  const run = await lastRun(id);
  assert.deepEqual([run.ending, (await sessionOf(id)).holder], ["failed", "person"]);
  const { steps } = (await call("GET", `/flow-runs/${run.id}`)).body;
  assert.equal(steps.at(-1).event.result.reason, "address_refused");
  await call("PATCH", `/flows/${flow}`, { isActive: false });
});

test("what it is set to is checked before it is published, and the same answer never reaches the bot twice", async () => {
  const { body } = await call("POST", "/flows", {
    name: "sem endereço",
    document: flowOf("vazio", hands({ viewer: "ftp://x" })),
    layout: { blocks: {}, notes: [] },
  });
  const { items } = (await call("POST", `/flows/${body.id}/check`, {})).body;
  assert.ok(items.some(({ code, block }: Record<string, string>) => code === "input_wrong" && block === "bot"));
  await app.control("DELETE", "/typebot/_sessions");
  const { from } = await begin("bot");
  await Promise.all([hear(from, "3"), pass(2_100)]);
  await pass(2_100);
  const [session] = (await app.control("GET", "/typebot/_sessions")).items;
  assert.deepEqual(session.heard, [{ type: "text", text: "item-bye" }]);
});

test("every step that was stored gives the same state and effects when it is played again", async () => {
  assert.ok((await replayAll(app.rows)) > 20);
});
