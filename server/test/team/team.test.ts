import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { buildApp } from "../../src/app.ts";
import { createReplyTokens } from "../../src/inbox/messages/reply-tokens.ts";
import { createSecrets, openDatabase } from "../../src/platform/index.ts";
import { SECRET_KEY, sign, startApp, textWebhook, until } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Team");
const origin = app.config.publicUrl;

/** A browser: keeps its cookies. */
function browser(ip = "10.0.0.1") {
  return browserOf(new Map<string, string>(), ip);
}
function browserOf(jar: Map<string, string>, ip: string, http = app.prosa.http) {
  return async (method: string, address: string, body?: unknown, headers: Record<string, string> = { origin }) => {
    const answer = await http.inject({
      method: method as "GET",
      url: `/api/v1${address}`,
      remoteAddress: ip,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[])
      maxAge === 0 ? jar.delete(name) : jar.set(name, encodeURIComponent(value));
    return { status: answer.statusCode, body: answer.headers["content-type"]?.toString().includes("json") ? answer.json() : answer.body };
  };
}
let address = 1;
const newBrowser = () => browser(`10.0.0.${++address}`);
async function signedIn(login = workspace.login) {
  const tab = newBrowser();
  assert.equal((await tab("POST", "/login", login)).status, 200);
  return tab;
}
const mails = () => {
  const folder = path.join(app.config.dataDir, "mails");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("=\r\n", "").replaceAll("=3D", "="));
};

test("a login works, says who it is, and ends", async () => {
  const tab = await signedIn();
  const me = await tab("GET", "/me");
  assert.equal(me.body.role, "owner");
  assert.equal(me.body.workspace.name, "Team");
  await tab("POST", "/logout");
  assert.equal((await tab("GET", "/me")).status, 401);
});

test("a wrong password and an unknown address answer alike", async () => {
  const tab = newBrowser();
  const wrong = await tab("POST", "/login", { ...workspace.login, password: "not this one" });
  const unknown = await tab("POST", "/login", { email: "nobody@example.com", password: "not this one" });
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.detail], [unknown.status, unknown.body.code, unknown.body.detail]);
  assert.equal(wrong.status, 401);
});

test("guessing is limited for one address", async () => {
  const tab = newBrowser();
  const statuses: number[] = [];
  for (let guess = 0; guess < 15; guess += 1)
    statuses.push((await tab("POST", "/login", { ...workspace.login, password: `guess ${guess}` })).status);
  assert.equal(statuses.filter((status) => status === 401).length, 10);
  assert.equal(statuses.at(-1), 429);
});

test("another site's page changes nothing with our cookie", async () => {
  const tab = await signedIn();
  for (const foreign of ["https://evil.example", "null", "http://localhost.evil.example", "http://attacker.example"]) {
    const { status, body } = await tab("PATCH", "/me/preferences", { theme: "dark" }, { origin: foreign });
    assert.deepEqual([status, body.code], [403, "team.wrong_origin"]);
  }
  assert.equal((await tab("PATCH", "/me/preferences", { theme: "dark" }, {})).status, 403, "no origin at all");
  assert.equal((await tab("PATCH", "/me/preferences", { theme: "dark" })).status, 200);
});

test("sessions are listed and end where they are revoked; a new password ends the others", async () => {
  const [here, there] = [await signedIn(), await signedIn()];
  const sessions = (await here("GET", "/me/sessions")).body.items;
  assert.ok(sessions.length >= 2);
  const current = (await there("GET", "/me/sessions")).body.items.find((session: any) => session.current);
  await here("DELETE", `/me/sessions/${current.id}`);
  assert.equal((await there("GET", "/me")).status, 401);
  const third = await signedIn();
  assert.equal((await here("POST", "/me/password", { current: "wrong", next: "another long password" })).status, 401);
  assert.equal((await here("POST", "/me/password", { current: workspace.login.password, next: "another long password" })).status, 200);
  workspace.login.password = "another long password";
  assert.equal((await third("GET", "/me")).status, 401);
  assert.equal((await here("GET", "/me")).status, 200);
});

