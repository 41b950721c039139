import assert from "node:assert/strict";
import { test } from "node:test";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

// A mailbox at a provider that takes no passwords, as Gmail and Microsoft 365.
const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Tokens");
const invented = inventAccount("email", app.simulator.url);
const oauth = { oauthTokenUrl: `${app.simulator.url}/mail/token`, oauthClientId: "client-of-ours" };
const secrets = { oauthClientSecret: "client-secret-1", oauthRefreshToken: "refresh-first-1" };
const account = { ...invented, settings: { ...invented.settings, ...oauth }, credentials: secrets };
await registerAccount(app.simulator.url, account, {});
const { body: channel } = await app.call(workspace, "POST", "/channels", {
  kind: "email",
  name: "Atendimento",
  settings: account.settings,
  credentials: secrets,
});
const check = async () => (await app.call(workspace, "POST", `/channels/${channel.id}/validate`)).body;
const person = { waId: "5592955557777", userId: "BR.tokens", name: "Ana" };
const write = (text: string) =>
  app.control("POST", "/_control/act", { kind: "email", account: account.id, person, action: { kind: "text", text } });
const heard = (text: string) =>
  until(async () => {
    const [row] = await app.rows("select conversation_id as id from messages where text = $1 and direction = 'in'", [text]);
    return row === undefined ? null : (row["id"] as string);
  });
async function answer(conversationId: string, text: string) {
  const { body } = await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, { kind: "text", text });
  return until(async () => {
    const { status } = (await app.call(workspace, "GET", `/messages/${body.id}`)).body;
    return status === "queued" ? null : status;
  });
}

test("a mailbox is connected by a refresh token: it is checked, mails go both ways, and what the provider renews is kept sealed", async () => {
  assert.deepEqual(
    (await check()).steps.map(({ step, ok }: { step: string; ok: boolean }) => [step, ok]),
    [
      ["smtp", true],
      ["imap", true],
    ],
  );
  await write("oi com token");
  assert.equal(await answer(await heard("oi com token"), "Recebido"), "sent");
  const [row] = await app.rows("select credentials from channels where id = $1", [channel.id]);
  assert.equal(JSON.stringify(row).includes("refresh-"), false, "sealed");
  const opened = await app.prosa.channels.findForWebhook(channel.id);
  assert.match(opened?.credentials["oauthRefreshToken"] ?? "", /^refresh-(?!first)/, "the newer one");
});

test("an access token that the server takes no more is renewed at once, and nobody notices", async () => {
  // Somebody else renewed: only the last access token is good.
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: secrets.oauthRefreshToken,
    client_id: oauth.oauthClientId,
    client_secret: secrets.oauthClientSecret,
  });
  assert.equal((await fetch(oauth.oauthTokenUrl, { method: "POST", body })).status, 200);
  await write("ainda aí?");
  assert.equal(await answer(await heard("ainda aí?"), "Sim"), "sent");
  assert.equal((await check()).ok, true);
});

test("a refresh token that has ended is said in the provider's words, and no secret is in them", async () => {
  const credentials = { oauthRefreshToken: "refresh-of-long-ago" };
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { credentials });
  const { ok, steps } = await check();
  assert.equal(ok, false);
  assert.deepEqual(
    steps.map((step: { advice?: string; facts?: { reason?: string } }) => [step.advice, step.facts?.reason]),
    [
      ["mail_login_refused", "The refresh token has expired."],
      ["mail_login_refused", "The refresh token has expired."],
    ],
  );
  assert.equal(JSON.stringify(steps).includes("long-ago"), false);
});

test("a token address on a private network is not called", async () => {
  const settings = { oauthTokenUrl: "http://169.254.169.254/token" };
  const alone = await app.call(workspace, "PATCH", `/channels/${channel.id}`, { settings });
  assert.deepEqual(
    [alone.status, alone.body.code],
    [400, "channels.secret_needed"],
    "secrets do not move to another address by themselves",
  );
  assert.equal((await app.call(workspace, "PATCH", `/channels/${channel.id}`, { settings, credentials: secrets })).status, 200);
  const { steps } = await check();
  assert.deepEqual(
    steps.map(({ advice }: { advice: string }) => advice),
    ["address_refused", "address_refused"],
  );
});
