import assert from "node:assert/strict";
import { test } from "node:test";
import { hearAll } from "../../src/platform/feed/consumer.ts";
import {
  type ConsumerOffer,
  consumer,
  createFeed,
  createLogger,
  createMetrics,
  defineEvent,
  emit,
  type FeedEvent,
  lockingFirst,
  newId,
  on,
  type Tx,
} from "../../src/platform/index.ts";
import { startApp, textWebhook, until } from "../cast/harness.ts";

const app = await startApp();
const { id: workspaceId, channel, ...workspace } = await app.addWorkspace("Feed");
const other = await app.addWorkspace("Other");
const happened = defineEvent<{ n: number }>("test.happened", { says: "A test.", subject: "test", example: { n: 1 } });
const ignored = defineEvent<{ n: number }>("test.ignored", { says: "A test.", subject: "test", example: { n: 1 } });

const feedOf = (...consumers: ConsumerOffer[]) =>
  createFeed({ db: app.db, clock: app.clock, log: createLogger("silent"), metrics: createMetrics(), consumers });
const tell = (tx: Tx, n: number, subjectId = newId(), kind = happened) =>
  emit(tx, [kind({ workspaceId, subjectId, detail: { n } })], app.clock.now());
const say = (n: number, subjectId?: string) => app.db.inWorkspace(workspaceId, (tx) => tell(tx, n, subjectId));

/** A listener that writes down what it heard, in the transaction of its cursor. It begins at the present moment. */
async function listener(name: string, hear: (n: number) => void | Promise<void> = () => undefined) {
  await app.rows(
    "create table if not exists heard (consumer text, n int, primary key (consumer, n)); grant select, insert on heard to prosa_app",
  );
  const offer = consumer(
    name,
    on(happened, async (tx, events) => {
      for (const { detail } of events) {
        await tx.named("test.heard", "insert into heard values ($1, $2)", [name, detail.n]);
        await hear(detail.n);
      }
    }),
  );
  const feed = feedOf(offer);
  await feed.drain();
  await app.rows("delete from heard where consumer = $1", [name]);
  return {
    feed,
    offer,
    heard: async () => (await app.rows("select n from heard where consumer = $1 order by n", [name])).map(({ n }) => n),
  };
}

test("a listener that locks does so for the whole batch before it hears any of it, in whatever order its kinds come", async () => {
  const order: string[] = [];
  const write = (word: string) => async (_tx: Tx, events: FeedEvent[]) => void order.push(`${word} ${events.map(({ seq }) => seq).join()}`);
  const offer = lockingFirst(write("lock"), consumer("test.locks", on(happened, write("happened")), on(ignored, write("ignored"))));
  const event = (seq: number, { kind }: { kind: string }): FeedEvent => ({
    ...{ seq, kind, workspaceId, conversationId: null, subjectId: null, detail: { n: seq }, correlationId: null },
    occurredAt: app.clock.now(),
  });
  const events = [event(1, ignored), event(2, ignored), event(3, happened), event(4, ignored)];
  await app.db.inWorkspace(workspaceId, (tx) => hearAll(offer, tx, events, app.clock.now()));
  assert.deepEqual(order, ["lock 1,2,3,4", "ignored 1,2", "happened 3", "ignored 4"]);
});

test("a listener hears each event once, in order, of the kinds that it wants", async () => {
  const order: number[] = [];
  const { feed, heard } = await listener("test.order", (n) => void order.push(n));
  order.length = 0;
  await app.db.inWorkspace(workspaceId, (tx) => {
    tell(tx, 1);
    tell(tx, 100, newId(), ignored);
    tell(tx, 2);
  });
  await say(3);
  await feed.drain();
  await feed.drain();
  assert.deepEqual(order, [1, 2, 3]);
  assert.deepEqual(await heard(), [1, 2, 3]);
});

test("more than one batch is read in order, and an event is never passed over", async () => {
  const order: number[] = [];
  const { feed } = await listener("test.many", (n) => void order.push(n));
  order.length = 0;
  await app.db.inWorkspace(workspaceId, (tx) =>
    emit(
      tx,
      Array.from({ length: 650 }, (_, n) => happened({ workspaceId, subjectId: newId(), detail: { n: 1000 + n } })),
      app.clock.now(),
    ),
  );
  await feed.drain();
  assert.deepEqual(
    order,
    Array.from({ length: 650 }, (_, n) => 1000 + n),
  );
});

