import assert from "node:assert/strict";
import { test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Leads");
const { hear, newcomer } = castOf(app, workspace);
const DAY = 86_400_000;

const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of that member. */
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}
const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const vera = await app.addMember(workspace, "Vera Paz", "viewer");
const contactOf = async (conversationId: string): Promise<string> =>
  (await app.rows("select contact_id as id from conversations where id = $1", [conversationId]))[0].id;

test("a question about the price moves the score, and the change names the message", async () => {
  const { from, id } = await newcomer("oi");
  const contactId = await contactOf(id);
  const before = (await as(vera, "GET", `/contacts/${contactId}/lead`)).body.lead;
  assert.ok(before.score > 0);
  await hear(from, "quanto custa a manutenção?");
  await app.runJobs();
  const after = (await as(vera, "GET", `/contacts/${contactId}/lead`)).body.lead;
  assert.ok(after.score > before.score);
  const [change] = after.changes;
  assert.deepEqual([change.scoreFrom, change.scoreTo, change.cause], [before.score, after.score, "message"]);
  assert.equal(change.message.text, "quanto custa a manutenção?");
  const price = change.moved.find(({ item }: any) => item === "price");
  assert.deepEqual([price.from, price.to, price.messageId], [0, 30, change.message.id]);
  const [row] = await app.rows("select score from contacts where id = $1", [contactId]);
  assert.equal(row.score, after.score);
  assert.equal((await as(bia, "GET", `/contacts/${contactId}/lead`)).status, 404, "who does not see the person sees no score");
});

test("what is denied shows nothing; a word of the workspace counts when everybody is scored again", async () => {
  const { from, id } = await newcomer("não quero comprar");
  const contactId = await contactOf(id);
  const intents = async () =>
    (await as(sofia, "GET", `/contacts/${contactId}/lead`)).body.lead.items
      .filter(({ part, points }: any) => part === "intent" && points > 0)
      .map(({ item }: any) => item);
  assert.deepEqual(await intents(), []);
  await hear(from, "vocês fazem plano parceiro?");
  assert.deepEqual(await intents(), []);
  assert.equal((await as(bia, "PATCH", "/lead-settings", { words: { buy: ["plano parceiro"] } })).status, 403);
  assert.equal((await as(sofia, "PATCH", "/lead-settings", { words: { buy: ["?"] } })).status, 400);
  const { body } = await as(sofia, "PATCH", "/lead-settings", { words: { buy: ["plano parceiro"] } });
  assert.deepEqual(body.words.buy, ["plano parceiro"]);
  assert.equal((await as(sofia, "POST", "/leads/rescore")).status, 202);
  assert.deepEqual(await intents(), ["buy"]);
});

test("leads are listed by score, page by page, and filters are refused by name", async () => {
  const first = (await as(vera, "GET", "/leads?limit=1")).body;
  const second = (await as(vera, "GET", `/leads?limit=1&cursor=${first.nextCursor}`)).body;
  assert.ok(first.items[0].score >= second.items[0].score);
  assert.notEqual(first.items[0].contactId, second.items[0].contactId);
  assert.equal((await as(vera, "GET", "/leads?temperature=9")).status, 400);
  assert.deepEqual((await as(vera, "GET", "/leads?minScore=100")).body.items, []);
});

test("time takes points away; ninety days of silence make a lead inactive, and a word brings them back", async () => {
  const { from, id } = await newcomer("quero comprar dois");
  const contactId = await contactOf(id);
  const lead = async () => (await as(sofia, "GET", `/contacts/${contactId}/lead`)).body.lead;
  const before = await lead();
  app.clock.advance(95 * DAY);
  await as(sofia, "POST", `/contacts/${contactId}/lead/rescore`);
  const after = await lead();
  assert.ok(after.score < before.score);
  assert.deepEqual([after.action, after.lifecycle, after.changes[0].cause], ["re_engage", "inactive", "asked"]);
  const [entry] = await app.rows("select detail from audit_log where subject_id = $1 and action = 'contact.changed'", [contactId]);
  assert.equal(entry.detail.reason, "silent_90_days");
  await hear(from, "oi de novo");
  assert.equal((await lead()).lifecycle, "lead");
});