/** RFC 6238, SHA-1, 30 s, 6 digits: what an authenticator shows. */
function totp(uri: string, ahead = 0): string {
  const secret = new URL(uri).searchParams.get("secret") as string;
  const bits = [...secret.replace(/=+$/, "")]
    .map((character) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = (digest[19] as number) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("with a second factor the password alone opens nothing", async () => {
  const other = await app.addWorkspace("Second");
  const tab = await signedIn(other.login);
  const { body } = await tab("POST", "/me/two-factor", { password: other.login.password });
  assert.match(body.uri, /^otpauth:/);
  assert.equal((await tab("POST", "/me/two-factor/confirmation", { code: "000000" })).status, 401);
  assert.equal((await tab("POST", "/me/two-factor/confirmation", { code: totp(body.uri) })).status, 200);

  const half = newBrowser();
  assert.deepEqual((await half("POST", "/login", other.login)).body, { secondFactor: true });
  for (const address of ["/me", "/conversations", "/channels", "/me/sessions"])
    assert.equal((await half("GET", address)).status, 401, address);
  assert.equal((await half("POST", "/login/second-factor", { code: "000000" })).status, 401);
  assert.equal((await half("POST", "/login/second-factor", { code: totp(body.uri) })).status, 401, "used when it was switched on");
  await half("POST", "/login", other.login); // a code that opened something before ends the challenge too
  assert.equal((await half("POST", "/login/second-factor", { code: totp(body.uri, 1) })).status, 200);
  assert.equal((await half("GET", "/me")).status, 200);

  const backup = newBrowser();
  await backup("POST", "/login", other.login);
  assert.equal((await backup("POST", "/login/second-factor", { code: body.backupCodes[0] })).status, 200);
  const again = newBrowser();
  await again("POST", "/login", other.login);
  assert.equal((await again("POST", "/login/second-factor", { code: body.backupCodes[0] })).status, 401, "a backup code works once");
});

test("a reset link comes by mail, works once, and ends the sessions", async () => {
  const other = await app.addWorkspace("Reset");
  const tab = await signedIn(other.login);
  const unknown = await newBrowser()("POST", "/login/password-reset", { email: "nobody@example.com" });
  const known = await newBrowser()("POST", "/login/password-reset", { email: other.login.email });
  assert.deepEqual([unknown.status, unknown.body], [known.status, known.body]);
  const token = await until(async () => /new-password\?token=([A-Za-z0-9_-]+)/.exec(mails().at(-1) ?? "")?.[1]);
  assert.equal((await newBrowser()("POST", "/login/new-password", { token, password: "short" })).body.code, "team.weak_password");
  assert.equal((await newBrowser()("POST", "/login/new-password", { token, password: "a fresh long password" })).status, 200);
  assert.equal((await newBrowser()("POST", "/login/new-password", { token, password: "a second long password" })).status, 400);
  assert.equal((await tab("GET", "/me")).status, 401);
});

test("an invitation comes by mail, is accepted once by thirty at once, and gives its role only", async () => {
  const tab = await signedIn();
  const created = await tab("POST", "/invitations", { email: "Nova@Example.com", role: "agent" });
  assert.equal(created.status, 201);
  assert.equal((await tab("POST", "/invitations", { email: "x@example.com", role: "owner" })).status, 400);
  const token = /invitation\?token=(invite_[A-Za-z0-9_-]{43})/.exec(mails().at(-1) ?? "")?.[1];
  const accept = () => newBrowser()("POST", "/invitations/acceptance", { token, name: "Nova", password: "a long new password" });
  const statuses = (await Promise.all(Array.from({ length: 30 }, accept))).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 201).length, 1);
  const nova = await signedIn({ email: "nova@example.com", password: "a long new password" });
  assert.equal((await nova("GET", "/me")).body.role, "agent");
  assert.equal((await nova("GET", "/conversations")).status, 200);
  for (const [method, address] of [
    ["GET", "/audit-log"],
    ["GET", "/api-keys"],
    ["POST", "/invitations"],
    ["GET", "/dead-letters"],
  ] as const) {
    const { status, body } = await nova(method, address, method === "POST" ? { email: "y@example.com", role: "agent" } : undefined);
    assert.deepEqual([status, body.code], [403, "team.not_allowed"], address);
  }
  const member = (await tab("GET", "/members")).body.items.find((one: any) => one.email === "nova@example.com");
  await tab("DELETE", `/members/${member.id}`);
  assert.equal((await nova("GET", "/conversations")).body.code, "team.no_membership");
});

