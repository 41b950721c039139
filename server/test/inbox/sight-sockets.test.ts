import assert from "node:assert/strict";
import { after, test } from "node:test";
import { WebSocket } from "ws";
import { startApp, type TestMember, textWebhook, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Hearing");
const [ana, bia, quim, boss] = await Promise.all([
  app.addMember(workspace, "Ana", "agent", "own"),
  app.addMember(workspace, "Bia", "agent", "own"),
  app.addMember(workspace, "Quim", "agent", "queues"),
  app.addMember(workspace, "Sofia", "supervisor"),
]);
const administrator = await app.signIn(workspace);
const manage = (method: string, address: string, body: object) => app.call(null, method, address, body, administrator);
const sockets: WebSocket[] = [];
// A test that fails before it closes its sockets must not keep the file from ending.
after(() => {
  for (const socket of sockets) socket.terminate();
});

/** A browser's socket: keeps what it hears. */
async function connect({ apiKey }: Pick<TestMember, "apiKey">) {
  const socket = new WebSocket(`ws://127.0.0.1:${app.config.port}/api/v1/socket`, { headers: { authorization: `Bearer ${apiKey}` } });
  sockets.push(socket);
  const frames: any[] = [];
  let closed: number | null = null;
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  socket.on("close", (code) => {
    closed = code;
  });
  const hello = await until(async () => frames.find(({ type }) => type === "hello"));
  return {
    frames,
    cursor: hello.cursor as string,
    closed: () => closed,
    close: () => socket.close(),
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    hears: (conversationId: string, kind?: string) =>
      frames
        .flatMap((frame) => (frame.type === "facts" || frame.type === "delta" ? frame.facts : []))
        .some((fact: any) => fact.conversationId === conversationId && (kind === undefined || fact.kind === kind)),
    lost: (conversationId: string) => frames.some((frame) => frame.type === "gone" && frame.conversationIds.includes(conversationId)),
    async resume(cursor: string) {
      socket.send(JSON.stringify({ type: "resume", cursor }));
      return until(async () => frames.find(({ type }) => type === "delta" || type === "reset"));
    },
  };
}

let counter = 0;
/** A message of somebody new. @returns the conversation. */
async function write(): Promise<string> {
  counter += 1;
  const name = `Ouvida ${counter}`;
  const from = `55929777${String(counter).padStart(5, "0")}`;
  assert.equal(
    await app.receive(
      workspace.channel,
      textWebhook({ from, id: `wamid.hear.${counter}`, text: "oi", name, at: Math.floor(Date.now() / 1000) }),
    ),
    200,
  );
  return until(async () => {
    const [row] = await app.rows(
      "select c.id from conversations c join contacts p on p.id = c.contact_id where p.profile_name = $1 and c.last_message_id is not null",
      [name],
    );
    return row?.id;
  });
}
const assign = async (conversationId: string, who: TestMember | null) =>
  assert.equal((await app.call(boss, "PATCH", `/conversations/${conversationId}`, { assigneeId: who?.memberId ?? null })).status, 200);
/** Everything that was told before has been heard by then: what comes later is told in order. */
async function untilHeard(...seats: { who: TestMember; seat: Awaited<ReturnType<typeof connect>> }[]) {
  for (const { who, seat } of seats) {
    const last = await write();
    await assign(last, who);
    await until(async () => seat.hears(last));
  }
}
/** A cursor is never ahead of the oldest transaction of the server, which may be another file's: waits until ours is behind. */
const untilFirstEventIsBehind = () =>
  until(
    async () =>
      (await app.rows("select min(xid) < pg_snapshot_xmin(pg_current_snapshot()) as behind from (select xid from events) e"))[0].behind,
  );

test("each of two who see their own hears of her conversations only; who loses one is told, also when she was away", async () => {
  await write();
  await untilFirstEventIsBehind();
  const [hers, theirs] = [await write(), await write()];
  const [a, b, all, away] = [await connect(ana), await connect(bia), await connect(boss), await connect(ana)];
  await assign(hers, ana);
  await assign(theirs, bia);
  await until(async () => a.hears(hers) && b.hears(theirs) && all.hears(hers) && all.hears(theirs));
  await untilHeard({ who: ana, seat: a }, { who: bia, seat: b });
  assert.deepEqual([a.hears(theirs), b.hears(hers), a.lost(hers), b.lost(theirs)], [false, false, false, false]);
  for (const { facts } of a.frames.filter(({ type }) => type === "facts"))
    for (const fact of facts)
      for (const key of Object.keys(fact))
        assert.ok(["conversationId", "kind", "name", "subjectId"].includes(key), `no audience is told: ${key}`);

  const atHers = await connect(ana);
  for (const one of [away, atHers]) one.close();
  await assign(hers, bia);
  await until(async () => a.lost(hers) && b.hears(hers));
  assert.equal(a.lost(theirs), false);
  assert.equal(all.lost(hers), false, "who sees all loses nothing");

  const back = await connect(ana);
  const delta = await back.resume(atHers.cursor);
  assert.equal(delta.type, "delta");
  assert.deepEqual([back.lost(hers), back.hears(hers), back.hears(theirs)], [true, false, false]);
  const backAtBia = await connect(bia);
  assert.equal((await backAtBia.resume(atHers.cursor)).type, "delta");
  assert.deepEqual([backAtBia.hears(hers), backAtBia.lost(hers)], [true, false]);
  for (const one of [a, b, all, back, backAtBia]) one.close();
});

test("what nobody has taken is heard by who sees their queues, and gone for them once somebody else answers", async () => {
  const [queue] = await app.rows(
    "insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'Sales', now()) returning id",
    [workspace.id],
  );
  await manage("PUT", `/queues/${queue.id}/members`, { memberIds: [quim.memberId] });
  const [q, a] = [await connect(quim), await connect(ana)];
  const conversation = await write();
  await until(async () => q.hears(conversation, "message.received"));
  const headers = await app.signIn(workspace);
  const sent = await app.call(null, "POST", `/conversations/${conversation}/messages`, { kind: "text", text: "Olá!" }, headers);
  assert.equal(sent.body.code, undefined);
  await until(async () => q.lost(conversation));
  assert.equal((await app.call(boss, "PATCH", `/conversations/${conversation}`, { queueId: queue.id })).status, 200);
  await until(async () => q.hears(conversation, "conversation.queued"));
  await untilHeard({ who: ana, seat: a });
  assert.equal(a.hears(conversation), false);
  for (const one of [q, a]) one.close();
});

test("who looks at a conversation out of sight is shown nobody there, and is seen by nobody", async () => {
  const conversation = await write();
  await assign(conversation, ana);
  const [a, b, all] = [await connect(ana), await connect(bia), await connect(boss)];
  for (const seat of [a, b]) seat.say({ type: "look", conversationId: conversation, typing: true });
  await until(async () => a.frames.some(({ type }) => type === "presence"));
  all.say({ type: "look", conversationId: conversation, typing: false });
  const seen = await until(async () => all.frames.find(({ type }) => type === "presence"));
  assert.deepEqual(
    seen.members.map(({ name }: any) => name),
    ["Key of Ana"],
  );
  await untilHeard({ who: bia, seat: b });
  assert.equal(
    b.frames.some(({ type }) => type === "presence"),
    false,
  );

  await assign(conversation, bia);
  await until(async () => all.frames.filter(({ type }) => type === "presence").at(-1).members.length === 0, 5_000);
  for (const one of [a, b, all]) one.close();
});

test("facts about a contact are for those who see one of their conversations", async () => {
  const conversation = await write();
  await assign(conversation, ana);
  const [{ contact }] = await app.rows("select contact_id as contact from conversations where id = $1", [conversation]);
  const [a, b] = [await connect(ana), await connect(bia)];
  assert.equal((await app.call(boss, "PATCH", `/contacts/${contact}`, { persona: "supplier" })).status, 200);
  const told = (seat: typeof a) =>
    seat.frames.some((frame) => frame.type === "facts" && frame.facts.some((fact: any) => fact.subjectId === contact));
  await until(async () => told(a));
  await untilHeard({ who: bia, seat: b });
  assert.equal(told(b), false);
  for (const one of [a, b]) one.close();
});

test("a draft is the writer's own: kept apart as answer and note, told to their other tabs only, and never overwritten unseen", async () => {
  const conversation = await write();
  assert.equal((await manage("PATCH", `/members/${ana.memberId}`, { sees: "all" })).status, 200);
  await manage("PATCH", `/members/${bia.memberId}`, { sees: "all" });
  const [tab, colleague] = [await connect(ana), await connect(bia)];
  const draft = (kind: string, body: object, who = ana) => app.call(who, "PUT", `/conversations/${conversation}/drafts/${kind}`, body);

  const note = await draft("note", { text: "só para nós", version: null });
  assert.deepEqual([note.status, note.body.version, note.body.text], [200, 1, "só para nós"]);
  const [{ id: quotedId }] = await app.rows("select id from messages where conversation_id = $1 limit 1", [conversation]);
  const [{ id: elsewhere }] = await app.rows("select id from messages where conversation_id <> $1 limit 1", [conversation]);
  const foreign = { quotedId: elsewhere, attachmentIds: [crypto.randomUUID()] };
  const reply = await draft("reply", { text: "bom dia", version: null, ...foreign });
  assert.deepEqual([reply.body.quoted, reply.body.files], [null, []], "what is not theirs to send is left out");
  assert.equal((await draft("reply", { text: "bom dia", version: 1, quotedId })).body.quoted.id, quotedId);
  await until(async () => tab.hears(conversation, "draft.changed"));
  const kept = async (who = ana) =>
    ((await app.call(who, "GET", "/drafts")).body.items as { kind: string; text: string }[]).map(({ kind, text }) => `${kind}: ${text}`);
  assert.deepEqual((await kept()).toSorted(), ["note: só para nós", "reply: bom dia"]);
  assert.deepEqual(await kept(bia), [], "nobody else reads it");

  const stale = await draft("note", { text: "outra aba", version: null });
  assert.deepEqual([stale.status, stale.body.code], [409, "inbox.draft_changed"]);
  assert.equal((await draft("note", { text: "só para nós, mais", version: 1 })).body.version, 2);
  const drop = (version: number) => app.call(ana, "DELETE", `/conversations/${conversation}/drafts/note?version=${version}`);
  assert.equal((await drop(1)).status, 409, "what another device added is not thrown away");
  assert.equal((await drop(2)).status, 204);
  assert.equal((await drop(2)).status, 204, "twice is as once");
  assert.deepEqual(await kept(), ["reply: bom dia"]);

  await untilHeard({ who: bia, seat: colleague });
  assert.equal(colleague.hears(conversation, "draft.changed"), false, "that somebody writes is not told to others");
  for (const one of [tab, colleague]) one.close();
});

test("who is set to see otherwise joins anew and loads everything again", async () => {
  const cases: [string, TestMember, () => Promise<unknown>][] = [
    ["what they see", bia, () => manage("PATCH", `/members/${bia.memberId}`, { sees: "queues" })],
    ["their role", boss, () => manage("PATCH", `/members/${boss.memberId}`, { role: "viewer" })],
    ["the workspace's setting", quim, () => manage("PUT", "/workspace/agents-see", { sees: "own" })],
  ];
  for (const [what, who, change] of cases) {
    await untilFirstEventIsBehind();
    const [seat, other] = [await connect(who), await connect(ana)];
    await change();
    await until(async () => seat.closed() === 4000, 5_000);
    if (what !== "the workspace's setting") assert.equal(other.closed(), null, "nobody else is disturbed");
    const again = await connect(who);
    assert.equal((await again.resume(seat.cursor)).type, "reset", what);
    for (const one of [other, again]) one.close();
  }
});
