import assert from "node:assert/strict";
import { after, test } from "node:test";
import { WebSocket } from "ws";
import { contactChanged } from "../../src/inbox/events.ts";
import { emit } from "../../src/platform/index.ts";
import { startApp, textWebhook, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const ours = await app.addWorkspace("Live");
const theirs = await app.addWorkspace("Elsewhere");
const address = `ws://127.0.0.1:${app.config.port}/api/v1/socket`;
let counter = 0;
const sockets: WebSocket[] = [];
// A test that fails before it closes its sockets must not keep the file from ending.
after(() => {
  for (const socket of sockets) socket.terminate();
});

/** A browser's socket: keeps what it hears. */
async function connect(headers: Record<string, string>) {
  const socket = new WebSocket(address, { headers });
  sockets.push(socket);
  const frames: any[] = [];
  let closed: number | null = null;
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  socket.on("close", (code) => {
    closed = code;
  });
  let refused: Error | undefined;
  socket.on("unexpected-response", (_request, response) => {
    refused = new Error(`HTTP ${response.statusCode}`);
  });
  socket.on("error", (error) => {
    refused = error;
  });
  // One wait for both: a second one would keep the process until its limit.
  await until(async () => refused !== undefined || frames.some(({ type }) => type === "hello"));
  if (refused !== undefined) throw refused;
  return {
    socket,
    frames,
    cursor: frames.find(({ type }) => type === "hello").cursor as string,
    closed: () => closed,
    facts: () => frames.flatMap((frame) => (frame.type === "facts" || frame.type === "delta" ? frame.facts : [])),
    async resume(cursor: string) {
      socket.send(JSON.stringify({ type: "resume", cursor }));
      return until(async () => frames.find(({ type }) => type === "delta" || type === "reset"));
    },
  };
}
const asKey = (workspace: { apiKey: string }) => ({ authorization: `Bearer ${workspace.apiKey}` });
const say = async (workspace: typeof ours) => {
  counter += 1;
  assert.equal(
    await app.receive(
      workspace.channel,
      textWebhook({
        from: `55929666${String(counter).padStart(5, "0")}`,
        id: `wamid.live.${counter}`,
        text: "oi",
        name: `Viva ${counter}`,
      }),
    ),
    200,
  );
};

test("an open browser hears of a message within moments, and only of its own workspace", async () => {
  const [mine, foreign] = [await connect(asKey(ours)), await connect(asKey(theirs))];
  await say(ours);
  await until(async () => mine.facts().some(({ kind }: any) => kind === "message.received"));
  assert.deepEqual(foreign.facts(), []);
  const told = new Set(mine.facts().flatMap((fact: object) => Object.keys(fact)));
  assert.deepEqual([...told].sort(), ["conversationId", "kind", "name", "subjectId"], "ids and names of kinds only");
  assert.ok(mine.facts().some(({ kind, name }: any) => kind === "message.received" && name === "new_message"));
  mine.socket.close();
  foreign.socket.close();
});

/** A cursor is never ahead of the oldest transaction of the server, which may be another file's: waits until ours is behind. */
const untilFirstEventIsBehind = () =>
  until(
    async () =>
      (await app.rows("select min(xid) < pg_snapshot_xmin(pg_current_snapshot()) as behind from (select xid from events) e"))[0].behind,
  );

test("what was missed comes in one delta, and equals what a fresh load shows", async () => {
  await untilFirstEventIsBehind();
  const before = await connect(asKey(ours));
  before.socket.close();
  await say(ours);
  await say(ours);
  const newest = await until(async () => {
    const { items } = (await app.call(ours, "GET", "/conversations?limit=2")).body;
    return items.every((one: any) => one.contact.name === `Viva ${counter}` || one.contact.name === `Viva ${counter - 1}`) ? items : null;
  });
  const after = await connect(asKey(ours));
  const delta = await after.resume(before.cursor);
  assert.equal(delta.type, "delta");
  const told = new Set(delta.facts.map(({ conversationId }: any) => conversationId));
  for (const { id } of newest) assert.ok(told.has(id));
  after.socket.close();
});

test("a transaction that began before the cursor and committed after it is not missed", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const subject = "01a1fc32-0d5f-7351-a3ea-32faefa5f017";
  const slow = app.db.inWorkspace(ours.id, async (tx) => {
    emit(tx, [contactChanged({ workspaceId: ours.id, subjectId: subject })], new Date());
    await gate;
  });
  await say(ours);
  const client = await connect(asKey(ours));
  client.socket.close();
  open();
  await slow;
  const again = await connect(asKey(ours));
  const delta = await again.resume(client.cursor);
  assert.ok(delta.facts.some(({ subjectId }: any) => subjectId === subject));
  again.socket.close();
});