test("whoever was removed comes back with a new invitation; their old keys and links stay dead", async () => {
  const tab = await signedIn();
  const member = await app.addMember(workspace, "Volta", "administrator");
  const theirs = await signedIn(member.login);
  await theirs("POST", "/invitations", { email: "friend@example.com", role: "agent" });
  const link = /invitation\?token=(invite_[A-Za-z0-9_-]{43})/;
  const friendLink = link.exec(mails().at(-1) ?? "")?.[1];
  await tab("DELETE", `/members/${member.memberId}`);
  assert.equal((await app.call(member, "GET", "/conversations")).body.code, "team.key_rejected");
  const late = await newBrowser()("POST", "/invitations/acceptance", {
    token: friendLink,
    name: "Friend",
    password: "a long new password",
  });
  assert.equal(late.body.code, "team.bad_invitation", "an inviter's links end with them");
  await tab("POST", "/invitations", { email: member.login.email, role: "agent" });
  const older = link.exec(mails().at(-1) ?? "")?.[1];
  await tab("POST", "/invitations", { email: member.login.email, role: "agent" });
  const newest = link.exec(mails().at(-1) ?? "")?.[1];
  const accept = (token: string | undefined) =>
    newBrowser()("POST", "/invitations/acceptance", { token, name: "Volta", password: "a long new password" });
  assert.equal((await accept(older)).body.code, "team.bad_invitation", "an older link ends with a newer one");
  const ten = (await Promise.all(Array.from({ length: 10 }, () => accept(newest)))).map(({ status }) => status);
  assert.deepEqual(ten.toSorted(), [201, ...Array<number>(9).fill(404)], "ten at once, and nobody waits for a connection");
  const back = await signedIn(member.login);
  assert.equal((await back("GET", "/me")).body.role, "agent");
  assert.equal((await app.call(member, "GET", "/conversations")).body.code, "team.key_rejected");
});

test("a demoted member's keys lose what the member lost, and their links end", async () => {
  const tab = await signedIn();
  const member = await app.addMember(workspace, "Menos", "administrator");
  assert.equal((await app.call(member, "GET", "/audit-log")).status, 200);
  await tab("PATCH", `/members/${member.memberId}`, { role: "viewer" });
  assert.equal((await app.call(member, "GET", "/audit-log")).body.code, "team.not_allowed");
  assert.equal((await app.call(member, "GET", "/conversations")).status, 200, "what a viewer may is left");
});

