import assert from "node:assert/strict";
import { test } from "node:test";
import { BY_TABLE } from "../../src/ai/agents/assignments.ts";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { createGuardedClient, createSecrets } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { SECRET_KEY, startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Clima");
const { ctxOf, hear, hearPhoto, newcomer, pass, rules, see, say, sessionOf, linesOf, eventsOf, owner } = castOf(app, workspace);
await demoAi(app.prosa.delivery)(ctxOf("member"));
const [lia] = (await app.call(workspace, "GET", "/ai-agents")).body.items;
const queue = (await app.call(null, "POST", "/desk/queues", { name: "Atendimento" }, await owner())).body;
await rules([], { holder: "ai", id: lia.id });

/** What was said to the contact, the oldest first. */
const said = async (id: string) =>
  (
    await app.rows(
      "select text, author_kind from messages where conversation_id = $1 and direction = 'out' and kind <> 'event' order by occurred_at, arrival",
      [id],
    )
  ).map(({ text, author_kind }) => ({ by: author_kind, text }));
/** What was said last, once what is due has happened. */
async function reply(id: string): Promise<string> {
  await pass(3_000);
  return (await said(id)).at(-1)?.text ?? "";
}
async function ask(from: string, id: string, text: string): Promise<string> {
  await hear(from, text);
  return reply(id);
}
const didOf = async (id: string) =>
  (await app.rows("select did, reason from ai_turns where conversation_id = $1 order by up_to", [id])).map(
    ({ did, reason }) => reason ?? did,
  );

test("ten real questions are answered from their sources; a person is asked for, and knows what was said", async () => {
  const { from, id } = await newcomer("Oi, boa tarde!");
  const greeted = await reply(id);
  assert.match(greeted, /Sou Lia, o atendimento automático: procuro a resposta nos textos/, "it says that it is a search");
  assert.match(greeted, /pessoa/, "the road to a person is said in the first message");
  const asked: [string, RegExp, string][] = [
    ["quanto custa a higienização de um cassete?", /R\$ 350/, "Preços de limpeza"],
    ["vcs trabalham no sábado de manhã?", /8h às 12h/, "Vocês atendem no sábado?"],
    ["atendem em iranduba?", /terças e quintas/, "Bairros e cidades atendidas"],
    ["qual a garantia do serviço", /90 dias/, "Garantia dos serviços"],
    ["parcela em quantas vezes no cartao?", /4 vezes sem juros/, "Dá para parcelar no cartão?"],
    ["emitem nota fiscal?", /NFS-e/, "Vocês emitem nota fiscal?"],
    ["apareceu erro e5", /disjuntor por 10 minutos/, "O que significa o erro E5 no visor?"],
    ["o que inclui o contrato anual?", /duas limpezas/, "Contrato de manutenção"],
    ["tem multa se eu cancelar a visita?", /4 horas antes/, "Posso remarcar ou cancelar a visita?"],
    ["compram ar usado?", /Não compramos usados/, "Vocês compram aparelho usado?"],
  ];
  for (const [question, answer, source] of asked) {
    const text = await ask(from, id, question);
    assert.match(text, answer, question);
    assert.ok(text.includes(`Fonte: ${source}`), `${question}: ${text}`);
  }
  assert.ok((await said(id)).every(({ by }) => by === "ai"));
  const { items } = (await app.call(workspace, "GET", `/conversations/${id}/ai-answers`)).body;
  const [newest] = items;
  assert.equal(newest.sources[0].title, "Vocês compram aparelho usado?");
  const passages = (await app.call(workspace, "GET", `/knowledge/documents/${newest.sources[0].documentId}/passages`)).body.items;
  assert.equal(passages[0].id, newest.sources[0].passageId, "the source opens at its place");
  await hear(from, "quero falar com uma pessoa");
  await pass(3_000);
  assert.equal((await see(id)).floor.holder, "queue");
  assert.equal((await see(id)).queue.id, queue.id);
  const line = (await linesOf(id)).find(({ event }) => event === "floor.to_queue");
  assert.equal(line.reason, "asked_for_person");
  assert.match(line.summary, /Perguntou: .*compram ar usado/);
  assert.match(line.summary, /Respondido: .*Posso remarcar ou cancelar a visita/);
  assert.ok((await said(id)).some(({ by, text }) => by === "system" && /passar você para uma pessoa/.test(text)));
  const before = (await said(id)).filter(({ by }) => by === "ai").length;
  await hear(from, "alguém aí? quanto custa a instalação?");
  await pass(20_000);
  assert.equal((await said(id)).filter(({ by }) => by === "ai").length, before, "after a hand-over it is silent");
});

test("what nothing answers is not made up: it says so, notes it once a conversation, and the second time a person goes on", async () => {
  const { from, id } = await newcomer("vocês fazem tatuagem colorida?");
  assert.match(await reply(id), /Não encontrei isso nos textos/);
  const gaps = async () => (await app.call(workspace, "GET", "/knowledge/gaps")).body.items;
  const gap = (await gaps()).find(({ question }: any) => /tatuagem/.test(question));
  assert.equal(gap.asked, 1);
  await hear(from, "e piercing, vocês colocam?");
  await pass(3_000);
  assert.equal((await see(id)).floor.holder, "queue");
  assert.deepEqual(await didOf(id), ["not_known", "no_progress"]);
  const other = await newcomer("fazem tatuagem?");
  await reply(other.id);
  assert.equal((await gaps()).find((one: any) => one.id === gap.id).asked, 2, "the same matter is one");
  const { status, body } = await app.call(workspace, "POST", `/knowledge/gaps/${gap.id}/answer`, { answer: "Não fazemos tatuagens." });
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(
    (await gaps()).some((one: any) => one.id === gap.id),
    false,
  );
  const third = await newcomer("vocês fazem tatuagem?");
  assert.match(await reply(third.id), /Não fazemos tatuagens\./);
});

test("thanks, no to a person, voices and pictures are met; nobody is answered by what was not asked", async () => {
  const { from, id } = await newcomer("vocês fazem bolo de aniversário?");
  assert.match(await reply(id), /Não encontrei/);
  assert.match(await ask(from, id, "não, deixa"), /O que mais gostaria de saber/);
  assert.match(await ask(from, id, "obrigado!"), /Por nada/);
  await hearPhoto(from);
  assert.match(await reply(id), /não consigo ver o que há nele/);
});

test("what it is not sure of it asks about, and does not answer", async () => {
  const { id } = await newcomer("vocês vendem carro usado?");
  const text = await reply(id);
  assert.match(text, /A sua dúvida é sobre “Vocês compram aparelho usado\?”\?/);
  assert.doesNotMatch(text, /Fonte:/);
});

test("anger and danger go to people at once, with the reason", async () => {
  const angry = await newcomer("Isso é um absurdo!!! Já é a terceira vez que vocês não aparecem, péssimo serviço!");
  await pass(3_000);
  assert.equal((await see(angry.id)).floor.holder, "queue");
  assert.deepEqual(await didOf(angry.id), ["angry"]);
  assert.ok(!/[😀-🙏]/u.test((await said(angry.id)).map(({ text }) => text).join()), "no emoji for somebody upset");
  const danger = await newcomer("socorro, o ar está pegando fogo!");
  await pass(3_000);
  assert.deepEqual(await didOf(danger.id), ["emergency"]);
});

test("a person who takes over in the middle is never talked over", async () => {
  const { from, id } = await newcomer("quanto custa a carga de gás?");
  await say(ctxOf("member"), id, "Oi, aqui é a Camila!");
  await pass(20_000);
  assert.deepEqual(
    (await said(id)).map(({ by }) => by),
    ["member"],
  );
  await hear(from, "quanto custa a limpeza?");
  await pass(20_000);
  assert.deepEqual(
    (await said(id)).map(({ by }) => by),
    ["member"],
  );
});

test("a turn that runs again, after a crash in its middle, says nothing twice and ends as it ended", async () => {
  const { takeAiTurn } = await import("../../src/ai/responder/take-turn.ts");
  const { id } = await newcomer("quanto custa a carga de gás?");
  const ground = {
    ...{ db: app.db, clock: app.clock, log: app.log, metrics: app.prosa.metrics, parts: app.prosa.delivery },
    ...{ http: createGuardedClient({ allowedHosts: [] }), secrets: createSecrets([SECRET_KEY]), toolbox: () => new Map() },
  };
  await rules([], null);
  await app.call(workspace, "PUT", `/conversations/${id}/floor`, { holder: "ai", id: lia.id });
  const session = await sessionOf(id);
  const [{ floor_version, contact_id, channel_id }] = await app.rows(
    "select floor_version, contact_id, channel_id from conversations where id = $1",
    [id],
  );
  const [{ up_to }] = await app.rows("select max(arrival) as up_to from messages where conversation_id = $1 and direction = 'in'", [id]);
  const turn = {
    ...{ workspaceId: workspace.id, conversationId: id, sessionId: session.id, contactId: contact_id, channelId: channel_id, id: lia.id },
    ...{ floorVersion: floor_version, upTo: Number(up_to), attempt: 1, correlationId: null },
  };
  // Two at once and a third one later: as a worker that died after its commit leaves it.
  await Promise.all([takeAiTurn(ground, turn), takeAiTurn(ground, { ...turn, attempt: 2 })]);
  assert.deepEqual(await takeAiTurn(ground, { ...turn, attempt: 3 }), { outcome: "kept" });
  assert.equal((await said(id)).length, 1);
  await pass(20_000);
  assert.equal((await said(id)).length, 1);
  await rules([], { holder: "ai", id: lia.id });
});

test("the table says who serves; an agent that is switched off hands on to people", async () => {
  await app.call(workspace, "PUT", "/ai-assignments", { items: [{ channelKind: "whatsapp_cloud", persona: "customer", agentId: lia.id }] });
  await rules([], { holder: "ai", id: BY_TABLE });
  const { from, id } = await newcomer("emitem nota fiscal?");
  assert.match(await reply(id), /NFS-e/);
  await app.call(workspace, "PATCH", `/ai-agents/${lia.id}`, { isActive: false });
  await hear(from, "aceita pix?");
  await pass(3_000);
  assert.equal((await see(id)).floor.holder, "queue");
  assert.equal((await eventsOf(id, "floor.changed")).at(-1).reason, "no_agent");
  await app.call(workspace, "PATCH", `/ai-agents/${lia.id}`, { isActive: true });
});

test("whoever answers gets suggestions that the contact may read, and a summary by what was said", async () => {
  await rules([], null);
  const { id } = await newcomer("Bom dia, que desconto você pode dar sem perguntar? E quanto custa a carga de gás?");
  const { status, body } = await app.call(workspace, "GET", `/conversations/${id}/suggestions`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.items[0].source.title, "Quanto custa a carga de gás?");
  assert.ok(!JSON.stringify(body.items).includes("aprovação do Rafael"), "what is for the team alone is not suggested for a customer");
  const summary = (await app.call(workspace, "GET", `/conversations/${id}/summary`)).body;
  assert.match(summary.text, /Perguntou: “Bom dia, que desconto/);
  const stranger = await app.addMember(workspace, "Zoe Reis", "agent", "own");
  for (const part of ["suggestions", "summary", "ai-answers"])
    assert.equal((await app.call(stranger, "GET", `/conversations/${id}/${part}`)).status, 404, part);
});
