import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import {
  type Ctx,
  createCtx,
  createLogger,
  createSecrets,
  type Database,
  migrate,
  openDatabase,
  type Sight,
  sql,
  systemClock,
  type Tx,
} from "../server/src/platform/index.ts";

const QUEUES = 10;
const ROUNDS = 3;
export const WORKSPACE = "00000000-0000-4000-8000-000000000001";
const member = (n: number) => `00000000-0000-4000-8000-1000000000${String(n).padStart(2, "0")}`;
export const queue = (n: number) => `00000000-0000-4000-8000-2000000000${String(n).padStart(2, "0")}`;
/** Whose conversations are none, 3, 300, and those who follow a thousand. Others belong to twenty more or to nobody. */
export const [NONE, FEW, SOME, MANY] = [member(1), member(2), member(3), member(4)];

/**
 * Runs `look` over a new database with one workspace of `count` conversations; it is gone afterwards.
 * @param more statements that add what one bench needs
 */
export async function withLargeWorkspace(count: number, more: string[], look: (db: Database) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-sight-"));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "database"), password: "bench", settings: ["fsync=off"] });
  try {
    const db = openDatabase(await migrate(postgres.url, createSecrets([Buffer.alloc(32, "bench")])), createLogger("error"));
    const owner = new pg.Client(postgres.url);
    await owner.connect();
    for (const statement of [...fill(count), ...more]) await owner.query(statement);
    await owner.query("vacuum analyze");
    await owner.end();
    await look(db);
    await db.close();
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const fill = (count: number) => [
  `insert into workspaces (id, name, created_at) values ('${WORKSPACE}', 'Bench', now())`,
  `insert into auth_users (id, name, email, created_at, updated_at)
   select ('00000000-0000-4000-8000-1000000000' || lpad(n::text, 2, '0'))::uuid, 'Member ' || n, n || '@example.com', now(), now() from generate_series(1, 24) n`,
  `insert into members (workspace_id, id, user_id, name, email, role, created_at) select '${WORKSPACE}', id, id, name, email, 'agent', now() from auth_users`,
  `insert into queues (workspace_id, id, name, created_at)
   select '${WORKSPACE}', ('00000000-0000-4000-8000-2000000000' || lpad(n::text, 2, '0'))::uuid, 'Queue ' || n, now() from generate_series(1, ${QUEUES}) n`,
  `insert into channels (workspace_id, id, kind, external_id, name, status, settings, credentials, created_at, updated_at)
   values ('${WORKSPACE}', '${WORKSPACE}', 'whatsapp_cloud', 'bench', 'Bench', 'active', '{}', '{}', now(), now())`,
  `create temporary table people as select n, gen_random_uuid() as contact, gen_random_uuid() as conversation,
     now() - random() * interval '300 days' as at from generate_series(1, ${count}) n`,
  `insert into contacts (workspace_id, id, profile_name, created_at, updated_at) select '${WORKSPACE}', contact, 'Pessoa ' || n, at, at from people`,
  `insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
   select '${WORKSPACE}', 'phone', '+55' || (11900000000 + n), contact, '55' || (11900000000 + n), at, at from people`,
  // A tenth is nobody's, six tenths lie in queues; nine of ten are done with.
  `insert into conversations (workspace_id, id, channel_id, contact_id, last_message_at, last_message_id, created_at, state, assignee_id, queue_id)
   select '${WORKSPACE}', conversation, '${WORKSPACE}', contact, at, gen_random_uuid(), at,
     (array['open','waiting','snoozed','resolved','resolved','resolved','resolved','resolved','resolved','resolved'])[1 + floor(random() * 10)::int],
     case when n <= 3 then '${FEW}'::uuid when n <= 303 then '${SOME}'::uuid when n % 10 = 0 then null
       else ('00000000-0000-4000-8000-1000000000' || lpad((5 + n % 20)::text, 2, '0'))::uuid end,
     case when n <= 303 or n % 10 in (0, 1, 2, 3) then null
       else ('00000000-0000-4000-8000-2000000000' || lpad((1 + (n / 10) % ${QUEUES})::text, 2, '0'))::uuid end
   from people`,
  `insert into conversation_followers (workspace_id, conversation_id, member_id, since)
   select '${WORKSPACE}', conversation, '${MANY}', now() from people where n % 1000 = 7`,
];

interface Plan {
  "Planning Time": number;
  "Execution Time": number;
  Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number };
}

/**
 * Runs the real function, with each of its statements explained as well.
 * @returns the median of three: planning + execution in ms, pages touched
 */
export async function measure(db: Database, sight: Sight, ask: (ctx: Ctx) => Promise<unknown>): Promise<string> {
  const rounds: { planning: number; execution: number; pages: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sum = { planning: 0, execution: 0, pages: 0 };
    const ctx = createCtx({
      db: { ...db, inWorkspace: (id, run, correlationId) => db.inWorkspace(id, (tx) => run(explaining(tx, sum)), correlationId) },
      clock: systemClock,
      log: createLogger("error"),
      workspaceId: WORKSPACE,
      correlationId: "bench",
      actor: { kind: "member", id: sight.kind === "all" ? NONE : sight.memberId, name: "Bench", capabilities: new Set(), sight },
    });
    await ask(ctx);
    rounds.push(sum);
  }
  const [middle] = rounds.toSorted((a, b) => a.execution - b.execution).slice(Math.floor(ROUNDS / 2));
  return middle === undefined ? "" : `${middle.planning.toFixed(1)} + ${middle.execution.toFixed(1)}, ${middle.pages}`;
}

/** The same transaction, which asks the planner about each statement before it runs it. */
function explaining(tx: Tx, sum: { planning: number; execution: number; pages: number }): Tx {
  const many: Tx["many"] = async (query) => {
    // Every statement of these functions is raw SQL, so that it can stand inside another.
    const [row] = await tx.many(sql<{ "QUERY PLAN": Plan[] }>`explain (analyze, buffers, format json) ${query as ReturnType<typeof sql>}`);
    const plan = row?.["QUERY PLAN"][0];
    sum.planning += plan?.["Planning Time"] ?? 0;
    sum.execution += plan?.["Execution Time"] ?? 0;
    sum.pages += (plan?.Plan["Shared Hit Blocks"] ?? 0) + (plan?.Plan["Shared Read Blocks"] ?? 0);
    if (process.env["PROSA_PLANS"] !== undefined) console.log(JSON.stringify(plan?.Plan, null, 1));
    return tx.many(query);
  };
  const maybeOne: Tx["maybeOne"] = async (query) => (await many(query))[0] ?? null;
  const one: Tx["one"] = async (query) => {
    const row = await maybeOne(query);
    if (row === null) throw new Error("no row");
    return row;
  };
  const run: Tx["run"] = (query) => tx.run(query);
  return Object.assign(Object.create(tx) as Tx, { many, maybeOne, one, run }); // its private parts stay those of the real one
}