test("one code of the second factor opens once, also for eight at once; switching it off asks for it, and other logins end", async () => {
  const own = await app.addWorkspace("Codes");
  const tab = await signedIn(own.login);
  const elsewhere = await signedIn(own.login);
  const factor = (await tab("POST", "/me/two-factor", { password: own.login.password })).body;
  assert.equal((await tab("POST", "/me/two-factor/confirmation", { code: totp(factor.uri) })).status, 200);
  assert.equal((await tab("GET", "/me")).status, 200);
  assert.equal((await elsewhere("GET", "/me")).status, 401, "a login without the factor ends");
  const eight = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const one = newBrowser();
      await one("POST", "/login", own.login);
      return one;
    }),
  );
  const code = totp(factor.uri, 1);
  const opened = await Promise.all(eight.map((one) => one("POST", "/login/second-factor", { code })));
  assert.equal(opened.filter(({ status }) => status === 200).length, 1);
  const inside = await Promise.all(eight.map((one) => one("GET", "/me")));
  assert.equal(inside.filter(({ status }) => status === 200).length, 1);
  assert.equal((await tab("DELETE", "/me/two-factor", { password: own.login.password })).status, 400, "the password alone");
  const wrong = await tab("DELETE", "/me/two-factor", { password: own.login.password, code: "000000" });
  assert.equal(wrong.body.code, "team.wrong_code");
  const off = await tab("DELETE", "/me/two-factor", { password: own.login.password, code: factor.backupCodes[0] });
  assert.equal(off.status, 200);
  const log = (await tab("GET", "/audit-log?limit=100")).body.items.map((entry: any) => entry.action);
  for (const action of ["login.signed_in", "login.second_factor_on", "login.second_factor_off"]) assert.ok(log.includes(action), action);
});

test("wrong passwords are counted for the person, from wherever they come; so are reset mails", async () => {
  const own = await app.addWorkspace("Guessed");
  const guess = (n: number) => browser(`2001:db8:${n}::1`)("POST", "/login", { ...own.login, password: `guess ${n}` });
  const statuses: number[] = [];
  for (let n = 0; n < 22; n += 1) statuses.push((await guess(n)).status);
  assert.deepEqual(statuses.slice(0, 20), Array<number>(20).fill(401));
  assert.deepEqual(statuses.slice(20), [429, 429]);
  const before = mails().length;
  for (let n = 0; n < 6; n += 1) await newBrowser()("POST", "/login/password-reset", { email: workspace.login.email });
  await until(async () => mails().length === before + 3);
  assert.equal((await newBrowser()("POST", "/login/password-reset", { email: workspace.login.email })).status, 202, "it does not tell");
});

test("a socket ends with what it hung on, at every process", async () => {
  const own = await app.addWorkspace("Sockets");
  const member = await app.addMember(own, "Ouvinte", "supervisor");
  const owner = await signedIn(own.login);
  const events = () =>
    app.rows("select count(*)::int as count from events where kind = 'member.sight_changed' and workspace_id = $1", [own.id]);
  const causes: Record<string, () => Promise<unknown>> = {
    logout: async () => (await signedIn(member.login))("POST", "/logout"),
    "role change": () => owner("PATCH", `/members/${member.memberId}`, { role: "agent" }),
    "password change": async () =>
      (await signedIn(member.login))("POST", "/me/password", { current: member.login.password, next: member.login.password }),
    "key revocation": async () => {
      const { body } = await owner("POST", "/api-keys", { name: "Short", scopes: ["conversations.read"] });
      return owner("DELETE", `/api-keys/${body.id}`);
    },
    removal: () => owner("DELETE", `/members/${member.memberId}`),
  };
  for (const [name, cause] of Object.entries(causes)) {
    const before = (await events())[0].count;
    await cause();
    // Every process that hears it sends the member's sockets away, and they come back only with what is left.
    assert.ok((await events())[0].count > before, name);
  }
});

test("the last owner stays", async () => {
  const tab = await signedIn();
  assert.equal((await tab("DELETE", `/members/${workspace.memberId}`)).body.code, "team.last_owner");
  assert.equal((await tab("PATCH", `/members/${workspace.memberId}`, { role: "agent" })).body.code, "team.last_owner");
});

