import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { wakeDeliveries } from "../../src/integrations/webhooks/watch-deliveries.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

interface Told {
  headers: Record<string, string>;
  body: string;
}

/** The other system: it answers what the test says, and keeps what it was told. */
const told: Told[] = [];
let answers: number[] = [];
const other = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    told.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 200).end("seen ".repeat(1_000));
  });
});
await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
after(() => other.close());
const host = `127.0.0.1:${(other.address() as AddressInfo).port}`;

const app = await startApp({ allowedHosts: [host] });
const workspace = await app.addWorkspace("Webhooks");
const sofia = await app.addMember(workspace, "Sofia Reis", "manager");
const bia = await app.addMember(workspace, "Bia Lima", "agent");
const cookies = new Map<TestMember, Promise<Record<string, string>>>();
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}

/** The verifier of the documentation, as it stands there. */
const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/webhooks.md"), "utf8");
const example = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? "";
const { isOurs } = await import(`data:text/javascript,${encodeURIComponent(example)}`);

const contactId = (
  await app.call(workspace, "POST", "/contacts", { name: "Ana", identities: [{ kind: "email", value: "ana@example.com" }] })
).body.id;
const makeDeal = () => as(sofia, "POST", "/deals", { title: "Dois splits", contactId });
async function endpointFor(kinds: string[]): Promise<{ id: string; secret: string }> {
  const { status, body } = await as(sofia, "POST", "/webhook-endpoints", { name: "CRM", url: `http://${host}/hook`, kinds });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
const deliveriesOf = async (endpointId: string) => (await as(sofia, "GET", `/webhook-deliveries?endpointId=${endpointId}`)).body.items;
/** Some seconds later. */
async function later(seconds: number) {
  app.clock.advance(seconds * 1_000);
  await wakeDeliveries(app);
  await app.runJobs();
}

test("an endpoint is told of what it wants, once, signed so that the documented verifier believes it", async () => {
  const { id, secret } = await endpointFor(["deal.made"]);
  told.length = 0;
  const deal = await makeDeal();
  assert.equal(told.length, 1);
  const [{ headers, body }] = told as [Told];
  const now = app.clock.now().getTime();
  assert.ok(isOurs(secret, headers, body, now));
  assert.ok(!isOurs(secret, headers, `${body} `, now), "a changed body");
  assert.ok(!isOurs(secret, headers, body, now + 600_000), "an old one");
  const { type, data } = JSON.parse(body);
  assert.deepEqual([type, data.subjectId, data.detail.state], ["deal.made", deal.body.id, "open"]);
  const [delivery, ...others] = await deliveriesOf(id);
  assert.equal(others.length, 0);
  assert.deepEqual([delivery.state, delivery.status, delivery.attempts], ["delivered", 200, 1]);
  assert.ok(delivery.answer.length <= 1_024 && delivery.answer.startsWith("seen"));
  assert.equal(JSON.stringify((await as(sofia, "GET", "/webhook-endpoints")).body).includes(secret), false, "shown once");
  await as(sofia, "DELETE", `/webhook-endpoints/${id}`);
});

test("what fails is tried again for days, keeps its id, then is dead, and is sent again by hand", async () => {
  const { id } = await endpointFor(["deal.*"]);
  told.length = 0;
  answers = [500, 500, 503, 500, 500, 500, 500, 500, 500, 500];
  await makeDeal();
  assert.equal((await deliveriesOf(id))[0].state, "pending");
  await later(3);
  assert.equal(told.length, 1, "not yet");
  for (const wait of [3, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]) await later(wait);
  assert.equal(told.length, 10);
  assert.equal(new Set(told.map(({ headers }) => headers["webhook-id"])).size, 1);
  const [dead] = await deliveriesOf(id);
  assert.deepEqual([dead.state, dead.status], ["dead", 500]);
  const { body } = await as(await app.addMember(workspace, "Rui", "administrator"), "GET", "/dead-letters");
  assert.ok(
    body.items.some((one: any) => one.source === "webhook" && one.id === dead.id),
    JSON.stringify(body),
  );
  assert.ok((await as(sofia, "GET", "/webhook-endpoints")).body.items[0].failingSince !== null);
  assert.equal((await as(sofia, "POST", `/webhook-deliveries/${dead.id}/send-again`)).status, 202);
  assert.equal((await deliveriesOf(id))[0].state, "delivered");
  assert.equal((await as(sofia, "GET", "/webhook-endpoints")).body.items[0].failingSince, null);
  await as(sofia, "DELETE", `/webhook-endpoints/${id}`);
});

test("a new secret signs beside the one before for a day", async () => {
  const { id, secret: former } = await endpointFor(["deal.made"]);
  const { secret } = (await as(sofia, "POST", `/webhook-endpoints/${id}/rotate-secret`)).body;
  const signedBy = async (key: string) => {
    told.length = 0;
    await as(sofia, "POST", `/webhook-endpoints/${id}/trial`);
    const [{ headers, body }] = told as [Told];
    return isOurs(key, headers, body, app.clock.now().getTime());
  };
  assert.deepEqual([await signedBy(secret), await signedBy(former)], [true, true]);
  app.clock.advance(25 * 3_600_000);
  assert.deepEqual([await signedBy(secret), await signedBy(former)], [true, false]);
  await as(sofia, "DELETE", `/webhook-endpoints/${id}`);
});

test("410 switches an endpoint off; one that is off is told nothing", async () => {
  const { id } = await endpointFor(["deal.made"]);
  answers = [410];
  await makeDeal();
  const [endpoint] = (await as(sofia, "GET", "/webhook-endpoints")).body.items;
  assert.deepEqual([endpoint.isOn, endpoint.offReason], [false, "gone"]);
  const [dead] = await deliveriesOf(id);
  assert.equal((await as(sofia, "POST", `/webhook-deliveries/${dead.id}/send-again`)).body.code, "integrations.endpoint_off");
  told.length = 0;
  await makeDeal();
  assert.equal(told.length, 0);
  await as(sofia, "PATCH", `/webhook-endpoints/${id}`, { isOn: true });
  await makeDeal();
  assert.equal(told.length, 1);
  await as(sofia, "DELETE", `/webhook-endpoints/${id}`);
});

test("inner addresses are not called, and nothing of them is kept; wrong kinds and people are refused", async () => {
  const { body } = await as(sofia, "POST", "/webhook-endpoints", { name: "Inner", url: "https://127.0.0.1:1/x", kinds: ["deal.made"] });
  await makeDeal();
  const [refused] = await deliveriesOf(body.id);
  assert.deepEqual([refused.state, refused.status, refused.failure, refused.answer], ["pending", null, "address_refused", null]);
  const make = (input: object) => as(sofia, "POST", "/webhook-endpoints", { name: "x", url: `http://${host}/`, kinds: [], ...input });
  assert.equal((await make({ kinds: ["deal.unknown"] })).body.code, "integrations.unknown_event_kind");
  assert.equal((await make({ url: "ftp://example.com" })).body.code, "integrations.bad_endpoint");
  assert.equal((await make({ url: "https://a:b@example.com" })).body.code, "integrations.bad_endpoint");
  assert.equal((await as(bia, "GET", "/webhook-endpoints")).status, 403);
});
