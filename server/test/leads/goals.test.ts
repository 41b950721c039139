import assert from "node:assert/strict";
import { test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Goals");
const { newcomer } = castOf(app, workspace);
const cookies = new Map<TestMember, Promise<Record<string, string>>>();
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}
const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent");

test("whom one wrote to, proposals and won deals count towards a member's goals, each once", async () => {
  const goals = [
    { what: "contacts", period: "day", target: 3 },
    { what: "proposals", period: "week", target: 2 },
    { what: "deals", period: "month", target: 1 },
  ];
  assert.equal((await as(bia, "PUT", `/goals/${bia.memberId}`, { goals })).status, 403);
  assert.equal((await as(sofia, "PUT", `/goals/${bia.memberId}`, { goals })).status, 200);
  const [one, other] = [await newcomer("oi"), await newcomer("oi")];
  for (const { id } of [one, one, other]) await as(bia, "POST", `/conversations/${id}/messages`, { kind: "text", text: "Olá" });
  const { body: deal } = await as(bia, "POST", "/deals", { title: "Dois splits", conversationId: one.id });
  const { stages } = (await as(sofia, "GET", "/pipelines")).body.items[0];
  const move = (stage: any) => as(bia, "POST", `/deals/${deal.id}/move`, { stageId: stage.id });
  for (const stage of [stages[2], stages[3], stages[2], stages[4]]) assert.equal((await move(stage)).status, 200);
  const progress = async (member: TestMember) =>
    (await as(member, "GET", "/goals")).body.items.flatMap(({ goals }: any) =>
      goals.map(({ what, done, left }: any) => `${what} ${done}, ${left} to go`),
    );
  assert.deepEqual(await progress(bia), ["contacts 2, 1 to go", "deals 1, 0 to go", "proposals 1, 1 to go"]);
  assert.deepEqual(await progress(sofia), await progress(bia), "who manages leads sees everybody's");
  await move(stages[3]);
  assert.ok((await progress(bia)).includes("deals 0, 1 to go"), "one that is open again was not won");
  await as(sofia, "PATCH", `/conversations/${one.id}`, { assigneeId: bia.memberId });
  const asked = await as(sofia, "POST", "/look-ups/conversation.goals", { subjectId: one.id, input: {} });
  assert.deepEqual([asked.body.output.name, asked.body.output.goals[0].done], ["Bia Lima", 2]);
  app.clock.advance(32 * 86_400_000);
  cookies.clear();
  assert.deepEqual(await progress(bia), ["contacts 0, 3 to go", "deals 0, 1 to go", "proposals 0, 2 to go"]);
});