test("a revoked or expired key opens nothing, and the audit log tells who did what", async () => {
  const tab = await signedIn();
  const { body } = await tab("POST", "/api-keys", { name: "Temporary", scopes: ["conversations.read"] });
  assert.equal((await app.call({ apiKey: body.token }, "GET", "/conversations")).status, 200);
  await tab("DELETE", `/api-keys/${body.id}`);
  assert.equal((await app.call({ apiKey: body.token }, "GET", "/conversations")).body.code, "team.key_rejected");
  for (const odd of ["", "prosa_", "prosa_short", `prosa_${"a".repeat(43)}`])
    assert.equal((await app.call({ apiKey: odd }, "GET", "/conversations")).status, 401, odd);
  const log = (await tab("GET", "/audit-log?limit=100")).body.items;
  for (const action of ["api_key.created", "api_key.revoked", "channel.created", "invitation.created", "member.removed"])
    assert.ok(
      log.some((entry: any) => entry.action === action),
      action,
    );
  assert.equal(JSON.stringify(log).includes(body.token), false);
});

test("invitations are listed until they are accepted or taken back, and a second one to the same address ends the first", async () => {
  const tab = await signedIn();
  const invite = () => tab("POST", "/invitations", { email: "duas@example.com", role: "viewer" });
  const [first, second] = [await invite(), await invite()];
  assert.match(second.body.link, /^http.*\/invitation\?token=invite_[A-Za-z0-9_-]{43}$/);
  const open = async () => (await tab("GET", "/invitations")).body.items.filter((one: any) => one.email === "duas@example.com");
  const [listed, ...others] = await open();
  assert.deepEqual(others, [], "the newest only");
  assert.deepEqual([listed.id, listed.role, listed.invitedBy], [second.body.id, "viewer", (await tab("GET", "/me")).body.name]);
  assert.equal(JSON.stringify(listed).includes("invite_"), false, "the link is told once");
  const accept = (link: string) =>
    newBrowser()("POST", "/invitations/acceptance", {
      token: new URL(link).searchParams.get("token"),
      name: "Duas",
      password: "a long new password",
    });
  assert.equal((await accept(first.body.link)).body.code, "team.bad_invitation");
  assert.equal((await accept(second.body.link)).status, 201);
  assert.deepEqual(await open(), []);
  const third = await tab("POST", "/invitations", { email: "duas-mais@example.com", role: "viewer" });
  await tab("DELETE", `/invitations/${third.body.id}`);
  assert.equal((await accept(third.body.link)).body.code, "team.bad_invitation");
});

test("who manages people sees their second factors and when they were last seen, and nobody of elsewhere", async () => {
  const [here, elsewhere] = [await app.addWorkspace("Logins"), await app.addWorkspace("Elsewhere")];
  await app.addMember(here, "Nunca", "agent");
  const tab = await signedIn(here.login);
  await signedIn(elsewhere.login);
  const logins = async () => new Map<string, any>((await tab("GET", "/members/logins")).body.items.map((one: any) => [one.memberId, one]));
  assert.equal((await logins()).size, 2);
  assert.equal((await logins()).has(elsewhere.memberId), false);
  const own = (await logins()).get(here.memberId);
  assert.equal(own.hasSecondFactor, false);
  assert.ok(Date.parse(own.lastSeenAt) > 0);
  const { body } = await tab("POST", "/me/two-factor", { password: here.login.password });
  assert.match(body.picture, /^data:image\/svg\+xml;base64,/);
  await tab("POST", "/me/two-factor/confirmation", { code: totp(body.uri) });
  assert.equal((await logins()).get(here.memberId).hasSecondFactor, true);
});