test("three transactions that overlap: what commits late is heard, once, and in the order of its subject", async () => {
  const order: number[] = [];
  const { feed, heard } = await listener("test.overlap", (n) => void order.push(n));
  order.length = 0;
  const subject = newId();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const began: Promise<void>[] = [];
  const open = (index: number, before: number[], after: number[]) => {
    const started = Promise.withResolvers<void>();
    began.push(started.promise);
    return app.db.inWorkspace(workspaceId, async (tx) => {
      for (const n of before) tell(tx, n, subject);
      await tx.named("test.flush", "select 1", []);
      started.resolve();
      await gates[index]?.promise;
      for (const n of after) tell(tx, n, subject);
    });
  };
  const first = open(0, [61], [66]);
  await began[0];
  const second = open(1, [62], [65]);
  await began[1];
  const third = open(2, [63], [64]);
  await began[2];
  gates[2]?.resolve();
  await third;
  await feed.drain(200);
  assert.deepEqual(order, [], "an older transaction is open: what it may still say comes before");
  gates[1]?.resolve();
  await second;
  await feed.drain(200);
  assert.deepEqual(order, []);
  gates[0]?.resolve();
  await first;
  await feed.drain();
  assert.deepEqual(order, [61, 62, 63, 64, 65, 66]);
  assert.deepEqual(await heard(), [61, 62, 63, 64, 65, 66]);
});

test("effects and cursor are one transaction: a listener that fails halfway leaves nothing, and loses nothing", async () => {
  let broken = true;
  const { feed, heard } = await listener("test.atomic", (n) => {
    if (n === 12 && broken) throw new Error("not now");
  });
  await say(11);
  await say(12);
  await say(13);
  await feed.drain();
  assert.deepEqual(await heard(), [11, 13], "only what failed is missing, and what it had written with it");
  broken = false;
  app.clock.advance(2_000);
  await feed.drain();
  assert.deepEqual(await heard(), [11, 12, 13]);
});

test("an event that fails holds up its subject and nobody else; other listeners do not notice", async () => {
  let broken = true;
  const subject = newId();
  const failing = await listener("test.failing", (n) => {
    if (n === 21 && broken) throw new Error("cannot");
  });
  const fine = await listener("test.fine");
  await say(21, subject);
  await say(22, subject);
  await say(23);
  await feedOf(failing.offer, fine.offer).drain();
  assert.deepEqual(await failing.heard(), [23]);
  assert.deepEqual(await fine.heard(), [21, 22, 23]);
  await say(24, subject);
  await failing.feed.drain();
  assert.deepEqual(await failing.heard(), [23], "what comes later of the subject waits too");
  broken = false;
  app.clock.advance(2_000);
  await failing.feed.drain();
  assert.deepEqual(await failing.heard(), [21, 22, 23, 24]);
  assert.deepEqual(await app.rows("select seq from feed_letters where consumer = 'test.failing'"), []);
});

test("an event that fails for good is a dead letter: it is read, run again, or given up, and its subject goes on", async () => {
  let broken = true;
  const subject = newId();
  const { feed, heard } = await listener("test.dead", (n) => {
    if ((n === 31 || n === 33) && broken) throw new Error(`never ${n}`);
  });
  await say(31, subject);
  await say(32, subject);
  for (let round = 0; round < 6; round += 1) {
    await feed.drain();
    app.clock.advance(700_000);
  }
  assert.deepEqual(await heard(), []);
  const list = async () => (await app.call(workspace, "GET", "/dead-letters?source=event")).body.items;
  const [letter] = await list();
  assert.deepEqual([letter.source, letter.kind, letter.error], ["event", "test.happened → test.dead", "never 31"]);
  assert.match(letter.body, /"n": ?31/);
  broken = false;
  assert.equal((await app.call(workspace, "POST", "/dead-letters/replay", { items: [{ source: "event", id: letter.id }] })).status, 202);
  await feed.drain();
  assert.deepEqual(await heard(), [31, 32]);
  broken = true;
  await say(33, subject);
  await say(34, subject);
  for (let round = 0; round < 6; round += 1) {
    await feed.drain();
    app.clock.advance(700_000);
  }
  const [again] = await list();
  assert.equal((await app.call(workspace, "DELETE", `/dead-letters/event/${encodeURIComponent(again.id)}`)).status, 200);
  await feed.drain();
  assert.deepEqual(await heard(), [31, 32, 34], "what was given up is gone, what waited behind it is heard");
  assert.deepEqual(await list(), []);
});