test("a merge carries the signals along, and its undo brings them back", async () => {
  const [one, other] = [await newcomer("quero comprar"), await newcomer("oi")];
  const [kept, merged] = [await contactOf(other.id), await contactOf(one.id)];
  const bought = async (contactId: string) =>
    (await as(sofia, "GET", `/contacts/${contactId}/lead`)).body.lead?.items.some(
      ({ item, points }: any) => item === "buy" && points > 0,
    ) ?? false;
  assert.deepEqual([await bought(merged), await bought(kept)], [true, false]);
  assert.equal((await as(sofia, "POST", `/contacts/${kept}/merges`, { otherContactId: merged })).status, 201);
  assert.equal(await bought(kept), true);
  const [merge] = await app.rows("select id from contact_merges where kept_id = $1", [kept]);
  const undone = await as(sofia, "DELETE", `/contacts/${kept}/merges/${merge.id}`);
  assert.ok(undone.status < 300, JSON.stringify(undone.body));
  assert.deepEqual([await bought(merged), await bought(kept)], [true, false]);
});

test("a deal is made from a conversation, moves along the board, and is won: the person is a customer", async () => {
  const { id: conversationId } = await newcomer("quero comprar");
  const contactId = await contactOf(conversationId);
  const made = await as(sofia, "POST", "/deals", { title: "Dois splits", conversationId, valueCents: 189_000 });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.body.contact.id, made.body.owner.name, made.body.currency], [contactId, "Sofia Reis", "BRL"]);
  const board = (await as(vera, "GET", "/deals/board")).body;
  assert.deepEqual(
    board.columns.map(({ stage, count }: any) => [stage.kind, count]),
    [
      ["open", 1],
      ["open", 0],
      ["open", 0],
      ["open", 0],
      ["won", 0],
      ["lost", 0],
    ],
  );
  assert.deepEqual(board.columns[0].sums, [{ currency: "BRL", cents: 189_000 }]);
  const [, second, , , won, lost] = board.pipeline.stages;
  const move = (stage: any, more: object = {}) => as(sofia, "POST", `/deals/${made.body.id}/move`, { stageId: stage.id, ...more });
  assert.equal((await move(second)).body.stage.name, second.name);
  assert.equal((await move(won, { revision: 1 })).body.code, "leads.deal_changed", "who read it before the first move");
  assert.equal((await move(lost)).body.code, "leads.lost_reason_missing");
  assert.equal((await move(lost, { lostReason: "Preço" })).body.lostReason, "Preço");
  const { body } = await move(won);
  assert.deepEqual([body.state, body.lostReason], ["won", null]);
  assert.equal((await as(vera, "GET", `/contacts/${contactId}/lead`)).body.lead.lifecycle, "customer");
  assert.equal((await as(sofia, "POST", `/deals/${made.body.id}/notes`, { text: "Entregar na sexta" })).status, 201);
  const { activities } = (await as(vera, "GET", `/deals/${made.body.id}`)).body;
  assert.deepEqual(
    activities.map(({ kind }: any) => kind),
    ["noted", "moved", "moved", "moved", "made"],
  );
});