test("a person changes their own name, and who may the workspace's; keys and agents change neither", async () => {
  const other = await app.addWorkspace("Before");
  const agent = await app.addMember(other, "Quim", "agent");
  const tab = await signedIn(other.login);
  assert.equal((await tab("PATCH", "/me", { name: "Camila D." })).status, 200);
  assert.equal((await tab("GET", "/me")).body.name, "Camila D.");
  assert.equal((await tab("PATCH", "/me", { name: "  " })).status, 400);
  const change = { name: "After", language: "es", country: "PT", timeZone: "Europe/Lisbon" };
  const changed = await tab("PATCH", "/workspace", change);
  assert.deepEqual([changed.status, changed.body], [200, change]);
  const { name, language, country, timeZone } = (await tab("GET", "/me")).body.workspace;
  assert.deepEqual({ name, language, country, timeZone }, change);
  assert.equal((await tab("PATCH", "/workspace", { timeZone: "Europe/Atlantis" })).body.code, "team.unknown_time_zone");
  assert.equal((await app.call(agent, "PATCH", "/workspace", { name: "Mine" })).status, 403);
  const { body: key } = await tab("POST", "/api-keys", { name: "Machine", scopes: ["conversations.read"] });
  assert.equal((await app.call({ apiKey: key.token }, "PATCH", "/me", { name: "Robot" })).status, 404);
  const told = (await tab("GET", "/audit-log?action=workspace.changed")).body.items;
  assert.deepEqual([told.length, told[0].detail.from.name, told[0].detail.to.name], [1, "Before", "After"]);
});

test("the audit log is narrowed by words, act, person, subject and time, page by page, and taken out as a sheet, which it tells", async () => {
  const other = await app.addWorkspace("Audit");
  const tab = await signedIn(other.login);
  for (const name of ["Ana 100%", "Bia", "=Caio"]) {
    app.clock.advance(1_000);
    await tab("POST", "/api-keys", { name, scopes: ["conversations.read"] });
  }
  const ask = async (query: Record<string, string>) => (await tab("GET", `/audit-log?${new URLSearchParams(query)}`)).body;
  const namesOf = ({ items }: any) => items.map(({ detail }: any) => detail.name);
  assert.deepEqual(namesOf(await ask({ action: "api_key.created" })), ["=Caio", "Bia", "Ana 100%", "Test"], "the newest first");
  assert.deepEqual(namesOf(await ask({ search: "KEY caio" })), ["=Caio"]);
  assert.deepEqual(namesOf(await ask({ search: "0%" })), ["Ana 100%"], "a percent sign stands for itself");
  assert.deepEqual(namesOf(await ask({ search: "_key.created nobody" })), []);
  const first = await ask({ action: "api_key.created", limit: "2" });
  const second = await ask({ action: "api_key.created", limit: "2", cursor: first.nextCursor });
  assert.deepEqual([...namesOf(first), ...namesOf(second), second.nextCursor], ["=Caio", "Bia", "Ana 100%", "Test", null]);
  assert.deepEqual(namesOf(await ask({ subjectId: first.items[1].subjectId })), ["Bia"]);
  assert.equal((await ask({ actorId: other.memberId, action: "api_key.created" })).items.length, 4);
  const { occurredAt } = first.items[1];
  assert.deepEqual(namesOf(await ask({ until: occurredAt, action: "api_key.created" })), ["Ana 100%", "Test"]);
  assert.deepEqual(namesOf(await ask({ from: occurredAt, action: "api_key.created" })), ["=Caio", "Bia"]);
  assert.ok((await tab("GET", "/audit-log/actions")).body.items.includes("api_key.created"));

  const { body: sheet } = await tab("GET", "/audit-log/export.csv?action=api_key.created");
  const lines = sheet.trimEnd().split("\r\n");
  assert.equal(lines.length, 5);
  assert.match(lines[0], /^\uFEFFoccurred_at;actor_kind;actor;action;/);
  assert.match(lines[1], /;api_key\.created;api_key;/);
  const [exported] = (await ask({ action: "audit_log.exported" })).items;
  assert.deepEqual([exported.actor.id, exported.detail], [other.memberId, { action: "api_key.created" }]);
  assert.equal((await ask({ search: workspace.memberId })).items.length, 0, "nothing of another workspace");
});

test("the set-up link serves once, for the first workspace only", async () => {
  const { status, body } = await newBrowser()("POST", "/setup", {
    token: "set-up-token-of-the-tests",
    workspaceName: "Late",
    language: "en",
    timeZone: "UTC",
    name: "Late",
    email: "late@example.com",
    password: "a long enough password",
  });
  assert.deepEqual([status, body.code], [409, "team.setup_done"]);
});

