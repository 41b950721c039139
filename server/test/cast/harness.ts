// Longer than most: everything that a test file needs to start the whole program and speak to it.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import pg from "pg";
import { startSimulator } from "../../../simulator/server.ts";
import { buildApp } from "../../src/app.ts";
import { type Responder, type ResponderOffer, responder, type Tap, tap } from "../../src/inbox/index.ts";
import {
  createCtx,
  createLogger,
  createSecrets,
  createTestClock,
  freePort,
  migrate,
  newId,
  openDatabase,
  type Room,
  readConfig,
} from "../../src/platform/index.ts";
import { simulatorHosts } from "../../src/playground/index.ts";
import { ROOMS } from "../../src/rooms.ts";
import { createApiKey, createWorkspace, type Role, type Sees } from "../../src/team/index.ts";
import { PHONE_NUMBER_ID, sign } from "./meta-webhooks.ts";

export * from "./meta-webhooks.ts";

/** One second after the newest fixture: windows that they opened are open. */
export const FIXTURE_NOW = new Date((1_794_312_460 + 1) * 1000);
export const SECRET_KEY = Buffer.alloc(32, "prosa test key, not a secret at all");
const SECRETS = createSecrets([SECRET_KEY]);

/** The database server of this run, started by scripts/test.ts. */
function ownerUrl(database: string): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (url === undefined) throw new Error("run the tests with `npm test`: it starts the database");
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

const TEMPLATE = "prosa_template";

/** Migrates the template that every test file is cloned from. */
export async function prepareTemplate(): Promise<void> {
  const owner = new pg.Client(ownerUrl("postgres"));
  await owner.connect();
  await owner.query(`drop database if exists ${TEMPLATE}`);
  await owner.query(`create database ${TEMPLATE}`);
  await owner.end();
  await migrate(ownerUrl(TEMPLATE), SECRETS);
}

/** A fresh database with the schema. */
export async function cloneDatabase(): Promise<{ owner: string; app: string; system: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client(ownerUrl("postgres"));
  await client.connect();
  await client.query(`create database ${name} template ${TEMPLATE}`);
  await client.end();
  const as = (role: "app" | "system") => {
    const url = new URL(ownerUrl(name));
    url.username = `prosa_${role}`;
    url.password = SECRETS.derive(`database role prosa_${role}`).toString("base64url");
    return url.href;
  };
  return {
    owner: ownerUrl(name),
    app: as("app"),
    system: as("system"),
    async drop() {
      const dropper = new pg.Client(ownerUrl("postgres"));
      await dropper.connect();
      // A connection that is closing is not yet gone; forced off, it would fail the test it was made in.
      await until(async () => {
        const busy = await dropper.query("select 1 from pg_stat_activity where datname = $1", [name]);
        return busy.rows.length === 0;
      }, 5_000).catch(() => undefined);
      await dropper.query(`drop database if exists ${name} with (force)`);
      await dropper.end();
    },
  };
}

export interface TestChannel {
  id: string;
  appSecret: string;
  accessToken: string;
  verifyToken: string;
  phoneNumberId: string;
}

export interface TestWorkspace {
  id: string;
  memberId: string;
  apiKey: string;
  login: { email: string; password: string };
  channel: TestChannel;
}

export interface TestMember {
  memberId: string;
  apiKey: string;
  login: { email: string; password: string };
}

/** For a holder that a test answers for, no room does. */
const withoutResponders =
  (responders: readonly Responder[]) =>
  (room: Room): Room => ({
    ...room,
    open: (house) =>
      room
        .open(house)
        .filter(
          (offer) => offer.offer !== "responder" || !responders.some(({ holder }) => holder === (offer as ResponderOffer).responder.holder),
        ),
  });

/** The whole program in this process, on a database of its own, against its own simulator. Jobs run when told to, unless `live`. */
interface StartOptions {
  live?: boolean;
  now?: Date;
  /** Besides what every test needs. */
  env?: Record<string, string>;
  responders?: readonly Responder[];
  taps?: readonly Tap[];
  /** `host:port` on this machine that may be called, beside the simulator. */
  allowedHosts?: readonly string[];
}

