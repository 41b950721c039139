import assert from "node:assert/strict";
import { test } from "node:test";
import { dueCrms, dueExchanges } from "../../src/integrations/crm/due.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("RD");
const call = (method: string, address: string, body?: unknown) => app.call(workspace, method, address, body);
const account = () => app.control("GET", "/rd-station/_account");
const ends = (change: object) => app.control("PATCH", "/rd-station/_account", change);
const fault = (body: object) => app.control("PUT", "/rd-station/_fault", body);
const there = (id: string, change: object) => app.control("PATCH", `/rd-station/_deals/${id}`, change);
const at = () => app.clock.now().toISOString();
const exchanges = async (state: string) => (await call("GET", `/crm-exchanges?state=${state}`)).body.items;
const deal = async (id: string) => (await call("GET", `/deals/${id}`)).body;
const theirs = async (id: string) => (await account()).deals.find((one: any) => one.custom_fields["prosa-deal-id"] === id);
const writes = async () => (await account()).asked.filter((one: any) => one.method !== "GET").length;

async function settle() {
  await app.runJobs();
  await wakeDueRows(app, dueExchanges);
  await app.runJobs();
}
async function later(seconds = 46) {
  app.clock.advance(seconds * 1_000);
  await settle();
  await wakeDueRows(app, dueCrms);
  await settle();
}

const connect = async (refreshToken?: string) =>
  call("PUT", "/crm-connection", {
    kind: "rd_station",
    url: `${app.simulator.url}/rd-station`,
    ...{ clientId: "rd-client", clientSecret: "rd-secret", refreshToken: refreshToken ?? (await account()).refreshToken },
  });
