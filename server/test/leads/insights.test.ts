import assert from "node:assert/strict";
import { test } from "node:test";
import { readObjections, readTopics } from "../../../language/understand.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Insights");
const { newcomer } = castOf(app, workspace);
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const answer = await app.call(null, method, address, body, await app.signIn(member));
  await app.runJobs();
  return answer;
}

test("objections are read as people write them, and not where they are denied", () => {
  const cases: [string, string[]][] = [
    ["achei muito caro", ["price"]],
    ["ta fora do orçamento", ["price"]],
    ["não achei caro", []],
    ["está muy caro para mí", ["price"]],
    ["it's too expensive", ["price"]],
    ["vou pensar e te falo", ["later"]],
    ["let me think about it", ["later"]],
    ["lo voy a pensar", ["later"]],
    ["vi uma outra empresa que faz", ["other_offer"]],
    ["preciso falar com meu marido", ["must_ask"]],
    ["I have to ask my boss", ["must_ask"]],
    ["tá caro, vou pensar", ["price", "later"]],
    ["caro cliente", []],
    ["quanto custa a manutenção?", []],
    ["pode vir amanhã", []],
  ];
  for (const [text, kinds] of cases) assert.deepEqual(readObjections(text), kinds, text);
  assert.deepEqual(readTopics("Oi, quero 2 splits e a Higienização, ana@x.com https://x.com/splits"), ["splits", "higienizacao"]);
});

test("what recurs is counted by conversation, with those behind it that the asker sees", async () => {
  const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
  const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
  const [first, second, third] = [
    await newcomer("quero higienização, mas achei muito caro"),
    await newcomer("vocês fazem higienização? higienização de split?"),
    await newcomer("bom dia"),
  ];
  await as(bia, "POST", `/conversations/${third.id}/messages`, { kind: "text", text: "x" });
  await as(sofia, "POST", `/conversations/${third.id}/messages`, { kind: "text", text: "Bom dia, como ajudo?" });
  await as(sofia, "PATCH", `/conversations/${first.id}`, { assigneeId: bia.memberId });
  const { body: deal } = await as(sofia, "POST", "/deals", { title: "Higienização", conversationId: first.id });
  const { stages } = (await as(sofia, "GET", "/pipelines")).body.items[0];
  const lost = stages.find(({ kind }: any) => kind === "lost").id;
  assert.equal((await as(sofia, "POST", `/deals/${deal.id}/move`, { stageId: lost, lostReason: "Preço" })).status, 200);
  const insights = async (member: TestMember, query = "") => (await as(member, "GET", `/lead-insights${query}`)).body;
  const early = await insights(sofia);
  assert.deepEqual([early.unanswered.count, early.abandoned.count], [0, 0], "there is time to answer still");
  app.clock.advance(4 * 86_400_000);
  const all = await insights(sofia);
  assert.equal(all.looked, 3);
  const ids = (talks: any[]) => talks.map(({ conversationId }) => conversationId).toSorted();
  const word = all.words.find(({ key }: any) => key === "higienizacao");
  assert.deepEqual([word.count, ids(word.talks)], [2, [first.id, second.id].toSorted()], "each conversation once");
  assert.deepEqual(
    all.objections.map(({ key, talks }: any) => [key, ids(talks)]),
    [["price", [first.id]]],
  );
  assert.deepEqual([all.unanswered.count, ids(all.unanswered.items)], [1, [second.id]]);
  assert.deepEqual([all.abandoned.count, ids(all.abandoned.talks)], [1, [third.id]]);
  assert.deepEqual(
    all.lostReasons.map(({ key, count, talks }: any) => [key, count, ids(talks)]),
    [["Preço", 1, [first.id]]],
  );
  const own = await insights(bia);
  assert.deepEqual([own.looked, own.unanswered.count, own.abandoned.count, own.lostReasons.length], [1, 0, 0, 1]);
  const later = await insights(sofia, "?days=1");
  assert.deepEqual([later.looked, later.lostReasons], [0, []]);
});
