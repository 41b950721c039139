import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { sweepAccessRules } from "../../src/team/access-rules/watch-access-rules.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const ours = await app.addWorkspace("Ours");
const theirs = await app.addWorkspace("Theirs");
const agent = await app.addMember(ours, "Ana", "agent");
const owner = await browserOf(ours);
const stranger = await browserOf(theirs);

/** A browser in which somebody is signed in; keeps its cookies. */
async function browserOf(who: { login: { email: string; password: string } }) {
  const { origin, cookie } = await app.signIn(who);
  const jar = new Map((cookie ?? "").split("; ").map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)] as const));
  return async (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.prosa.http.inject({
      method: method as "GET",
      url: `/api/v1${address}`,
      headers: { ...headers, origin: String(origin), cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value } of answer.cookies) jar.set(name, encodeURIComponent(value));
    return { status: answer.statusCode, body: answer.json() };
  };
}
type Browser = Awaited<ReturnType<typeof browserOf>>;

/** RFC 6238: what an authenticator shows now. */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get("secret") as string;
  const bits = [...secret].map((one) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  return String((digest.readUInt32BE((digest[19] as number) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function setUpFactor(tab: Browser, { login }: { login: { password: string } }): Promise<void> {
  const begun = await tab("POST", "/me/two-factor", { password: login.password });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  assert.equal((await tab("POST", "/me/two-factor/confirmation", { code: totp(begun.body.uri) })).status, 200);
}

const lastAct = async ({ id } = ours) =>
  (await app.rows("select action, detail from audit_log where workspace_id = $1 order by id desc limit 1", [id]))[0];

test("roles need a second factor from a day on: whoever has none may set it up, and nothing else", async () => {
  const ana = await browserOf(agent);
  const rule = { roles: ["agent"], from: null };
  assert.equal((await owner("PUT", "/workspace/second-factor", rule)).body.code, "team.own_second_factor_needed");
  await setUpFactor(owner, ours);
  // The clock says the 10th in Manaus; midnight there is four in the morning in UTC.
  const day = (ahead: number) => new Date(app.clock.now().getTime() - 4 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);
  assert.deepEqual((await owner("PUT", "/workspace/second-factor", { ...rule, from: day(1) })).body, {
    ...rule,
    roleIds: [],
    from: day(1),
  });
  assert.equal((await ana("GET", "/me")).status, 200, "it begins tomorrow");
  assert.equal((await owner("PUT", "/workspace/second-factor", { ...rule, from: day(0) })).status, 200);
  assert.equal((await lastAct()).action, "access.second_factor_changed");
  for (const [method, address] of [
    ["GET", "/me"],
    ["GET", "/conversations"],
    ["POST", "/me/password"],
    ["DELETE", "/me/two-factor"],
    ["GET", "/me/sessions"],
  ] as const) {
    const refused = await ana(method, address);
    assert.deepEqual([refused.status, refused.body.code], [403, "team.second_factor_required"], address);
  }
  assert.equal((await app.call(agent, "GET", "/conversations")).status, 200, "keys are not concerned");
  assert.equal((await stranger("GET", "/me")).status, 200, "nor is another workspace");
  assert.equal((await owner("GET", "/me")).status, 200, "nor another role");
  assert.deepEqual((await ana("GET", "/me/two-factor")).body, { isOn: false });
  await setUpFactor(ana, agent);
  assert.equal((await ana("GET", "/me")).status, 200);
  assert.equal((await ana("GET", "/workspace/second-factor")).body.code, "team.not_allowed");
  assert.equal((await ana("PUT", "/workspace/second-factor", rule)).status, 403);
  assert.deepEqual((await stranger("GET", "/workspace/second-factor")).body, { roles: [], roleIds: [], from: null });
  assert.deepEqual((await owner("PUT", "/workspace/second-factor", { roles: [], from: day(3) })).body, {
    roles: [],
    roleIds: [],
    from: null,
  });
});

test("logins end by age and by idleness: with the next request, and where a page only listens", async () => {
  const bia = await app.addMember(ours, "Bia", "supervisor");
  const tab = await browserOf(bia);
  const later = (minutes: number) => app.clock.advance(minutes * 60_000);
  const rule = { longestMinutes: 600, idleMinutes: 30 };
  assert.equal((await owner("PUT", "/workspace/session-rule", { ...rule, idleMinutes: 4 })).status, 400);
  assert.equal((await tab("PUT", "/workspace/session-rule", rule)).status, 403);
  assert.deepEqual((await owner("PUT", "/workspace/session-rule", rule)).body, rule);
  assert.deepEqual((await lastAct()).detail, { from: { longestMinutes: null, idleMinutes: null }, to: rule });
  // Logins are dated by the machine's clock.
  await app.rows("update auth_sessions set created_at = $1", [app.clock.now()]);
  assert.deepEqual((await tab("GET", "/me/sessions")).body.rule, rule, "a login from days ago, by the machine's clock");
  later(29);
  assert.equal((await tab("GET", "/me")).status, 200);
  later(29);
  assert.equal((await tab("GET", "/me", undefined, { "x-prosa-unattended": "1" })).status, 200);
  assert.equal((await owner("GET", "/me")).body.code, "team.session_ended", "58 minutes without a request");
  later(2);
  const idle = await tab("GET", "/me", undefined, { "x-prosa-unattended": "1" });
  assert.deepEqual([idle.status, idle.body.code], [401, "team.session_ended"], "what a page fetches by itself keeps no login alive");
  assert.equal((await tab("GET", "/me")).body.code, "team.not_signed_in");
  assert.equal((await stranger("GET", "/me")).status, 200, "another workspace has its own rule");

  const listens = await browserOf(bia);
  await listens("GET", "/me");
  await app.rows("update auth_sessions set created_at = $1 where created_at > $1", [app.clock.now()]);
  await app.rows("update access_rules set session_idle_minutes = null, session_longest_minutes = 60");
  later(61);
  await Promise.all([sweepAccessRules(app), sweepAccessRules(app)]);
  const ends = await app.rows(
    "select action from audit_log where workspace_id = $1 and subject_id = $2 and action ~ '^login.session' order by id",
    [ours.id, bia.memberId],
  );
  assert.deepEqual(
    ends.map(({ action }) => action),
    ["login.session_idle", "login.session_aged"],
    "each once, whoever finds it",
  );
  assert.equal((await listens("GET", "/me")).body.code, "team.not_signed_in");
});

test("members and keys come from the listed addresses only; nobody shuts themselves out, and who is refused is written down", async () => {
  const put = (rule: object) => stranger("PUT", "/workspace/address-rule", rule);
  const from = (address: string, who: { apiKey: string }) =>
    app.prosa.http.inject({ method: "GET", url: "/api/v1/me", headers: { authorization: `Bearer ${who.apiKey}` }, remoteAddress: address });
  assert.equal((await put({ members: ["203.0.113.0/33"], keys: [] })).body.code, "team.not_an_address_range");
  assert.equal((await put({ members: ["escritório"], keys: [] })).body.code, "team.not_an_address_range");
  const outside = await put({ members: ["203.0.113.0/24"], keys: [] });
  assert.deepEqual([outside.body.code, outside.body.facts?.address], ["team.own_address_outside", "127.0.0.1"]);
  const rule = { members: [" 127.0.0.1", "2001:db8::/32"], keys: ["203.0.113.0/24", "127.0.0.1"] };
  assert.deepEqual((await put(rule)).body, { ...rule, members: ["127.0.0.1", "2001:db8::/32"] });
  assert.equal((await lastAct(theirs)).action, "access.addresses_changed");
  const refusals = async () =>
    (await app.rows("select detail from audit_log where workspace_id = $1 and action = 'access.address_refused'", [theirs.id])).length;
  for (const [address, status] of [
    ["203.0.113.9", 200],
    ["::ffff:203.0.113.9", 200],
    ["127.0.0.1", 200],
    ["198.51.100.1", 403],
    ["2001:db8::1", 403],
  ] as const)
    assert.equal((await from(address, theirs)).statusCode, status, address);
  assert.equal((await from("198.51.100.1", theirs)).json().code, "team.address_not_allowed");
  assert.equal(await refusals(), 2, "the same address is told once");
  assert.equal((await from("198.51.100.1", ours)).statusCode, 200, "another workspace is open");

  assert.equal((await stranger("GET", "/me")).status, 200);
  const elsewhere = await app.rows("update access_rules set member_ranges = '{203.0.113.0/24}' where workspace_id = $1 returning 1", [
    theirs.id,
  ]);
  assert.equal(elsewhere.length, 1);
  const shut = await stranger("GET", "/me");
  assert.deepEqual([shut.status, shut.body.code], [403, "team.address_not_allowed"]);
  app.config.ignoresAddressRules = true;
  assert.equal((await put({ members: [], keys: [] })).status, 200, "whoever runs the machine opens it again");
  app.config.ignoresAddressRules = false;
});
