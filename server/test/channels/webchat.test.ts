import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import WebSocket from "ws";
import { mailAway } from "../../src/channels/webchat/mail-away.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Web chat");
const SECRET = "a secret that the page's server has";
const { body: channel } = await app.call(workspace, "POST", "/channels", {
  kind: "webchat",
  name: "Site",
  settings: { site: "loja.example", domains: "*.parceiro.example", color: "red", proactive: "/precos 20 Posso ajudar?" },
  credentials: { identitySecret: SECRET },
});
await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
const door = `http://127.0.0.1:${app.config.port}/webchat/${channel.id}`;

interface Answer {
  status: number;
  headers: Headers;
  // Each test knows what it asked for.
  body: any;
}

async function knock(path: string, body?: unknown, token?: string, more: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(door + path, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    ...more,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(more.headers as Record<string, string> | undefined),
    },
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === "" ? null : JSON.parse(text) };
}
const visit = async (given: object = {}) => (await knock("/session", given)).body;
const signed = (userId: string, secret = SECRET) => ({ userId, signature: createHmac("sha256", secret).update(userId).digest("hex") });
const textsIn = async (token: string) => (await knock("/lines?after=0", undefined, token)).body.lines.map((line: any) => line.content.text);
const received = (text: string) =>
  app.rows("select id, conversation_id from messages where channel_id = $1 and text = $2", [channel.id, text]);

test("a page asks how the chat looks; nothing of it is a secret, and what is no colour is not one", async () => {
  const { status, body, headers } = await knock("/look", undefined, undefined, { headers: { origin: "https://loja.example" } });
  assert.equal(status, 200);
  assert.equal(headers.get("access-control-allow-origin"), "https://loja.example");
  assert.equal(headers.get("cross-origin-resource-policy"), "cross-origin");
  assert.equal(body.color, "#1f4d3d");
  assert.deepEqual(body.proactive, { path: "/precos", seconds: 20, text: "Posso ajudar?" });
  assert.equal(JSON.stringify(body).includes(SECRET), false);
});

test("a domain that is not allowed gets nothing, and one below an allowed one does", async () => {
  const ask = async (origin: string) => (await knock("/look", undefined, undefined, { headers: { origin } })).status;
  assert.equal(await ask("https://shop.parceiro.example"), 200);
  for (const origin of ["https://ladrao.example", "https://loja.example.ladrao.example", "https://parceiro.example.org", "null"])
    assert.equal(await ask(origin), 403, origin);
  const { body } = await knock("/session", {}, undefined, { headers: { origin: "https://ladrao.example" } });
  assert.equal(body.code, "webchat.domain_refused");
});

test("said twice it is one message and one line, and what the visitor's clock says changes nothing", async () => {
  const { token } = await visit({ name: "Joana" });
  const event = { id: "once", type: "text", text: "uma vez só", at: "2016-01-01T00:00:00Z" };
  assert.deepEqual(
    (await Promise.all([1, 2, 3].map(() => knock("/events", event, token)))).map(({ status }) => status),
    [200, 200, 200],
  );
  const [message] = await until(async () => ((await received("uma vez só")).length > 0 ? received("uma vez só") : null));
  assert.deepEqual(await textsIn(token), ["uma vez só"]);
  const { body } = await app.call(workspace, "GET", `/conversations/${message?.conversation_id}/messages?limit=10`);
  assert.equal(body.items.filter((one: any) => one.direction === "in").length, 1);
  assert.ok(Math.abs(Date.parse(body.items[0].createdAt) - Date.now()) < 3_600_000);
});

test("100 kB pasted are refused with a reason, and so is what is no event", async () => {
  const { token } = await visit();
  const large = await knock("/events", { id: "big", type: "text", text: "x".repeat(100_000) }, token);
  assert.equal(large.status, 413);
  assert.equal((await knock("/events", { id: "long", type: "text", text: "x".repeat(8_001) }, token)).body.code, "webchat.text_too_long");
  for (const body of [[], "text", 7, null, { type: 5 }, { type: "text", text: "sem id" }, { type: "read", upTo: "x" }])
    assert.equal((await knock("/events", body, token)).status, 400, JSON.stringify(body));
  assert.deepEqual(await textsIn(token), []);
});

