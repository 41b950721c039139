import assert from "node:assert/strict";
import { test } from "node:test";
import { dueCrms, dueExchanges } from "../../src/integrations/crm/due.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const url = `${app.simulator.url}/pipedrive`;
const workspace = await app.addWorkspace("CRM");
const call = (method: string, address: string, body?: unknown) => app.call(workspace, method, address, body);
const company = () => app.control("GET", "/pipedrive/_company");
const fault = (body: object) => app.control("PUT", "/pipedrive/_fault", body);
const there = (id: number, change: object) => app.control("PATCH", `/pipedrive/_deals/${id}`, change);
const at = (seconds = 0) => new Date(app.clock.now().getTime() + seconds * 1_000).toISOString().replace(/\.\d+Z$/, "Z");
const exchanges = async (state?: string) => (await call("GET", `/crm-exchanges${state === undefined ? "" : `?state=${state}`}`)).body.items;
const deal = async (id: string) => (await call("GET", `/deals/${id}`)).body;
const theirs = async (id: string) => (await company()).deals.find((one: any) => Object.values(one.custom_fields).includes(id));

/** What is due is done: what goes there first. */
async function settle() {
  await app.runJobs();
  await wakeDueRows(app, dueExchanges);
  await app.runJobs();
}
/** As much later as a look at what changed there takes at most. */
async function later(seconds = 46) {
  app.clock.advance(seconds * 1_000);
  await settle();
  await wakeDueRows(app, dueCrms);
  await settle();
}
/** How often something was to be changed there. */
const writes = async () => (await company()).asked.filter((one: any) => one.method !== "GET").length;

const connect = (token = "pipedrive-token", to = url) => call("PUT", "/crm-connection", { kind: "pipedrive", url: to, token });
const contactOf = async (name: string, email: string, phone?: string) => {
  const identities = [{ kind: "email", value: email }, ...(phone === undefined ? [] : [{ kind: "phone", value: phone }])];
  return (await call("POST", "/contacts", { name, identities })).body.id as string;
};
let people = 0;
async function makeDeal(title: string): Promise<string> {
  people += 1;
  const contactId = await contactOf(`Ana ${people}`, `ana${people}@example.com`);
  const { status, body } = await call("POST", "/deals", { title, contactId, valueCents: 189_000 });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}

let stages: any[] = [];
test("a connection is proved at once; its token is never shown, and stages are named on both sides", async () => {
  assert.equal((await connect("another")).body.code, "integrations.crm_not_answered");
  assert.equal(
    (await connect("pipedrive-token", "https://example.com")).body.code,
    "integrations.crm_not_answered",
    "no other host gets a token",
  );
  assert.equal((await call("GET", "/crm-connection")).body.connection, null);
  const { status, body } = await connect();
  assert.equal(status, 200, JSON.stringify(body));
  assert.ok(!JSON.stringify((await call("GET", "/crm-connection")).body).includes("pipedrive-token"));
  const map = (await call("GET", "/crm-connection/stages")).body;
  assert.deepEqual(map.theirs[0].stages[1], { id: "2", name: "Qualificado" });
  stages = map.ours[0].stages;
  const before = await makeDeal("De antes");
  await settle();
  assert.equal(await theirs(before), undefined, "no stage is the same yet");
  const items = stages.slice(0, 3).map(({ id }, index) => ({ stageId: id, externalId: String(index + 1) }));
  assert.equal(
    (await call("PUT", "/crm-connection/stages", { items: [items[0], { ...items[1], externalId: "1" }] })).body.code,
    "integrations.crm_stage_twice",
  );
  assert.equal((await call("PUT", "/crm-connection/stages", { items })).status, 204);
  await settle();
  assert.equal((await theirs(before)).title, "De antes", "what stood in it goes there");
});

test("a deal goes there with its person, what changes there comes back within a minute, and nothing goes round", async () => {
  const id = await makeDeal("Dois splits");
  await settle();
  const made = await theirs(id);
  assert.deepEqual([made.title, made.value, made.currency, made.stage_id, made.status], ["Dois splits", 1890, "BRL", 1, "open"]);
  const person = (await company()).persons.find((one: any) => one.id === made.person_id);
  assert.deepEqual(person.emails, [{ value: `ana${people}@example.com`, primary: true, label: "work" }]);
  await call("POST", `/deals/${id}/move`, { stageId: stages[1].id });
  await settle();
  assert.equal((await theirs(id)).stage_id, 2);
  let count = await writes();
  await later();
  await there(made.id, { stage_id: 3, value: 2000.5, title: "Três splits", at: at() });
  await later();
  const back = await deal(id);
  assert.deepEqual([back.title, back.valueCents, back.stage.id], ["Três splits", 200_050, stages[2].id]);
  assert.equal(back.activities[0].byName, "Pipedrive");
  await there(made.id, { status: "won", at: at() });
  await later();
  assert.equal((await deal(id)).state, "won");
  await there(made.id, { status: "lost", lost_reason: "Preço", at: at() });
  await later();
  assert.deepEqual([(await deal(id)).state, (await deal(id)).lostReason], ["lost", "Preço"]);
  const calm = (await exchanges()).length;
  await later();
  await later();
  assert.equal(await writes(), count, "nothing of it was sent back");
  assert.equal((await exchanges()).length, calm, "and nothing goes on");
  count = await writes();
  await call("POST", `/deals/${id}/move`, { stageId: stages[0].id });
  await settle();
  assert.deepEqual([(await theirs(id)).status, (await theirs(id)).stage_id, await writes()], ["open", 1, count + 1]);
});

