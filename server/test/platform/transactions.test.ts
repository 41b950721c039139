import assert from "node:assert/strict";
import { test } from "node:test";
import { defineEvent, type EventKind, emit, sql, type Tx } from "../../src/platform/index.ts";
import { startApp } from "../cast/harness.ts";

// Statements follow each other without waiting for answers: what then must still be true.
const app = await startApp();
const { id: workspaceId } = await app.addWorkspace("Transactions");
const inOne = <T>(run: (tx: Tx) => T | Promise<T>) => app.db.inWorkspace(workspaceId, run);
const kinds = new Map<string, EventKind>();
function tell(tx: Tx, kind: string) {
  const declared = kinds.get(kind) ?? defineEvent(kind, { says: "A test." });
  kinds.set(kind, declared);
  emit(tx, [declared({ workspaceId })], app.clock.now());
}
const told = async () => (await app.rows("select kind from events where kind like 'test.%' order by kind")).map(({ kind }) => kind);
const divide = (tx: Tx) => tx.later("test.divide", "select 1 / $1::int", [0]);

test("what nobody waited for is there after the commit, in its order", async () => {
  await inOne(async (tx) => {
    tell(tx, "test.a");
    const [row] = await tx.named<{ n: number }>("test.count", "select count(*)::int as n from events where kind = 'test.a'", []);
    assert.equal(row?.n, 1, "a later statement sees it");
    tell(tx, "test.b");
  });
  assert.deepEqual(await told(), ["test.a", "test.b"]);
});

test("a statement that fails unheard undoes the transaction, and its own words are the reason", async () => {
  const listened: string[] = [];
  app.db.onCommit((tx) => listened.push(...tx.facts.map(({ kind }) => kind)));
  const lonely = inOne((tx) => {
    tell(tx, "test.c");
    divide(tx);
  });
  await assert.rejects(lonely, /division by zero/);
  const followed = inOne(async (tx) => {
    divide(tx);
    tell(tx, "test.d");
    await tx.run(sql`select 1`);
  });
  await assert.rejects(followed, /division by zero/);
  const swallowed = inOne(async (tx) => {
    tell(tx, "test.e");
    await tx.run(sql`select 1 / ${0}::int`).catch(() => undefined);
  });
  await assert.rejects(swallowed, /ended with ROLLBACK/, "nobody takes a rollback for a commit");
  const wrapped = async (tx: Tx) => {
    await tx.run(sql`select 1 / ${0}::int`);
  };
  await assert.rejects(
    inOne((tx) => Promise.all([wrapped(tx), tx.run(sql`select 1`)])),
    /division by zero/,
    "whichever is heard first",
  );
  const own = inOne((tx) => {
    tell(tx, "test.f");
    throw new Error("of the program");
  });
  await assert.rejects(own, /of the program/);
  assert.deepEqual([await told(), listened], [["test.a", "test.b"], []]);
  // The connection serves the next one.
  await inOne((tx) => tell(tx, "test.g"));
  assert.deepEqual(await told(), ["test.a", "test.b", "test.g"]);
});

test("many transactions at once keep their statements apart", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, (_, n) =>
      inOne(async (tx) => {
        tell(tx, `test.many.${n}`);
        if (n % 3 === 0) divide(tx);
        const [row] = await tx.named<{ n: number }>("test.echo", "select $1::int as n", [n]);
        return row?.n;
      }),
    ),
  );
  for (const [n, result] of results.entries())
    assert.deepEqual(result.status === "fulfilled" ? result.value : "undone", n % 3 === 0 ? "undone" : n);
  const many = await app.rows("select 1 from events where kind like 'test.many.%'");
  assert.equal(many.length, 40);
});

test("a transaction that is over is not used any more, in no workspace", async () => {
  let kept: Tx | undefined;
  await inOne((tx) => {
    kept = tx;
  });
  await assert.rejects(async () => kept?.many(sql`select 1`), /after its end/);
});