test("two processes share the work: nothing is heard twice", async () => {
  const { offer, heard } = await listener("test.shared");
  const feeds = [feedOf(offer), feedOf(offer), feedOf(offer)];
  for (let n = 40; n < 60; n += 1) await say(n);
  await Promise.all(feeds.map((feed) => feed.drain()));
  await feeds[0]?.drain();
  assert.equal((await heard()).length, 20); // the primary key would have refused a second time
});

test("a new listener begins now where there is history, and at the beginning in workspaces that come later", async () => {
  const seen: string[] = [];
  await say(70);
  const offer = consumer(
    "test.late",
    on(happened, async (_tx, events) => void seen.push(...events.map((event) => `${event.workspaceId === workspaceId} ${event.detail.n}`))),
  );
  const feed = feedOf(offer);
  // Transactions of other test files are open beside ours: history is what is older than all of them.
  const isHistory = "select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as yes from events where kind = 'test.happened'";
  await until(async () => (await app.rows(isHistory))[0].yes);
  await feed.start();
  try {
    await say(71);
    const young = await app.addWorkspace("Young");
    await app.db.inWorkspace(young.id, (tx) =>
      emit(tx, [happened({ workspaceId: young.id, subjectId: newId(), detail: { n: 72 } })], app.clock.now()),
    );
    feed.wake([
      { workspaceId, kind: "test.happened" },
      { workspaceId: young.id, kind: "test.happened" },
    ]);
    await until(async () => seen.length >= 2);
    assert.deepEqual(seen.toSorted(), ["false 72", "true 71"]);
  } finally {
    await feed.stop();
  }
});

test("after the rows were put into another cluster, listeners go on where they were", async () => {
  const { feed, heard } = await listener("test.restored");
  await say(80);
  await feed.drain();
  await say(81);
  // Numbers of another cluster: far ahead of ours, as a restored dump has them.
  await app.rows("update events set xid = '900000000000'");
  await app.rows("update feed_cursors set low = '900000000000', high = '900000000000'");
  await app.rows("update feed_cluster set system_identifier = 1");
  assert.equal((await app.rows("select rebase_feed() as done"))[0].done, true);
  await say(82);
  await feed.drain();
  assert.deepEqual(await heard(), [80, 81, 82]);
  assert.equal((await app.rows("select rebase_feed() as done"))[0].done, false);
});

test("a message that came in says from whom, to whom, and whether it opens a session", async () => {
  assert.equal(await app.receive(channel, textWebhook({ id: "wamid.feed.1", text: "oi" })), 200);
  assert.equal(await app.receive(channel, textWebhook({ id: "wamid.feed.2", text: "tudo bem?" })), 200);
  await app.runJobs();
  const rows = await app.rows(
    "select e.detail, m.id = e.subject_id as right, c.contact_id, c.session_id from events e join messages m on m.id = e.subject_id join conversations c on c.id = e.conversation_id where e.kind = 'message.received' order by e.seq",
  );
  assert.deepEqual(
    rows.map(({ detail }) => detail.isFirstOfSession),
    [true, false],
  );
  for (const { detail, right, contact_id, session_id } of rows)
    assert.deepEqual(
      [right, detail.contactId, detail.writerId, detail.sessionId, detail.channelId],
      [true, contact_id, contact_id, session_id, channel.id],
    );
  const [{ last_inbound_at }] = await app.rows("select last_inbound_at from channels where id = $1", [channel.id]);
  assert.notEqual(last_inbound_at, null, "the inbox's own listeners heard it");
});

test("an event is the workspace's own: listeners of one never read another's", async () => {
  const [row] = await app.rows("select count(*)::int as n from feed_letters where workspace_id = $1", [other.id]);
  assert.equal(row.n, 0);
});

test("events live in partitions of a day; one that was not made in time loses nothing", async () => {
  const [today] = await app.rows("select to_char((now() at time zone 'utc')::date, '\"events_\"YYYY_MM_DD') as name");
  await app.rows(`create table kept as select * from ${today.name}`);
  await app.rows(`drop table ${today.name}`);
  await say(90);
  assert.equal((await app.rows("select count(*)::int as n from events_other")).at(0)?.n, 1);
  await app.rows("select arrange_events(35)");
  assert.equal((await app.rows("select count(*)::int as n from events_other")).at(0)?.n, 0);
  assert.equal((await app.rows(`select count(*)::int as n from ${today.name}`)).at(0)?.n, 1);
  await app
    .rows("create table events_2020_01_01 partition of events for values from ('2020-01-01') to ('2020-01-02')")
    .catch(() => undefined);
  await app.rows("select arrange_events(35)");
  assert.equal((await app.rows("select to_regclass('events_2020_01_01') as there"))[0].there, null);
});