test("too much missed, or too long ago, asks for a fresh load", async () => {
  const client = await connect(asKey(ours));
  await app.db.inWorkspace(ours.id, (tx) =>
    emit(
      tx,
      Array.from({ length: 600 }, () => contactChanged({ workspaceId: ours.id })),
      new Date(),
    ),
  );
  const again = await connect(asKey(ours));
  assert.equal((await again.resume(client.cursor)).type, "reset");
  const old = await connect(asKey(ours));
  assert.equal((await old.resume("3")).type, "reset");
  for (const { socket } of [client, again, old]) socket.close();
});

test("nobody without a login, and no other site's page, gets a socket; odd frames close it", async () => {
  await assert.rejects(connect({}), /HTTP 40[13]/);
  await assert.rejects(connect({ authorization: "Bearer prosa_nonsense" }), /HTTP 401/);
  const login = await app.prosa.http.inject({
    method: "POST",
    url: "/api/v1/login",
    headers: { origin: app.config.publicUrl },
    payload: ours.login,
  });
  const cookie = (login.headers["set-cookie"] as string).split(";")[0] as string;
  await assert.rejects(connect({ cookie, origin: "https://evil.example" }), /HTTP 403/);
  await assert.rejects(connect({ cookie }), /HTTP 403/);
  const client = await connect({ cookie, origin: app.config.publicUrl });
  client.socket.send("not a frame");
  await until(async () => client.closed() === 4400);
});

test("a revoked login loses its socket within seconds", async () => {
  const signIn = async () => {
    const answer = await app.prosa.http.inject({
      method: "POST",
      url: "/api/v1/login",
      headers: { origin: app.config.publicUrl },
      payload: ours.login,
    });
    return (answer.headers["set-cookie"] as string).split(";")[0] as string;
  };
  const [victim, other] = [await signIn(), await signIn()];
  const client = await connect({ cookie: victim, origin: app.config.publicUrl });
  const ask = (cookie: string, method: "GET" | "DELETE", url: string) =>
    app.prosa.http.inject({ method, url: `/api/v1${url}`, headers: { cookie, origin: app.config.publicUrl } });
  const current = (await ask(victim, "GET", "/me/sessions")).json().items.find((session: any) => session.current);
  await ask(other, "DELETE", `/me/sessions/${current.id}`);
  await until(async () => client.closed() === 4000);
  const { promise: told, resolve } = Promise.withResolvers<number>();
  new WebSocket(client.socket.url, { headers: { cookie: victim, origin: app.config.publicUrl } }).on("close", resolve);
  assert.equal(await told, 4401, "it comes back and is told why");
});

test("two members in one conversation see each other; the same member twice does not", async () => {
  const [one, two, same] = [await connect(asKey(ours)), await connect(asKey({ apiKey: ours.apiKey })), await connect(asKey(ours))];
  const { items } = (await app.call(ours, "GET", "/conversations?limit=1")).body;
  const look = { type: "look", conversationId: items[0].id, typing: true };
  for (const { socket } of [one, two, same]) socket.send(JSON.stringify(look));
  await until(async () => one.frames.some(({ type }) => type === "presence"));
  assert.deepEqual(one.frames.filter(({ type }) => type === "presence").at(-1).members, []);
  const login = await app.prosa.http.inject({
    method: "POST",
    url: "/api/v1/login",
    headers: { origin: app.config.publicUrl },
    payload: ours.login,
  });
  const person = await connect({ cookie: (login.headers["set-cookie"] as string).split(";")[0] as string, origin: app.config.publicUrl });
  person.socket.send(JSON.stringify(look));
  await until(async () => one.frames.filter(({ type }) => type === "presence").at(-1).members[0]?.typing === true);
  for (const { socket } of [one, two, same, person]) socket.close();
});
