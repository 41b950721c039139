import assert from "node:assert/strict";
import { test } from "node:test";
import { queueCalibrations } from "../../src/leads/calibration/calibrate-monthly.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Calibration");
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
const ANSWERS = { name: "Ana Souza", interest: "quero comprar", urgency: "hoje", knowledge: "sim", location: "Manaus" };

async function qualified() {
  const { id } = await newcomer("oi");
  assert.equal((await as(bia, "POST", `/conversations/${id}/qualification`, ANSWERS)).status, 200);
  const [{ contact_id: contactId }] = await app.rows("select contact_id from conversations where id = $1", [id]);
  return { id, contactId };
}
const overview = async () => (await as(sofia, "GET", "/lead-calibrations")).body;
const scale = async () => {
  const { weights, thresholds } = (await as(sofia, "GET", "/lead-qualification")).body;
  return { weights, thresholds };
};

test("a lead was hot when somebody says so, or else when the deal that followed was won", async () => {
  const { id: stranger } = await newcomer("oi");
  const [{ contact_id: unqualified }] = await app.rows("select contact_id from conversations where id = $1", [stranger]);
  const judge = (contactId: string, wasHot: boolean | null) => as(bia, "PUT", `/contacts/${contactId}/qualification/verdict`, { wasHot });
  assert.equal((await judge(unqualified, true)).body.code, "leads.not_qualified");
  const { id, contactId } = await qualified();
  const last = async () => (await as(bia, "GET", `/contacts/${contactId}/qualification`)).body.qualification;
  assert.deepEqual([(await last()).leadClass, (await last()).wasHot], ["hot", null]);
  app.clock.advance(60_000);
  const { body: deal } = await as(bia, "POST", "/deals", { title: "Dois splits", conversationId: id });
  const { stages } = (await as(sofia, "GET", "/pipelines")).body.items[0];
  const to = (kind: string) => stages.find((stage: any) => stage.kind === kind).id;
  await as(bia, "POST", `/deals/${deal.id}/move`, { stageId: to("won") });
  assert.deepEqual([(await last()).wasHot, (await last()).judgedBy], [true, null], "by the deal");
  assert.deepEqual((await judge(contactId, false)).body.qualification.wasHot, false, "a person's word goes before");
  assert.equal((await last()).judgedBy, "Bia Lima");
  const hot = async () => (await overview()).classes.find(({ leadClass }: any) => leadClass === "hot");
  assert.deepEqual([(await hot()).judged, (await hot()).precision, (await hot()).recall], [1, 0, null]);
  await judge(contactId, null);
  assert.deepEqual([(await hot()).judged, (await hot()).precision, (await hot()).recall], [1, 1, 1]);
  const audits = await app.rows("select 1 from audit_log where action = 'lead.judged' and workspace_id = $1", [workspace.id]);
  assert.equal(audits.length, 2);
});

test("what is learned is proposed with how well it does on others, applied, and taken back; nothing done by hand is overwritten", async () => {
  const { id, contactId } = await qualified();
  assert.equal((await as(bia, "GET", "/lead-calibrations")).status, 403);
  assert.equal((await as(sofia, "POST", "/lead-calibrations")).body.code, "leads.nothing_learned", "two leads teach nothing");
  await seed(id, contactId);
  const before = await scale();
  const { status, body } = await as(sofia, "POST", "/lead-calibrations");
  assert.equal(status, 200, JSON.stringify(body));
  const [proposal] = body.items;
  assert.equal(proposal.state, "proposed");
  const { measured } = proposal;
  assert.deepEqual([Math.round(measured.before.precision * 10), measured.after.precision, measured.after.recall], [5, 1, 1]);
  assert.ok(proposal.after.weights.urgency > before.weights.urgency, "those in a hurry were the hot ones");
  assert.ok(proposal.after.weights.interest < before.weights.interest);
  assert.deepEqual(await scale(), before, "nothing changes before somebody says so");
  const decide = (decision: string, calibrationId = proposal.id) =>
    as(sofia, "POST", `/lead-calibrations/${calibrationId}/decision`, { decision });
  const both = await Promise.all([decide("approve"), decide("approve")]);
  assert.deepEqual(both.map((one) => one.status).toSorted(), [200, 409], "two at once: one of them");
  assert.deepEqual(await scale(), proposal.after);
  assert.equal((await decide("refuse")).body.code, "leads.calibration_decided");
  assert.equal((await decide("roll_back")).status, 200);
  assert.deepEqual(await scale(), before);
  const [second] = (await as(sofia, "POST", "/lead-calibrations")).body.items;
  await as(sofia, "PATCH", "/lead-qualification", { thresholds: { hot: 95 } });
  assert.equal((await decide("approve", second.id)).body.code, "leads.calibration_outdated");
  assert.equal((await decide("refuse", second.id)).body.items[0].state, "refused");
});

test("where it is wanted so, what is better is applied each month by itself", async () => {
  assert.equal((await as(sofia, "PUT", "/lead-calibrations/alone", { calibratesAlone: true })).body.calibratesAlone, true);
  const { items: known } = await overview();
  const night = async () => {
    await queueCalibrations(app.db, app.clock.now());
    await app.runJobs();
  };
  await night();
  const { items } = await overview();
  assert.deepEqual([items.length - known.length, items[0].state, items[0].decidedBy], [1, "applied", "Prosa"]);
  assert.deepEqual(await scale(), items[0].after);
  await night();
  assert.equal((await overview()).items.length, items.length, "once a month");
});

/** A hundred days, a lead a day: every second one is in a hurry and was hot; the others want to buy, and were not. */
async function seed(conversationId: string, contactId: string) {
  const answersOf = (answers: object) => JSON.stringify(Object.entries(answers).map(([question, text]) => ({ question, text, points: 0 })));
  await app.rows(
    `with made as (
      insert into lead_qualifications (workspace_id, id, contact_id, conversation_id, session_id, sdr_points, class, answers, was_told, by_kind, by_name, at)
      select $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 100, 'hot', case when day % 2 = 0 then $4::jsonb else $5::jsonb end, false, 'member', 'Bia',
        $6::timestamptz - make_interval(days => day) from generate_series(1, 100) day
      returning id, at, answers)
    insert into lead_verdicts (workspace_id, qualification_id, was_hot, by_name, at)
    select $1, id, answers = $4::jsonb, 'Bia', at from made`,
    [
      workspace.id,
      contactId,
      conversationId,
      answersOf({ ...ANSWERS, interest: "não quero nada", urgency: "hoje" }),
      answersOf({ ...ANSWERS, interest: "quero comprar", urgency: "sem pressa" }),
      app.clock.now(),
    ],
  );
}
