import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, randomUUID, sign as signBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { startApp } from "../cast/harness.ts";

const issuer = await startIssuer();
const app = await startApp({ allowedHosts: [new URL(issuer.url).host] });
const ours = await app.addWorkspace("Ours");
const theirs = await app.addWorkspace("Theirs");
const origin = app.config.publicUrl;
const CLIENT = { label: "Acme login", issuer: issuer.url, clientId: "prosa", secret: "the client's secret: 100%" };

let address = 0;
/** A browser of its own address: keeps its cookies and follows nothing. */
function browser() {
  const jar = new Map<string, string>();
  const ip = `10.1.0.${++address}`;
  return async (method: string, path: string, body?: unknown) => {
    const answer = await app.prosa.http.inject({
      method: method as "GET",
      url: path.startsWith("http") ? path.slice(origin.length) : `/api/v1${path}`,
      remoteAddress: ip,
      headers: { origin, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[])
      maxAge === 0 ? jar.delete(name) : jar.set(name, encodeURIComponent(value));
    return { status: answer.statusCode, to: answer.headers.location, body: answer.body.startsWith("{") ? answer.json() : answer.body };
  };
}
type Browser = ReturnType<typeof browser>;

const owners = new Map<string, Browser>();
for (const workspace of [ours, theirs]) {
  const tab = browser();
  assert.equal((await tab("POST", "/login", workspace.login)).status, 200);
  owners.set(workspace.id, tab);
}
const ownerOf = (workspace: { id: string }) => owners.get(workspace.id) as Browser;
for (const workspace of [ours, theirs])
  assert.equal((await ownerOf(workspace)("PUT", "/workspace/single-sign-on", { ...CLIENT, label: `Login ${workspace.id}` })).status, 200);

async function providerOf(workspace: { id: string }): Promise<string> {
  const { body } = await browser()("GET", "/login/single-sign-on/providers");
  return body.items.find(({ label }: { label: string }) => label === `Login ${workspace.id}`).id;
}

/** Everything of a sign-in: there, and back with what the issuer then answers. */
async function signOn(
  tab: Browser,
  workspace: { id: string },
  claims: Record<string, unknown>,
  { invitation, bend = (url: URL) => url }: { invitation?: string; bend?: (url: URL) => URL } = {},
) {
  const begun = await tab("POST", "/login/single-sign-on", {
    providerId: await providerOf(workspace),
    ...(invitation === undefined ? {} : { invitation }),
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  return tab("GET", bend(issuer.authorize(begun.body.url, claims)).href);
}

async function invite(workspace: { id: string }, email: string, role = "agent"): Promise<string> {
  const { body } = await ownerOf(workspace)("POST", "/invitations", { email, role });
  return new URL(body.link).searchParams.get("token") as string;
}

async function lastFailure(workspace: { id: string }) {
  const failed = "select detail from audit_log where workspace_id = $1 and action = 'login.sign_on_failed' order by id desc limit 1";
  return (await app.rows(failed, [workspace.id]))[0]?.detail;
}

test("an invitation accepted by the provider makes a member without a password, who comes back by it", async () => {
  const tab = browser();
  const invitation = await invite(ours, "ana@acme.example");
  const accepted = await signOn(tab, ours, { sub: "ana", name: "Ana Prado" }, { invitation });
  assert.deepEqual([accepted.status, accepted.to], [302, `${origin}/`]);
  const me = await tab("GET", "/me");
  assert.deepEqual([me.body.name, me.body.email, me.body.role, me.body.workspace.id], ["Ana Prado", "ana@acme.example", "agent", ours.id]);
  await tab("POST", "/logout");
  assert.equal((await tab("GET", "/me")).status, 401);
  // The address is not what they are known by.
  assert.equal((await signOn(tab, ours, { sub: "ana", email: "married@acme.example" })).to, `${origin}/`);
  assert.equal((await tab("GET", "/me")).body.email, "ana@acme.example");
  const acts = "select distinct action from audit_log where workspace_id = $1 and action ~ 'sign_on|signed_in' order by action";
  const told = (await app.rows(acts, [ours.id])).map(({ action }) => action);
  assert.deepEqual(told, ["login.signed_in", "sign_on.linked", "sign_on.set"]);
});

for (const [what, claims, bend] of [
  ["another nonce", { nonce: "another" }, undefined],
  ["another audience", { aud: "another" }, undefined],
  ["another issuer", { iss: "https://elsewhere.example" }, undefined],
  ["an end that is over", { exp: Math.floor(Date.now() / 1000) - 3600 }, undefined],
  ["another key", { forged: true }, undefined],
  ["another state", {}, (url: URL) => new URL(url.href.replace(/state=[^&]+/, "state=another"))],
] as [string, Record<string, unknown>, ((url: URL) => URL) | undefined][])
  test(`an answer with ${what} lets nobody in`, async () => {
    const tab = browser();
    const { to } = await signOn(tab, ours, { sub: "ana", ...claims }, bend === undefined ? {} : { bend });
    assert.equal(to, `${origin}/login?problem=team.sign_on_refused`);
    assert.equal((await tab("GET", "/me")).status, 401);
    assert.equal((await lastFailure(ours)).problem, "team.sign_on_refused");
  });
test("what was begun in another browser, or said no to, ends at the login page", async () => {
  const begun = await browser()("POST", "/login/single-sign-on", { providerId: await providerOf(ours) });
  const other = browser();
  assert.equal((await other("GET", issuer.authorize(begun.body.url, { sub: "ana" }).href)).to, `${origin}/login?problem=team.sign_on_lost`);
  const denied = await signOn(
    other,
    ours,
    { sub: "ana" },
    {
      bend(url) {
        url.searchParams.delete("code");
        url.searchParams.set("error", "access_denied");
        return url;
      },
    },
  );
  assert.equal(denied.to, `${origin}/login?problem=team.sign_on_denied`);
  const late = browser();
  const slow = await late("POST", "/login/single-sign-on", { providerId: await providerOf(ours) });
  app.clock.advance(11 * 60_000);
  assert.equal((await late("GET", issuer.authorize(slow.body.url, { sub: "ana" }).href)).to, `${origin}/login?problem=team.sign_on_lost`);
});

test("the address of a member is no way in, verified or not, and an invitation opens no login that there is", async () => {
  for (const email_verified of [false, true]) {
    const { to } = await signOn(browser(), ours, { sub: "mallory", email: ours.login.email, email_verified });
    assert.equal(to, `${origin}/login?problem=team.sign_on_unknown`);
  }
  const invitation = await invite(theirs, ours.login.email);
  const { to } = await signOn(browser(), theirs, { sub: "mallory" }, { invitation });
  assert.equal(to, `${origin}/login?problem=team.sign_on_known_person`);
  assert.equal((await app.rows("select 1 from members where workspace_id = $1 and email = $2", [theirs.id, ours.login.email])).length, 0);
});

test("a member links themselves while they are signed in; nobody else gets the same login", async () => {
  const member = await app.addMember(ours, "Bia", "agent");
  const tab = browser();
  assert.equal((await tab("POST", "/login", member.login)).status, 200);
  assert.deepEqual((await tab("GET", "/me/single-sign-on")).body, { label: `Login ${ours.id}`, isLinked: false });
  const begun = await tab("POST", "/me/single-sign-on");
  assert.equal((await tab("GET", issuer.authorize(begun.body.url, { sub: "bia" }).href)).to, `${origin}/settings/security`);
  assert.equal((await tab("GET", "/me/single-sign-on")).body.isLinked, true);
  const again = await tab("POST", "/me/single-sign-on");
  const taken = await tab("GET", issuer.authorize(again.body.url, { sub: "ana" }).href);
  assert.equal(taken.to, `${origin}/settings/security?problem=team.sign_on_taken`);
  const invitation = await invite(ours, "zoe@acme.example");
  assert.equal((await signOn(browser(), ours, { sub: "ana" }, { invitation })).to, `${origin}/login?problem=team.sign_on_taken`);
  assert.equal((await signOn(browser(), ours, { sub: "zoe" }, { invitation })).to, `${origin}/`, "the link is as it was");
  const other = browser();
  await signOn(other, ours, { sub: "bia" });
  assert.equal((await other("GET", "/me")).body.id, member.memberId);
  // The login by password is not shown to whoever came by the provider.
  assert.equal((await other("GET", "/me/sessions")).body.items.length, 1);
  assert.equal((await tab("GET", "/me/sessions")).body.items.length, 2);
});

test("whoever was removed does not come in, and their login is free for who comes after them", async () => {
  const tab = browser();
  await signOn(tab, ours, { sub: "carla" }, { invitation: await invite(ours, "carla@acme.example") });
  const { id } = (await tab("GET", "/me")).body;
  await ownerOf(ours)("DELETE", `/members/${id}`);
  assert.equal((await tab("GET", "/me")).status, 403);
  assert.equal((await signOn(tab, ours, { sub: "carla" })).to, `${origin}/login?problem=team.sign_on_unknown`);
  const next = await signOn(browser(), ours, { sub: "carla" }, { invitation: await invite(ours, "carla2@acme.example") });
  assert.equal(next.to, `${origin}/`);
});

test("what one workspace's provider says counts in that workspace only", async () => {
  assert.equal((await signOn(browser(), theirs, { sub: "ana" })).to, `${origin}/login?problem=team.sign_on_unknown`);
  const wrongDoor = await signOn(browser(), theirs, { sub: "dora" }, { invitation: await invite(ours, "dora@acme.example") });
  assert.equal(wrongDoor.to, `${origin}/login?problem=team.bad_invitation`);
  // A person of both: the session that their provider vouches for does not lead to us.
  const tab = browser();
  await signOn(tab, theirs, { sub: "eva" }, { invitation: await invite(theirs, "eva@acme.example") });
  const [{ user_id: userId }] = (await app.rows("select user_id from members where email = 'eva@acme.example'")) as [{ user_id: string }];
  await app.rows(
    "insert into members (workspace_id, id, user_id, name, email, role, created_at) values ($1, $2, $3, 'Eva', 'eva@acme.example', 'owner', '2020-01-01')",
    [ours.id, randomUUID(), userId],
  );
  assert.equal((await tab("GET", "/me")).body.workspace.id, theirs.id);
  await app.rows("update auth_sessions set workspace_id = $1 where user_id = $2", [ours.id, userId]);
  assert.equal((await tab("GET", "/me")).body.workspace.id, theirs.id);
  await app.rows("update members set removed_at = now() where workspace_id = $1 and user_id = $2", [theirs.id, userId]);
  assert.equal((await tab("GET", "/me")).status, 403);
});

test("an issuer on a private network is not asked, and one that is none is told", async () => {
  const set = (change: object) => ownerOf(ours)("PUT", "/workspace/single-sign-on", { ...CLIENT, ...change });
  for (const address of ["http://127.0.0.1:9", "https://10.0.0.7", "http://169.254.169.254/latest"])
    assert.deepEqual([(await set({ issuer: address })).body.code, address], ["team.provider_unreachable", address]);
  assert.equal((await set({ issuer: `${issuer.url}/nothing` })).body.code, "team.provider_unreachable");
  assert.equal((await set({ issuer: `${issuer.url}/nothing`, secret: undefined })).body.code, "team.secret_needed");
});

test("owners alone set it; its secret is sealed; when it goes, so do the sessions that it vouched for", async () => {
  const administrator = await app.addMember(ours, "Adm", "administrator");
  const tab = browser();
  await tab("POST", "/login", administrator.login);
  assert.equal((await tab("PUT", "/workspace/single-sign-on", CLIENT)).body.code, "team.only_owners");
  assert.equal((await tab("DELETE", "/workspace/single-sign-on")).body.code, "team.only_owners");
  assert.equal(JSON.stringify((await tab("GET", "/workspace/single-sign-on")).body).includes(CLIENT.secret), false);
  const [{ sealed_secret: sealed }] = (await app.rows("select sealed_secret from sign_on_providers where workspace_id = $1", [
    ours.id,
  ])) as [{ sealed_secret: string }];
  assert.equal(sealed.includes(CLIENT.secret), false);
  const guest = browser();
  await signOn(guest, ours, { sub: "ana" });
  assert.equal((await guest("GET", "/me")).status, 200);
  const kept = await ownerOf(ours)("PUT", "/workspace/single-sign-on", {
    label: `Login ${ours.id}`,
    issuer: issuer.url,
    clientId: "prosa",
  });
  assert.equal(kept.status, 200, "the secret stays");
  assert.equal((await guest("GET", "/me")).status, 200);
  assert.equal((await ownerOf(ours)("DELETE", "/workspace/single-sign-on")).status, 200);
  assert.equal((await guest("GET", "/me")).status, 401);
  assert.equal((await ownerOf(ours)("GET", "/me")).status, 200);
});

/** A provider of logins on this machine: what it says of a person is what the test gave it. */
async function startIssuer() {
  const [own, strange] = [generateKeyPairSync("rsa", { modulusLength: 2048 }), generateKeyPairSync("rsa", { modulusLength: 2048 })];
  const codes = new Map<string, { challenge: string; nonce: string; returnAddress: string; claims: Record<string, unknown> }>();
  let url = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration")
      return answer(200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    if (request.url === "/keys")
      return answer(200, { keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] });
    if (request.url !== "/token") return answer(404, {});
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const [client, secret] = Buffer.from((request.headers.authorization ?? "").slice(6), "base64")
      .toString()
      .split(":")
      .map((one) => decodeURIComponent(one.replaceAll("+", " ")));
    if (client !== "prosa" || secret !== CLIENT.secret) return answer(401, { error: "invalid_client" });
    if (code === undefined || code.challenge !== verifier || form.get("redirect_uri") !== code.returnAddress)
      return answer(400, { error: "invalid_grant" });
    const { forged, ...claims } = code.claims;
    return answer(200, {
      access_token: "unused",
      token_type: "Bearer",
      id_token: idToken(forged === true ? strange : own, { nonce: code.nonce, ...claims }),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => server.close());
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function idToken({ privateKey }: typeof own, claims: object): string {
    const now = Math.floor(Date.now() / 1000);
    const body = { iss: url, aud: "prosa", iat: now, exp: now + 300, ...claims };
    const text = [{ alg: "RS256", kid: "own" }, body].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${text}.${signBytes("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  }

  return {
    url,
    /** Says yes at once. @returns where it sends the browser back to */
    authorize(asked: string, claims: Record<string, unknown>): URL {
      const query = new URL(asked).searchParams;
      assert.deepEqual([query.get("response_type"), query.get("code_challenge_method"), query.get("client_id")], ["code", "S256", "prosa"]);
      const code = randomUUID();
      const [challenge, nonce, returnAddress] = ["code_challenge", "nonce", "redirect_uri"].map((name) => query.get(name) as string) as [
        string,
        string,
        string,
      ];
      codes.set(code, { challenge, nonce, returnAddress, claims });
      const back = new URL(returnAddress);
      back.searchParams.set("code", code);
      back.searchParams.set("state", query.get("state") as string);
      return back;
    },
  };
}
