import assert from "node:assert/strict";
import { test } from "node:test";
import { createTap, type NewTap, settleTap, type Tap } from "../../src/inbox/floor/taps.ts";
import { AI, castOf, fakeResponder } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

const acted: Parameters<Tap["act"]>[1][] = [];
const approve: Tap = {
  verb: "approve",
  async act(_tx, tapped) {
    acted.push(tapped);
    return { kind: "text", text: "Aprovado." };
  },
  refuse: async (_tx, _tapped, outcome) => ({ kind: "text", text: `Não valeu: ${outcome}` }),
};
const ai = fakeResponder("ai");
const app = await startApp({ responders: [ai], taps: [approve] });
const workspace = await app.addWorkspace("Taps");
const cast = castOf(app, workspace);
await cast.rules([], { holder: "ai", id: AI });
const HOUR = 3_600_000;

const makeTap = (more: Partial<NewTap> = {}) =>
  app.db.inWorkspace(workspace.id, (tx) =>
    createTap(
      tx,
      { verb: "approve", detail: { purchase: "42" }, expiresAt: new Date(app.clock.now().getTime() + HOUR), ...more },
      app.clock.now(),
    ),
  );
const said = async (id: string) =>
  (
    await app.rows("select text from messages where conversation_id = $1 and author_kind = 'system' and kind = 'text' order by arrival", [
      id,
    ])
  ).map(({ text }) => text);
const contactOf = async (id: string) => (await app.rows("select contact_id from conversations where id = $1", [id]))[0].contact_id;
const settle = (messageId: string) => {
  const { delivery } = app.prosa;
  return app.db.inWorkspace(workspace.id, (tx) => settleTap(tx, cast.ctxOf("contact"), delivery, messageId));
};
const lastChoice = async (id: string) =>
  (
    await app.rows(
      "select id from messages where conversation_id = $1 and direction = 'in' and kind = 'choice' order by arrival desc limit 1",
      [id],
    )
  )[0].id;

test("a tap acts once, whoever has the floor, and is answered in the program's own name", async () => {
  acted.length = 0;
  const { from, id } = await cast.newcomer();
  await cast.say(cast.ctxOf("member"), id, "Eu cuido disso");
  const token = await makeTap({ contactId: await contactOf(id) });
  assert.ok(Buffer.byteLength(token) <= 64);
  await cast.hearChoice(from, token);
  await app.runJobs();
  assert.deepEqual(
    acted.map(({ verb, detail, conversationId }) => ({ verb, detail, conversationId })),
    [{ verb: "approve", detail: { purchase: "42" }, conversationId: id }],
  );
  assert.equal((await cast.see(id)).floor.holder, "person");
  await cast.hearChoice(from, token);
  assert.deepEqual([acted.length, await said(id)], [1, ["Aprovado.", "Não valeu: used"]]);
  const audit = await app.rows(
    "select actor_kind, actor_id, action, detail from audit_log where action like 'tap.%' order by occurred_at, id",
  );
  assert.deepEqual(
    audit.map(({ actor_kind, action, detail }) => [actor_kind, action, detail.verb, detail.because ?? null]),
    [
      ["contact", "tap.acted", "approve", null],
      ["contact", "tap.refused", "approve", "used"],
    ],
  );
  assert.equal(audit[0].actor_id, await contactOf(id));
});

test("one tap settled twice at once, and the same button tapped twice at once, act once", async () => {
  acted.length = 0;
  const { from, id } = await cast.newcomer();
  const token = await makeTap();
  await cast.hearChoice(from, token);
  const first = await lastChoice(id);
  assert.deepEqual(await Promise.all([settle(first), settle(first), settle(first)]), ["acted", "acted", "acted"]);
  assert.equal(acted.length, 1);
  const [other] = await app.rows(
    `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, kind, text, content, status, occurred_at, created_at)
     select workspace_id, gen_random_uuid(), conversation_id, channel_id, direction, author_kind, author_id, kind, text, jsonb_build_object('id', $2::text), status, occurred_at, created_at
     from messages where id = $1 returning id`,
    [first, await makeTap()],
  );
  const [twin] = await app.rows(
    `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, kind, text, content, status, occurred_at, created_at)
     select workspace_id, gen_random_uuid(), conversation_id, channel_id, direction, author_kind, author_id, kind, text, content, status, occurred_at, created_at
     from messages where id = $1 returning id`,
    [other.id],
  );
  assert.deepEqual((await Promise.all([settle(other.id), settle(twin.id)])).sort(), ["acted", "used"]);
  assert.equal(acted.length, 2);
});

test("too late, another person's, unknown: told, never thrown", async () => {
  acted.length = 0;
  const owner = await cast.newcomer();
  const other = await cast.newcomer();
  const own = await makeTap({ contactId: await contactOf(owner.id) });
  await cast.hearChoice(other.from, own);
  const soon = await makeTap();
  app.clock.advance(2 * HOUR);
  await cast.hearChoice(owner.from, soon);
  assert.deepEqual([await said(other.id), await said(owner.id)], [["Não valeu: not_yours"], ["Não valeu: expired"]]);
  await cast.hearChoice(owner.from, "approve.AAAAAAAAAAAAAAAAAAAAAA");
  assert.equal(await settle(await lastChoice(owner.id)), "unknown");
  await cast.hearChoice(owner.from, await makeTap({ verb: "of_a_room_that_is_gone" }));
  assert.equal(await settle(await lastChoice(owner.id)), "unknown");
  assert.equal(acted.length, 0);
  assert.equal((await app.rows("select count(*)::int as n from dead_jobs"))[0].n, 0);
});

test("a number typed for an entry of a numbered menu is that entry's tap; a tap makes no turn", async () => {
  acted.length = 0;
  const { from, id } = await cast.newcomer();
  await cast.pass(2_000);
  const token = await makeTap();
  const menu = [
    { id: "no", title: "Não" },
    { id: token, title: "Sim" },
  ];
  await cast.say(cast.ctxOf("system"), id, "1. Não\n2. Sim", { content: { kind: "text", text: "1. Não\n2. Sim", menu } });
  ai.taken.length = 0;
  await cast.hear(from, "2");
  assert.equal(acted.length, 1);
  await cast.pass(5_000);
  assert.equal(ai.taken.length, 0);
});