export async function startApp({
  live = false,
  now = FIXTURE_NOW,
  env = {},
  responders = [],
  taps = [],
  allowedHosts = [],
}: StartOptions = {}) {
  const urls = await cloneDatabase();
  const simulator = await startSimulator();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "prosa test "));
  const port = await freePort();
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  const config = {
    ...readConfig({
      PORT: String(port),
      PROSA_DATA_DIR: dataDir,
      PROSA_LOG_LEVEL: "silent",
      PROSA_PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...env,
    }),
    providerUrls: { graph: simulator.url, telegram: simulator.url, twilio: simulator.url, sns: simulator.url, sendgrid: simulator.url },
    allowedHosts: [...simulatorHosts(simulator.url), ...allowedHosts],
  };
  const log = createLogger(process.env["TEST_LOG"] ?? "silent");
  const clock = createTestClock(now);
  const db = openDatabase(urls, log, { app: 8, system: 6 });
  const prosa = await buildApp(
    {
      config,
      clock: live ? { now: () => new Date() } : clock,
      db,
      secrets: SECRETS,
      log,
      simulatorUrl: simulator.url,
      // A test's clock goes where the playground sends it, and the simulator's with it.
      ...(live
        ? {}
        : { jumpingClock: { ...clock, ahead: () => clock.now().getTime() - Date.now(), jump: (ms: number) => clock.advance(ms) } }),
      setupToken: "set-up-token-of-the-tests",
    },
    [...ROOMS.map(withoutResponders(responders)), { name: "test", open: () => [...responders.map(responder), ...taps.map(tap)] }],
  );
  if (live) await prosa.start();
  else await prosa.http.ready();
  after(async () => {
    await prosa.stop();
    await simulator.stop();
    await owner.end();
    await urls.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function addWorkspace(name: string): Promise<TestWorkspace> {
    const login = { email: `${name.toLowerCase()}@example.com`, password: "a long test password" };
    const { workspaceId, memberId } = await createWorkspace(
      { db, clock, login: prosa.login },
      { name, language: "pt-BR", timeZone: "America/Manaus", owner: { name: `Owner of ${name}`, ...login } },
    );
    const ctx = createCtx({
      db,
      clock,
      log,
      workspaceId,
      correlationId: "test",
      actor: { kind: "member", id: memberId, name: "Owner", capabilities: prosa.rights.of("owner"), sight: { kind: "all" } },
    });
    const { token } = await createApiKey(ctx, { name: "Test", scopes: [...prosa.rights.keyScopes], expiresAt: null });
    const workspace = { id: workspaceId, memberId, apiKey: token, login };
    return { ...workspace, channel: await addChannel(workspace, PHONE_NUMBER_ID) };
  }

  /** A member of `workspace` with a login of their own, and a key that may and sees what they do. */
  async function addMember(workspace: { id: string }, name: string, role: Role, sees: Sees | null = null): Promise<TestMember> {
    const login = {
      email: `${name.toLowerCase().replaceAll(" ", ".")}.${workspace.id.slice(-6)}@example.com`,
      password: "a long test password",
    };
    const userId = await prosa.login.createPerson({ name, ...login });
    const memberId = newId();
    await owner.query(
      "insert into members (workspace_id, id, user_id, name, email, role, sees, created_at) values ($1, $2, $3, $4, $5, $6, $7, now())",
      [workspace.id, memberId, userId, name, login.email, role, sees],
    );
    const capabilities = prosa.rights.of(role);
    const ctx = createCtx({
      db,
      clock,
      log,
      workspaceId: workspace.id,
      correlationId: "test",
      actor: { kind: "member", id: memberId, name, capabilities, sight: { kind: "own", memberId } },
    });
    const scopes = prosa.rights.keyScopes.filter((scope) => capabilities.has(scope));
    const { token } = await createApiKey(ctx, { name: `Key of ${name}`, scopes, expiresAt: null });
    return { memberId, login, apiKey: token };
  }

  /** @param app of which other account it shares the app; its own without one */
  async function addChannel(workspace: { apiKey: string }, phoneNumberId: string, app?: TestChannel): Promise<TestChannel> {
    const credentials = {
      accessToken: `token-${randomBytes(8).toString("hex")}`,
      appSecret: app?.appSecret ?? randomBytes(16).toString("hex"),
      verifyToken: randomBytes(8).toString("hex"),
    };
    const settings = { phoneNumberId, businessAccountId: `1${phoneNumberId}` };
    const created = await call(workspace, "POST", "/channels", {
      kind: "whatsapp_cloud",
      name: `Number ${phoneNumberId}`,
      settings,
      credentials,
    });
    await call(workspace, "PATCH", `/channels/${created.body.id}`, { status: "active" });
    await control("POST", "/_control/accounts", {
      kind: "whatsapp_cloud",
      id: phoneNumberId,
      name: "Test",
      values: { ...credentials, ...settings, displayNumber: "5511999990000" },
      webhookUrl: `http://127.0.0.1:${port}/webhooks/${created.body.id}`,
    });
    return { id: created.body.id, ...credentials, phoneNumberId };
  }

  async function control(method: string, address: string, body?: unknown) {
    const answer = await fetch(simulator.url + address, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return answer.json() as Promise<any>;
  }

  async function call(
    who: { apiKey: string } | null,
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await prosa.http.inject({
      method: method as "GET",
      url: `/api/v1${address}`,
      headers: { ...(who === null ? {} : { authorization: `Bearer ${who.apiKey}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    // Tests are faster than the limit of a key allows.
    if (answer.statusCode === 429 && !address.startsWith("/login")) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return call(who, method, address, body, headers);
    }
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.headers["content-type"]?.toString().includes("json") ? answer.json() : answer.body,
      raw: answer.rawPayload,
    };
  }

  /** Posts a webhook as Meta does. @returns the status. */
  async function receive(channel: TestChannel, body: Buffer | object, signature?: string): Promise<number> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const answer = await prosa.http.inject({
      method: "POST",
      url: `/webhooks/${channel.id}`,
      headers: { "content-type": "application/json", "x-hub-signature-256": signature ?? sign(channel.appSecret, bytes) },
      payload: bytes,
    });
    return answer.statusCode;
  }

  /** The headers of a member's browser. */
  async function signIn({ login }: Pick<TestWorkspace, "login">): Promise<Record<string, string>> {
    const origin = config.publicUrl;
    const { headers, status, raw } = await call(null, "POST", "/login", login, { origin });
    if (status >= 400) throw new Error(`the login was answered by ${status}: ${raw}`);
    return {
      origin,
      cookie: [headers["set-cookie"]]
        .flat()
        .map((one) => String(one).split(";")[0])
        .join("; "),
    };
  }

  return {
    prosa,
    db,
    clock,
    config,
    secrets: SECRETS,
    urls,
    log,
    simulator,
    call,
    signIn,
    control,
    receive,
    addWorkspace,
    addMember,
    addChannel,
    /** Everything that follows from what was committed: jobs, and what listeners do. */
    async runJobs() {
      do await prosa.jobs.drain();
      while ((await prosa.feed.drain()) > 0);
    },
    /** As the owner of the tables: sees everything. */
    rows: async <Row extends pg.QueryResultRow = any>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await owner.query<Row>(text, values)).rows,
  };
}

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: any;
  raw: Buffer;
}

export type TestApp = Awaited<ReturnType<typeof startApp>>;

/**
 * Waits until `check` gives something; for what happens in other processes. Its limit is there for what never comes, not to measure: it is never reached by a slow machine.
 */
export async function until<T>(check: () => Promise<T | null | undefined | false>, timeoutMs = 120_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await check();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