test("a request that names JSON and sends nothing has no body; what is broken or poisoned is refused", async () => {
  const post = async (address: string, body?: string) => {
    const headers = { authorization: `Bearer ${workspace.apiKey}`, "content-type": "application/json" };
    const answer = await app.prosa.http.inject({
      method: "POST",
      url: `/api/v1${address}`,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  assert.equal((await post(`/channels/${workspace.channel.id}/reconciliation`)).status, 202);
  const missing = await post("/channels");
  assert.deepEqual([missing.status, missing.body.code], [400, "platform.invalid_request"]);
  for (const broken of ["{", '{"__proto__": {"x": 1}}'])
    assert.equal((await post("/channels", broken)).body.code, "platform.malformed_body", broken);
});

test("after a change of the secret key nobody is signed out, second factors and channels work, and the old key can go", async () => {
  const own = await app.addWorkspace("Rotation");
  const jar = new Map<string, string>();
  const tab = browserOf(jar, "10.0.9.1");
  await tab("POST", "/login", own.login);
  const factor = (await tab("POST", "/me/two-factor", { password: own.login.password })).body;
  assert.equal((await tab("POST", "/me/two-factor/confirmation", { code: totp(factor.uri) })).status, 200);
  await app.call(own, "POST", "/alert-targets", { kind: "email", name: "Boss", address: "boss@example.com" });
  const talk = "0199aaaa-0000-7000-8000-000000000001";
  const reply = createReplyTokens(app).make(talk);
  const newKey = Buffer.from("4b1f0c6e9d2a8375e1c4f7b6a05d93827766554433221100ffeeddccbbaa9988", "hex");

  const both = createSecrets([newKey, SECRET_KEY]);
  let step = 2;
  async function works(secrets: typeof both, meanwhile?: (prosa: Awaited<ReturnType<typeof buildApp>>) => Promise<void>) {
    const { config, clock, log, urls } = app;
    const prosa = await buildApp({ config, clock, db: openDatabase(urls, log, { app: 4, system: 4 }), secrets, log });
    try {
      assert.equal((await browserOf(jar, "10.0.9.1", prosa.http)("GET", "/me")).status, 200, "still signed in");
      const other = browserOf(new Map(), `10.0.9.${++step}`, prosa.http);
      assert.deepEqual((await other("POST", "/login", own.login)).body, { secondFactor: true });
      assert.equal((await other("POST", "/login/second-factor", { code: factor.backupCodes[step] })).status, 200, "second factor");
      const body = Buffer.from(JSON.stringify(textWebhook({ id: `wamid.rotation${step}`, text: "Oi" })));
      const headers = { "content-type": "application/json", "x-hub-signature-256": sign(own.channel.appSecret, body) };
      const hook = await prosa.http.inject({ method: "POST", url: `/webhooks/${own.channel.id}`, headers, payload: body });
      assert.equal(hook.statusCode, 200, "webhooks are believed");
      assert.equal(createReplyTokens({ secrets }).read(reply), talk, "an answer to an old mail finds its conversation");
      await meanwhile?.(prosa);
    } finally {
      await prosa.stop();
    }
  }
  await works(both, async (prosa) => {
    const heard: string[] = [];
    const done = await prosa.reencryptSecrets((line) => heard.push(line));
    assert.deepEqual(done.failures, []);
    assert.ok(done.secrets > 0 && heard.some((line) => /workspace \d+ of \d+/.test(line)), "it says how far it is");
    assert.equal((await prosa.reencryptSecrets()).secrets, 0, "nothing is left");
  });
  await works(createSecrets([newKey]));
  // Back, for the tests that follow.
  await works(createSecrets([SECRET_KEY, newKey]), async (prosa) => void (await prosa.reencryptSecrets()));
});