test("a visitor who floods waits, and nobody else does", async () => {
  const [loud, calm] = [await visit(), await visit()];
  const statuses = await Promise.all(
    Array.from({ length: 60 }, (_, n) => knock("/events", { id: `n${n}`, type: "text", text: `cheia ${n}` }, loud.token)),
  );
  const refused = statuses.filter(({ status }) => status === 429);
  assert.ok(refused.length > 0 && statuses.length - refused.length >= 30);
  assert.equal(refused[0]?.body.code, "platform.too_many_requests");
  assert.equal((await knock("/events", { id: "calm", type: "text", text: "com calma" }, calm.token)).status, 200);
});

test("a forged or old signature opens nothing; two secrets count while they change", async () => {
  const forged = await knock("/session", { identity: signed("cliente-1", "another secret") });
  assert.deepEqual([forged.status, forged.body.code], [403, "webchat.identity_refused"]);
  const signature = createHmac("sha256", SECRET).update("cliente-1.1000").digest("hex");
  assert.equal((await knock("/session", { identity: { userId: "cliente-1", signature, expires: 1_000 } })).status, 403);
  const changed = { identitySecret: "a newer secret", previousIdentitySecret: SECRET };
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { credentials: changed });
  for (const secret of [SECRET, "a newer secret"])
    assert.equal((await knock("/session", { identity: signed("cliente-2", secret) })).status, 200);
});

test("a customer finds their chat on a second device, and another customer on the same browser does not", async () => {
  const first = await visit();
  await knock("/events", { id: "a1", type: "text", text: "antes de entrar" }, first.token);
  const ana = await visit({ token: first.token, identity: signed("ana") });
  assert.deepEqual(await textsIn(ana.token), ["antes de entrar"], "a stranger's chat becomes theirs");
  const secondDevice = await visit({ identity: signed("ana") });
  assert.deepEqual(await textsIn(secondDevice.token), ["antes de entrar"]);
  const bruno = await visit({ token: ana.token, identity: signed("bruno") });
  assert.deepEqual([bruno.lines, await textsIn(bruno.token)], [[], []]);
  const nobody = await visit({ token: ana.token });
  assert.deepEqual(nobody.lines, [], "without a signature a customer's chat stays closed");
});

test("after the chat was ended its token opens nothing, nor does a guess, nor one of another account", async () => {
  const { token } = await visit();
  await knock("/events", { id: "e1", type: "text", text: "vou embora" }, token);
  assert.equal((await knock("/session", undefined, token, { method: "DELETE" })).status, 204);
  for (const tried of [token, "visit_guess", ""])
    assert.equal((await knock("/lines?after=0", undefined, tried)).body.code, "webchat.ended");
  assert.deepEqual((await visit({ token })).lines, []);
  const { body: other } = await app.call(workspace, "POST", "/channels", {
    kind: "webchat",
    name: "Outro",
    settings: { site: "outra.example" },
    credentials: {},
  });
  const mine = await visit();
  const elsewhere = await fetch(`http://127.0.0.1:${app.config.port}/webchat/${other.id}/lines?after=0`, {
    headers: { authorization: `Bearer ${mine.token}` },
  });
  assert.equal(elsewhere.status, 401);
});

test("a socket that dies again and again loses and doubles nothing", async () => {
  const { token } = await visit({ name: "Queda" });
  await knock("/events", { id: "q1", type: "text", text: "queda de conexão" }, token);
  const [message] = await until(async () => ((await received("queda de conexão")).length > 0 ? received("queda de conexão") : null));
  const seen: string[] = [];
  let after = 0;
  for (let round = 0; round < 5; round += 1) {
    await app.call(workspace, "POST", `/conversations/${message?.conversation_id}/messages`, { kind: "text", text: `resposta ${round}` });
    const socket = new WebSocket(`${door.replace("http", "ws")}/socket`);
    socket.once("open", () => socket.send(JSON.stringify({ token, after })));
    await new Promise<void>((resolve, reject) => {
      socket.on("error", reject);
      socket.on("message", (frame) => {
        for (const line of JSON.parse(String(frame)).lines) {
          after = line.seq;
          if (line.side === "business") seen.push(line.content.text);
        }
        if (seen.length > round) resolve();
      });
    });
    socket.terminate();
  }
  assert.deepEqual(
    seen,
    [0, 1, 2, 3, 4].map((n) => `resposta ${n}`),
  );
});

