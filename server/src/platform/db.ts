import { setTimeout as sleep } from "node:timers/promises";
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from "kysely";
import pg from "pg";
import { markClient, markPool, ofDatabase } from "./database-errors.ts";
import { isId } from "./ids.ts";
import type { Logger } from "./log.ts";

export { sql } from "kysely";

// 64-bit integers of this schema are counters and sequence numbers far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Builds and compiles queries; it holds no connection of its own. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** SQLSTATE of whatever is asked of a transaction that is over. */
const IN_FAILED_TRANSACTION = "25P02";
const GOODBYE_MS = 2_000;

/** A row that was written in this transaction and that others want to hear of after its commit. */
export interface Fact {
  workspaceId: string;
  kind: string;
  conversationId: string | null;
  subjectId: string | null;
  /** Audience words that saw the conversation before the change; set where the change may take it out of somebody's sight. */
  before?: string[];
  /** The one member whose browsers are told; absent: all who see what it is about. */
  onlyFor?: string;
}

/** One open transaction. Everything inside it happens together or not at all. */
export class Tx {
  readonly facts: Fact[];
  /** Kinds of jobs that were added here: workers are woken for them after the commit. */
  readonly jobKinds: Set<string>;
  readonly correlationId: string | null;
  /** Jobs that end with this transaction. */
  readonly endedJobs: Set<object>;
  /** Answers that only the end of the transaction waits for. */
  readonly unheard: Promise<unknown>[];
  /** Why the transaction is over, when it is: the statement that failed first. */
  readonly failed: { reason?: Error };
  /** Set when it is committed or rolled back, also for what was made of it. */
  readonly ended: { yes: boolean };
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient, correlationId: string | null, parent?: Tx) {
    this.#client = client;
    this.correlationId = correlationId;
    this.facts = parent?.facts ?? [];
    this.jobKinds = parent?.jobKinds ?? new Set();
    this.endedJobs = parent?.endedJobs ?? new Set();
    this.unheard = parent?.unheard ?? [];
    this.failed = parent?.failed ?? {};
    this.ended = parent?.ended ?? { yes: false };
  }

  /** The same transaction, where it serves several requests: what is written through it is traced to that one. */
  correlatedWith(correlationId: string | null): Tx {
    return new Tx(this.#client, correlationId, this);
  }

  async many<Row>(query: RawBuilder<Row> | Compilable<Row>): Promise<Row[]> {
    const { sql, parameters } = compile(query);
    const result = await this.#ask({ text: sql, values: parameters as unknown[] });
    return result.rows as Row[];
  }

  async maybeOne<Row>(query: RawBuilder<Row> | Compilable<Row>): Promise<Row | null> {
    return (await this.many(query))[0] ?? null;
  }

  /** @throws when there is no row: use it where its absence is a bug. */
  async one<Row>(query: RawBuilder<Row> | Compilable<Row>): Promise<Row> {
    const row = await this.maybeOne(query);
    if (row === null) throw new Error("expected one row, found none");
    return row;
  }

  /** Number of rows that the statement changed. */
  async run(query: RawBuilder<unknown>): Promise<number> {
    const { sql, parameters } = compile(query);
    return (await this.#ask({ text: sql, values: parameters as unknown[] })).rowCount ?? 0;
  }

  /** A hot statement, parsed and planned once a connection under its name. */
  async named<Row>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.#ask({ name, text, values })).rows as Row[];
  }

  /**
   * A hot statement whose answer nobody needs: it leaves now, in its order, without a wait for the network. When it fails, so does the
   * transaction, at the next statement that is waited for or at the end.
   */
  later(name: string, text: string, values: unknown[]): void {
    this.unheard.push(unheard(this.#ask({ name, text, values })));
  }

  #ask(query: pg.QueryConfig): Promise<pg.QueryResult> {
    // Its connection may serve another workspace by now.
    if (this.ended.yes) throw new Error("a transaction was used after its end");
    const answer = ask(this.#client, query);
    answer.catch((error: Error) => {
      this.failed.reason ??= error;
    });
    return answer;
  }
}

/** What is asked in one turn of the event loop leaves in one piece: several statements cost one call of the system. */
function ask(client: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const { stream } = client.connection;
  if (stream.writableCorked === 0) {
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
  return client.query(query);
}

/** The same promise, whose failure is no unhandled one while nobody waits for it yet. */
function unheard<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}

function compile(query: RawBuilder<unknown> | Compilable<unknown>) {
  // A raw builder needs the compiler; a builder made from one has it already.
  return "isRawBuilder" in query ? query.compile(compiler) : query.compile();
}

export interface DatabaseUrls {
  /** Row-level security binds this role to one workspace a transaction. */
  app: string;
  /** Work that is across workspaces by nature. */
  system: string;
}

export interface Database {
  /** Runs in one transaction that sees and writes only rows of `workspaceId`. */
  inWorkspace<T>(workspaceId: string, run: (tx: Tx) => T | Promise<T>, correlationId?: string | null): Promise<T>;
  /** Runs one transaction across workspaces. The files that may are named in `scripts/check-imports.ts`. */
  asSystem<T>(run: (tx: Tx) => T | Promise<T>): Promise<T>;
  /** One statement on the system pool, outside any transaction of ours. */
  systemStatement<Row>(name: string, text: string, values: unknown[]): Promise<Row[]>;
  /** A connection of its own on the system role, for locks and notifications. */
  connect(): Promise<pg.Client>;
  systemPool: pg.Pool;
  onCommit(listener: (tx: Tx) => void): void;
  close(): Promise<void>;
}

/** Opens both pools. Nothing connects before the first query. */
export function openDatabase(urls: DatabaseUrls, log: Logger, size = { app: 12, system: 8 }): Database {
  const app = createPool(urls.app, size.app, log);
  const system = createPool(urls.system, size.system, log);
  const listeners: ((tx: Tx) => void)[] = [];

  async function transact<T>(pool: pg.Pool, begin: string, run: (tx: Tx) => T | Promise<T>, correlationId: string | null): Promise<T> {
    const client = await pool.connect();
    const tx = new Tx(client, correlationId);
    let broken: Error | undefined;
    try {
      tx.unheard.push(unheard(ask(client, { text: begin })));
      const result = await run(tx);
      tx.ended.yes = true;
      const [ended] = await Promise.all([ask(client, { text: "commit" }), ...tx.unheard]);
      if (ended.command !== "COMMIT") throw new Error(`the transaction ended with ${ended.command}: a statement of it had failed`);
      for (const listener of listeners) listener(tx);
      return result;
    } catch (error) {
      // What failed first says why: all that follows only knows that the transaction is over. Of several that were asked
      // at once, any may be heard first.
      const reason = await Promise.all(tx.unheard).then(
        () => ((error as { code?: unknown }).code === IN_FAILED_TRANSACTION ? (tx.failed.reason ?? error) : error),
        (earlier) => earlier,
      );
      await client.query("rollback").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      throw reason;
    } finally {
      tx.ended.yes = true;
      client.release(broken);
    }
  }

  return {
    inWorkspace(workspaceId, run, correlationId = null) {
      if (!isId(workspaceId)) throw new Error("a workspace id is needed");
      // The id's form was checked: it goes into the text, so that begin and setting share one round trip.
      return transact(app, `begin; set local prosa.workspace_id = '${workspaceId}'`, run, correlationId);
    },
    asSystem: (run) => transact(system, "begin", run, null),
    async systemStatement(name, text, values) {
      return (await system.query({ name, text, values })).rows;
    },
    async connect() {
      const client = new pg.Client({ connectionString: urls.system, keepAlive: true, application_name: "prosa" });
      survive(client, log);
      markClient(client);
      await ofDatabase(client.connect());
      return client;
    },
    systemPool: system,
    onCommit: (listener) => listeners.push(listener),
    async close() {
      await Promise.all([endPool(app), endPool(system)]);
    },
  };
}

function createPool(connectionString: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    // An open transaction hides what came after it from every listener of the feed.
    idle_in_transaction_session_timeout: 10_000,
    application_name: "prosa",
  });
  markPool(pool);
  // The pool speaks for a connection only while it is idle: between two statements of a transaction nobody else listens.
  pool.on("connect", (client) => survive(client, log));
  pool.on("error", () => undefined);
  return pool;
}

/**
 * A pool calls itself ended while its connections still say goodbye. A database that is stopped in that moment breaks them, and each
 * would be logged as a loss.
 */
async function endPool(pool: pg.Pool): Promise<void> {
  let left = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (left === 0) return resolve();
    pool.on("remove", () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  await pool.end();
  // A server that is away says no goodbye.
  await Promise.race([gone, sleep(GOODBYE_MS, undefined, { ref: false })]);
}

/** An "error" that nobody listens to ends the process; the statement that needs the connection fails by itself. */
function survive(client: Pick<pg.Client, "on">, log: Logger): void {
  client.on("error", ({ message }: Error) => log.warn(`a database connection broke: ${message}`));
}
