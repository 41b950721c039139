import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { createLogger, createSecrets, freePort, migrate, openDatabase, sql, startEmbeddedPostgres } from "../../src/platform/index.ts";
import { databasePid, startProgram, temporaryFolder } from "../cast/program.ts";
import { isProving } from "../cast/proofs.ts";

const folder = temporaryFolder("prosa with spaces ");
const port = await freePort();
const env = { PORT: String(port), PROSA_DATA_DIR: folder.path };
after(() => folder.remove());

const alive = (pid: number | null) => {
  try {
    process.kill(pid as number, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

test("the first start prints address and login, and leaves demo.json for its owner only", async () => {
  const program = await startProgram(env);
  assert.match(program.output(), new RegExp(`http://localhost:${port}`));
  const file = path.join(folder.path, "demo.json");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const demo = JSON.parse(readFileSync(file, "utf8"));
  assert.deepEqual(Object.keys(demo), ["baseUrl", "simulatorUrl", "login", "apiKey", "workspaceId", "isComplete", "channels"]);
  for (const key of ["id", "kind", "webhookUrl", "appSecret", "verifyToken", "phoneNumberId"]) assert.ok(demo.channels[0][key], key);
  const list = await fetch(`${demo.baseUrl}/api/v1/conversations?limit=100`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  assert.ok(((await list.json()) as { items: unknown[] }).items.length >= 30);
  const challenge = await fetch(
    `${demo.channels[0].webhookUrl}?hub.mode=subscribe&hub.verify_token=${demo.channels[0].verifyToken}&hub.challenge=1158201444`,
  );
  assert.equal(await challenge.text(), "1158201444");
  assert.match(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(), /prosa_webhooks_total/);

  // A second one in the same folder, and one on the same port, say what to do.
  await assert.rejects(startProgram({ ...env, PORT: String(await freePort()) }), /already runs in .*PROSA_DATA_DIR=/s);
  const other = temporaryFolder();
  await assert.rejects(startProgram({ PORT: String(port), PROSA_DATA_DIR: other.path }), /Port \d+ is used by another program.*PORT=/s);
  // Another folder and port is another program.
  const second = await startProgram({ PORT: String(await freePort()), PROSA_DATA_DIR: other.path });
  await second.kill("SIGINT");
  other.remove();

  const database = databasePid(folder.path);
  await program.kill("SIGINT");
  assert.equal(alive(database), false, "Ctrl-C leaves no database");
  assert.equal(existsSync(path.join(folder.path, "prosa.pid")), false);
});

test("after kill -9 the next start takes the database over, and everything is there", async () => {
  const first = await startProgram(env);
  const database = databasePid(folder.path);
  await first.kill("SIGKILL");
  assert.equal(alive(database), true);
  const started = Date.now();
  const second = await startProgram(env);
  if (isProving) assert.ok(Date.now() - started < 8_000);
  assert.equal(databasePid(folder.path), database);
  const demo = JSON.parse(readFileSync(path.join(folder.path, "demo.json"), "utf8"));
  const list = await fetch(`${demo.baseUrl}/api/v1/conversations`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  assert.equal(list.status, 200);
  await second.kill("SIGTERM");
});

test("a lock of a program that is gone is taken over", async () => {
  writeFileSync(path.join(folder.path, "prosa.pid"), String(process.pid));
  await (await startProgram(env)).kill("SIGTERM");
});

test("a wrong environment, a missing secrets file and an unreachable database say what to do", async () => {
  await assert.rejects(
    startProgram({ PORT: "0", PROSA_ROLE: "boss", PROSA_DATA_DIR: folder.path }),
    /2 mistake\(s\)[\s\S]*PORT[\s\S]*PROSA_ROLE/,
  );
  const production = {
    PROSA_SECRET_KEY: Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64"),
    PROSA_PUBLIC_URL: "https://prosa.example.com",
    PROSA_DATA_DIR: folder.path,
    PORT: String(port),
  };
  await assert.rejects(
    startProgram({ ...production, DATABASE_URL: `postgres://u:geheim@127.0.0.1:${await freePort()}/x` }),
    (error: Error) => /The database cannot be used/.test(error.message) && !/geheim/.test(error.message),
  );
  rmSync(path.join(folder.path, "secrets.json"));
  await assert.rejects(startProgram(env), /secrets\.json is missing/);
});

test("a port that is taken is noticed before anything is started", async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: taken } = server.address() as net.AddressInfo;
  const other = temporaryFolder();
  await assert.rejects(startProgram({ PORT: String(taken), PROSA_DATA_DIR: other.path }), /is used by another program/);
  assert.equal(existsSync(path.join(other.path, "database")), false);
  server.close();
  other.remove();
});

test("an external database whose role may only create roles starts, and starts again", async () => {
  const own = temporaryFolder("prosa external ");
  const server = await startEmbeddedPostgres({ dataDir: path.join(own.path, "database"), password: "external" });
  try {
    const owner = new pg.Client(server.url);
    await owner.connect();
    await owner.query("create role least login createrole password 'least'");
    await owner.query("create database prosa_external owner least");
    await owner.end();
    const url = Object.assign(new URL(server.url), { username: "least", password: "least", pathname: "/prosa_external" }).href;
    const secrets = createSecrets([Buffer.alloc(32, "an external key of the tests")]);
    for (const start of ["first", "second", "with another key"]) {
      const key = start === "with another key" ? createSecrets([Buffer.alloc(32, "another key of these tests")]) : secrets;
      const db = openDatabase(await migrate(url, key), createLogger("silent"));
      const { works } = await db.asSystem((tx) => tx.one(sql<{ works: number }>`select count(*)::int as works from workspaces`));
      assert.equal(works, 0, start);
      await db.close();
    }
  } finally {
    await server.stop();
    own.remove();
  }
});