test("an ended chat closes its socket with a word, and a strange page gets none", async () => {
  const closed = (origin: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${door.replace("http", "ws")}/socket`, { origin });
      socket.once("open", () => socket.send(JSON.stringify({ token: "visit_unknown", after: 0 })));
      socket.once("close", resolve);
      socket.once("error", () => resolve(403));
    });
  assert.equal(await closed("https://loja.example"), 4401);
  assert.equal(await closed("https://ladrao.example"), 403);
});

test("a file goes in and comes out, a page that could run does not, and nobody guesses an address", async () => {
  const { token } = await visit();
  const send = (type: string, name: string) =>
    fetch(`${door}/uploads`, {
      method: "POST",
      headers: { "content-type": type, "x-file-name": encodeURIComponent(name), authorization: `Bearer ${token}` },
      body: "%PDF-1.4 nota",
    });
  const kept = (await (await send("application/pdf", "../nota.pdf")).json()) as { token: string; name: string };
  assert.equal(kept.name, ".._nota.pdf");
  const file = await fetch(`${door}/files/${kept.token}`);
  assert.equal(await file.text(), "%PDF-1.4 nota");
  assert.match(file.headers.get("content-disposition") ?? "", /^attachment/);
  for (const type of ["text/html", "image/svg+xml"]) assert.equal((await send(type, "x")).status, 415);
  assert.equal((await fetch(`${door}/files/${kept.token}x`)).status, 404);
});

test("who waits without a socket hears at once, and the wait ends when they go", async () => {
  const { token, state } = await visit();
  const waiting = knock(`/lines?after=0&news=${state.news}`, undefined, token);
  await knock("/events", { id: "w1", type: "text", text: "da outra aba" }, token);
  assert.deepEqual(
    (await waiting).body.lines.map((line: any) => line.content.text),
    ["da outra aba"],
  );
});

test("who left an address and went away hears of the answer by mail, whose link leads back once", async () => {
  const page = "https://loja.example/produtos";
  const { token } = await visit({ name: "Vera", email: "vera@example.org", page: `${page}?campanha=1` });
  await knock("/events", { id: "m1", type: "text", text: "volto depois" }, token);
  const [message] = await until(async () => ((await received("volto depois")).length > 0 ? received("volto depois") : null));
  await app.call(workspace, "POST", `/conversations/${message?.conversation_id}/messages`, { kind: "text", text: "já temos a resposta" });
  await until(async () => (await textsIn(token)).includes("já temos a resposta"));
  const mails: { to: string; text: string }[] = [];
  const look = () =>
    mailAway({ db: app.db, clock: { now: () => new Date() }, log: app.log, sendMail: async (mail) => void mails.push(mail) });
  await look();
  assert.deepEqual(
    mails.map(({ to }) => to),
    [],
    "they are still there",
  );
  await app.rows("update webchat_people set here_at = now() - interval '10 minutes' where email = 'vera@example.org'");
  await look();
  await look();
  assert.equal(mails.length, 1, "once");
  assert.equal(mails[0]?.to, "vera@example.org");
  const resume = new RegExp(`${page}\\?prosa_resume=(\\S+)`).exec(mails[0]?.text ?? "")?.[1];
  const back = await visit({ resume });
  assert.deepEqual(
    back.lines.map((line: any) => line.content.text),
    ["volto depois", "já temos a resposta"],
  );
  assert.deepEqual((await visit({ resume })).lines, [], "the link was used");
});