test("changed on both sides the newer one stays, each field for itself", async () => {
  const id = await makeDeal("Original");
  await settle();
  const { id: externalId } = await theirs(id);
  await later();
  await fault({ status: 500, times: 1_000 });
  await there(externalId, { title: "Deles, mais velho", at: at() });
  app.clock.advance(10_000);
  await call("PATCH", `/deals/${id}`, { title: "Nosso, mais novo" });
  await call("POST", `/deals/${id}/move`, { stageId: stages[1].id });
  await settle();
  app.clock.advance(10_000);
  await there(externalId, { stage_id: 3, at: at() });
  await fault({ status: 500, times: 0 });
  await later(600);
  assert.equal((await deal(id)).stage.id, stages[2].id, "they moved it later");
  // Of title and value they keep no time but that of the whole deal.
  assert.deepEqual([(await deal(id)).title, (await theirs(id)).title], ["Deles, mais velho", "Deles, mais velho"]);

  await there(externalId, { title: "Deles", at: at() });
  app.clock.advance(10_000);
  await call("PATCH", `/deals/${id}`, { title: "Nosso depois" });
  await later();
  assert.deepEqual([(await deal(id)).title, (await theirs(id)).title], ["Nosso depois", "Nosso depois"]);
});

test("too many and broken wait, no access rests until a new token, a refusal is dead and sent again by hand", async () => {
  const id = await makeDeal("Espera");
  await fault({ status: 429, times: 1, retryAfter: 60 });
  await settle();
  const [waiting] = await exchanges("pending");
  assert.deepEqual([waiting.dealId, waiting.status], [id, 429]);
  assert.equal(Date.parse(waiting.nextAt) - app.clock.now().getTime(), 60_000, "as long as they ask for");
  await later(30);
  assert.equal(await theirs(id), undefined);
  await fault({ status: 503, times: 1 });
  await later(31);
  await later(300);
  assert.equal((await theirs(id)).title, "Espera");

  await fault({ status: 401, times: 1 });
  await call("PATCH", `/deals/${id}`, { title: "Sem acesso" });
  await settle();
  assert.equal((await call("GET", "/crm-connection")).body.connection.problem, "token_refused");
  const asked = (await company()).asked.length;
  await later(600);
  assert.equal((await company()).asked.length, asked, "nobody knocks with a token that is refused");
  await connect();
  await settle();
  assert.equal((await theirs(id)).title, "Sem acesso");

  await fault({ status: 400, times: 1, method: "PATCH" });
  await call("PATCH", `/deals/${id}`, { title: "Recusado" });
  await settle();
  const [dead] = await exchanges("dead");
  assert.deepEqual([dead.dealId, dead.status, dead.answer.includes("simulated")], [id, 400, true]);
  const letters = (await app.rows("select 1 from crm_exchanges where state = 'dead'")).length;
  assert.equal(letters, 1);
  assert.equal((await call("POST", `/crm-exchanges/${dead.id}/send-again`)).status, 202);
  await settle();
  assert.equal((await theirs(id)).title, "Recusado");
});

test("an answer that was lost makes nothing twice: neither person, nor deal, nor change", async () => {
  const id = await makeDeal("Uma vez");
  await fault({ times: 2, method: "POST" });
  await settle();
  await later(6);
  await later(301);
  const { deals, persons } = await company();
  assert.equal(deals.filter((one: any) => one.title === "Uma vez").length, 1);
  assert.equal(persons.filter((one: any) => one.name === `Ana ${people}`).length, 1);
  await fault({ times: 1, method: "PATCH" });
  const before = await writes();
  await call("PATCH", `/deals/${id}`, { title: "Mudado uma vez" });
  await settle();
  await later(6);
  assert.equal((await theirs(id)).title, "Mudado uma vez");
  assert.equal(await writes(), before + 1);
  assert.equal((await exchanges("pending")).length, 0);
});

test("a person there is found by mail or by the end of the phone; of two that fit a person decides", async () => {
  const known = await app.control("POST", "/pipedrive/_persons", { name: "Rui", emails: [], phones: [{ value: "11912345678" }] });
  await call("POST", "/deals", { title: "Do Rui", contactId: await contactOf("Rui Sá", "rui@example.com", "+5511912345678") });
  for (const name of ["Eva A", "Eva B"])
    await app.control("POST", "/pipedrive/_persons", { name, emails: [{ value: "eva@example.com" }], phones: [] });
  const contactId = await contactOf("Eva", "eva@example.com");
  const { body } = await call("POST", "/deals", { title: "Da Eva", contactId });
  await settle();
  const found = (await company()).deals.find((one: any) => one.title === "Do Rui");
  assert.equal(found?.person_id, known.id);
  const [dead] = await exchanges("dead");
  assert.deepEqual([dead.dealId, dead.failure], [body.id, "ambiguous_person"]);
});

test("off nothing goes until it is on again; another workspace knows nothing of it; forgetting leaves the deals", async () => {
  const id = await makeDeal("Apagar");
  await settle();
  await call("PATCH", "/crm-connection", { isOn: false });
  await call("PATCH", `/deals/${id}`, { title: "Desligado" });
  await later();
  assert.equal((await theirs(id)).title, "Apagar");
  await call("PATCH", "/crm-connection", { isOn: true });
  await settle();
  assert.equal((await theirs(id)).title, "Desligado", "what waited goes");
  const other = await app.addWorkspace("Outra");
  assert.equal((await app.call(other, "GET", "/crm-connection")).body.connection, null);
  assert.deepEqual((await app.call(other, "GET", "/crm-exchanges")).body.items, []);
  await call("DELETE", "/crm-connection");
  const [left] = await app.rows(
    "select (select count(*) from crm_deals) + (select count(*) from crm_exchanges) + (select count(*) from crm_persons) as count",
  );
  assert.equal(Number(left?.count), 0);
  assert.equal((await deal(id)).title, "Desligado", "deals stay");
});