let people = 0;
async function makeDeal(title: string, more: object = {}): Promise<string> {
  people += 1;
  const identities = [
    { kind: "email", value: `rd${people}@example.com` },
    { kind: "phone", value: `+551198765${String(people).padStart(4, "0")}` },
  ];
  const contactId = (await call("POST", "/contacts", { name: `Rita ${people}`, identities })).body.id;
  const { status, body } = await call("POST", "/deals", { title, contactId, valueCents: 189_000, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}

let stages: any[] = [];
let theirStages: any[] = [];
test("an app's keys are proved at once, its field has to be there, and stages of both sides are named", async () => {
  assert.equal((await connect("another")).body.code, "integrations.crm_not_answered");
  const { fields } = await account();
  await ends({ fields: [] });
  assert.match((await connect()).body.detail ?? "", /field_missing/);
  await ends({ fields });
  const { status, body } = await connect();
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.kind, "rd_station");
  assert.doesNotMatch(JSON.stringify((await call("GET", "/crm-connection")).body), /rd-secret|rd-refresh|rd-access/);
  const map = (await call("GET", "/crm-connection/stages")).body;
  stages = map.ours[0].stages;
  theirStages = map.theirs[0].stages;
  assert.deepEqual([map.theirs[0].name, theirStages[1].name], ["Funil Padrão", "Contato feito"]);
  const items = stages.slice(0, 3).map(({ id }, index) => ({ stageId: id, externalId: theirStages[index].id }));
  assert.equal((await call("PUT", "/crm-connection/stages", { items })).status, 204);
});

test("a deal goes there with its contact and comes back within a minute; nothing goes round", async () => {
  const id = await makeDeal("Dois splits");
  await settle();
  const made = await theirs(id);
  assert.deepEqual([made.name, made.one_time_price, made.stage_id, made.status], ["Dois splits", 1890, theirStages[0].id, "ongoing"]);
  const contact = (await account()).contacts.find((one: any) => one.id === made.contact_ids[0]);
  assert.deepEqual(contact.emails, [{ email: `rd${people}@example.com` }]);
  await call("POST", `/deals/${id}/move`, { stageId: stages[1].id });
  await settle();
  assert.equal((await theirs(id)).stage_id, theirStages[1].id);
  const count = await writes();
  await later();
  await there(made.id, { name: "Três splits", one_time_price: 2000.5, stage_id: theirStages[2].id, at: at() });
  await later();
  const back = await deal(id);
  assert.deepEqual([back.title, back.valueCents, back.currency, back.stage.id], ["Três splits", 200_050, "BRL", stages[2].id]);
  assert.equal(back.activities[0].byName, "RD Station");
  await there(made.id, { status: "lost", at: at() });
  await later();
  assert.deepEqual([(await deal(id)).state, (await deal(id)).lostReason], ["lost", "RD Station"]);
  await later();
  assert.equal(await writes(), count, "nothing of it was sent back");
  await call("POST", `/deals/${id}/move`, { stageId: stages[0].id });
  await settle();
  assert.deepEqual([(await theirs(id)).status, (await theirs(id)).stage_id], ["ongoing", theirStages[0].id]);
});

test("an older value of theirs leaves a newer one of ours", async () => {
  const id = await makeDeal("Original");
  await settle();
  const made = await theirs(id);
  await later();
  await there(made.id, { name: "Deles, mais velho", at: at() });
  app.clock.advance(5_000);
  await call("PATCH", `/deals/${id}`, { title: "Nosso, mais novo" });
  await later();
  assert.deepEqual([(await deal(id)).title, (await theirs(id)).name], ["Nosso, mais novo", "Nosso, mais novo"]);
});

test("a token that is too old is renewed by itself; where access was taken away all rests until a person connects again", async () => {
  const id = await makeDeal("Token");
  const { renewals } = await account();
  await ends({ accessToken: "another" });
  await settle();
  assert.equal((await theirs(id)).name, "Token");
  assert.equal((await account()).renewals, renewals + 1);
  const { refreshToken } = await account();
  await ends({ accessToken: null, refreshToken: null });
  await call("PATCH", `/deals/${id}`, { title: "Sem acesso" });
  await settle();
  assert.equal((await call("GET", "/crm-connection")).body.connection.problem, "token_refused");
  const asked = (await account()).asked.length;
  await later(600);
  assert.equal((await account()).asked.length, asked, "nobody knocks any more");
  await ends({ refreshToken });
  assert.equal((await connect()).status, 200);
  await settle();
  assert.equal((await theirs(id)).name, "Sem acesso", "what waited goes");
});

test("too many waits, a lost answer makes nothing twice, a refusal is dead until a person sends it again", async () => {
  const id = await makeDeal("Espera");
  await fault({ status: 429, times: 1, retryAfter: 60 });
  await settle();
  const [waiting] = await exchanges("pending");
  assert.deepEqual([waiting.status, Date.parse(waiting.nextAt) - app.clock.now().getTime()], [429, 60_000]);
  await fault({ times: 2, method: "POST" });
  await later(61);
  await later(301);
  await later(1_801);
  const { deals, contacts } = await account();
  assert.equal(deals.filter((one: any) => one.name === "Espera").length, 1);
  assert.equal(contacts.filter((one: any) => one.name === `Rita ${people}`).length, 1);
  const revision = (await deal(id)).revision;
  await later();
  assert.equal((await deal(id)).revision, revision, "a deal that was found again changes nothing here");
  await fault({ status: 400, times: 1, method: "PUT" });
  await call("PATCH", `/deals/${id}`, { title: "Recusado" });
  await settle();
  const [dead] = await exchanges("dead");
  assert.deepEqual([dead.dealId, dead.status], [id, 400]);
  const [letter] = (await call("GET", "/dead-letters?source=crm")).body.items;
  assert.equal(letter.kind, "CRM → Recusado");
  assert.equal((await call("POST", `/crm-exchanges/${dead.id}/send-again`)).status, 202);
  await settle();
  assert.equal((await theirs(id)).name, "Recusado");
});

test("what changes there is heard at once by the address that it calls, and a call is only a reason to look", async () => {
  const id = await makeDeal("Ouvido");
  await settle();
  await later();
  const { pathname } = new URL((await call("GET", "/crm-connection")).body.connection.hookUrl);
  const post = (path: string) => app.prosa.http.inject({ method: "POST", url: path, payload: { event_name: "crm_deal_updated" } });
  assert.equal((await post(`${pathname}x`)).statusCode, 404);
  assert.equal((await post(pathname.replace(workspace.id, "nobody"))).statusCode, 404);
  await app.prosa.http.listen({ host: "127.0.0.1", port: app.config.port });
  await ends({ hookUrl: `http://127.0.0.1:${app.config.port}${pathname}` });
  app.clock.advance(6_000);
  const made = await theirs(id);
  await there(made.id, { name: "Mudado lá", at: at() });
  await wakeDueRows(app, dueCrms);
  await settle();
  assert.equal((await deal(id)).title, "Mudado lá", "nobody waited for the next look");
  const count = await writes();
  await call("PATCH", `/deals/${id}`, { title: "Mudado aqui" });
  await settle();
  app.clock.advance(6_000);
  await wakeDueRows(app, dueCrms);
  await settle();
  assert.equal(await writes(), count + 1, "the call that our own change made sends nothing back");
  assert.equal((await exchanges("pending")).length, 0);
});