test("two who move one deal at once: one moves it, the other is told", async () => {
  const { id: conversationId } = await newcomer("oi");
  const deal = (await as(sofia, "POST", "/deals", { title: "Corrida", conversationId })).body;
  const { stages } = (await as(sofia, "GET", "/pipelines")).body.items[0];
  const headers = await app.signIn(sofia);
  const move = (stageId: string) => app.call(null, "POST", `/deals/${deal.id}/move`, { stageId, revision: deal.revision }, headers);
  const answers = await Promise.all([move(stages[1].id), move(stages[2].id)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
});

test("a deal goes stale, is found by its words, and is seen by who sees its conversation or has it", async () => {
  const { id: conversationId } = await newcomer("oi");
  const deal = (await as(sofia, "POST", "/deals", { title: "Câmara fria do mercado", conversationId })).body;
  assert.equal((await as(bia, "GET", `/deals/${deal.id}`)).status, 404);
  assert.equal(
    (await as(sofia, "PATCH", `/deals/${deal.id}`, { ownerId: bia.memberId, nextStep: "Ligar", nextStepOn: "2026-12-01" })).status,
    200,
  );
  assert.equal((await as(bia, "GET", `/deals/${deal.id}`)).body.nextStepOn, "2026-12-01");
  const titles = async (query: string) => (await as(bia, "GET", `/deals${query}`)).body.items.map(({ title }: any) => title);
  assert.deepEqual(await titles("?search=camara%20fria"), ["Câmara fria do mercado"]);
  assert.deepEqual(await titles("?stale=true"), []);
  app.clock.advance(4 * DAY);
  assert.deepEqual(await titles("?stale=true"), ["Câmara fria do mercado"]);
  const found = (await as(sofia, "GET", "/search?q=mercado&kinds=deals&limit=5")).body.groups[0].items;
  assert.deepEqual(
    found.map(({ id }: any) => id),
    [deal.id],
  );
  assert.equal((await as(vera, "POST", "/deals", { title: "x", conversationId })).status, 403);
  assert.equal((await as(sofia, "POST", "/deals", { title: "x" })).status, 404, "about nobody");
  assert.equal((await as(sofia, "GET", "/deals?colour=red")).status, 400);
});

test("stages are renamed and added; one in which deals stand is not removed, and a board has an end", async () => {
  const [pipeline] = (await as(sofia, "GET", "/pipelines")).body.items;
  const put = (stages: any[]) => as(sofia, "PATCH", `/pipelines/${pipeline.id}`, { stages });
  const [first, ...rest] = pipeline.stages;
  assert.equal((await put(rest)).body.code, "leads.stage_in_use");
  assert.equal((await put([first, ...rest.filter(({ kind }: any) => kind !== "won")])).body.code, "leads.invalid_stages");
  const visit = { name: "Visita", kind: "open", probability: 40, staleDays: null };
  const { status, body } = await put([first, visit, ...rest]);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(
    body.stages.slice(0, 2).map(({ name }: any) => name),
    [first.name, "Visita"],
  );
  assert.equal((await as(bia, "PATCH", `/pipelines/${pipeline.id}`, { name: "x" })).status, 403);
});

test("answers make points, a class and its queue, and one closing message however often they are weighed", async () => {
  const queue = (await as(sofia, "POST", "/desk/queues", { name: "Vendas" })).body;
  const changed = await as(sofia, "PATCH", "/lead-qualification", { queues: { hot: queue.id }, closing: { hot: "Já falamos com você." } });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.equal((await as(sofia, "PATCH", "/lead-qualification", { thresholds: { warm: 95 } })).body.code, "leads.invalid_thresholds");
  const answers = { name: "Ana Souza", interest: "quero comprar", urgency: "hoje", knowledge: "sim", location: "Manaus" };
  const trial = (await as(vera, "POST", "/lead-qualification/trial", answers)).body;
  assert.deepEqual([trial.sdrPoints, trial.leadClass], [130, "hot"]);
  const { id: conversationId } = await newcomer("oi");
  const headers = await app.signIn(sofia);
  const qualify = () => app.call(null, "POST", `/conversations/${conversationId}/qualification`, answers, headers);
  const both = await Promise.all([qualify(), qualify()]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  );
  assert.equal(both[0].body.id, both[1].body.id);
  await app.runJobs();
  const sent = await app.rows(
    "select text from messages where conversation_id = $1 and direction = 'out' and text = 'Já falamos com você.'",
    [conversationId],
  );
  assert.equal(sent.length, 1);
  const [row] = await app.rows(
    "select c.queue_id, p.class, p.lifecycle from conversations c join contacts p on p.id = c.contact_id where c.id = $1",
    [conversationId],
  );
  assert.deepEqual([row.queue_id, row.class, row.lifecycle], [queue.id, "hot", "qualified"]);
  const day = app.clock.now().toISOString().slice(0, 10);
  const before = new Date(app.clock.now().getTime() - DAY).toISOString().slice(0, 10);
  const figure = (await as(sofia, "GET", `/figures/leads.qualified?from=${before}&to=${day}&grain=total&by=class`)).body;
  assert.deepEqual(
    figure.items.map(({ value }: any) => value),
    [1],
  );
  assert.equal((await as(vera, "POST", `/conversations/${conversationId}/qualification`, {})).status, 403);
  const { fields } = (await as(sofia, "GET", `/contacts/${await contactOf(conversationId)}`)).body;
  assert.deepEqual([fields.sdr_ia_status, fields.sdr_ia_temperatura], ["qualificado", "quente"]);
});

test("a dry run weighs past answers by other weights, and keeps nothing", async () => {
  const dry = (change: object) => as(sofia, "POST", "/lead-qualification/dry-run", change);
  const { body } = await dry({ weights: { interest: 0, urgency: 0 } });
  const [one] = body.items;
  assert.deepEqual([one.pointsBefore, one.pointsAfter, one.classBefore, one.classAfter], [130, 70, "hot", "warm"]);
  const warm = body.counts.find(({ leadClass }: any) => leadClass === "warm");
  assert.equal(warm.after - warm.before, 1);
  assert.equal((await dry({ thresholds: { warm: 95 } })).body.code, "leads.invalid_thresholds");
  assert.equal((await as(vera, "POST", "/lead-qualification/dry-run", {})).status, 403);
  assert.equal((await as(sofia, "GET", "/lead-qualification")).body.weights.interest, 30);
});
