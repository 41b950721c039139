import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import {
  AddressRefused,
  AnswerTooLarge,
  ConfigError,
  createGuardedClient,
  createLogger,
  createSecrets,
  isDatabaseAway,
  isId,
  isPublic,
  newId,
  openDatabase,
  readConfig,
} from "../../src/platform/index.ts";

const production = {
  DATABASE_URL: "postgres://u:p@db/prosa",
  PROSA_SECRET_KEY: Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64"),
  PROSA_PUBLIC_URL: "https://prosa.example.com",
};

test("a wrong environment is reported with all mistakes at once, and no value that may be secret", () => {
  try {
    readConfig({
      PORT: "banana",
      DATABASE_URL: "mysql://user:geheim@host/x",
      PROSA_ROLE: "boss",
      PROSA_SECRET_KEY: "short",
      PROSA_LOG_LEVEL: "loud",
      PROSA_ALLOWED_HOSTS: "https://x",
    });
    assert.fail("it was accepted");
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    for (const name of ["PORT", "DATABASE_URL", "PROSA_ROLE", "PROSA_SECRET_KEY", "PROSA_LOG_LEVEL", "PROSA_ALLOWED_HOSTS"])
      assert.match(error.message, new RegExp(name));
    assert.doesNotMatch(error.message, /geheim/);
  }
});

test("production needs its own key, a public address, and no demo", () => {
  assert.equal(readConfig(production).demo, false);
  const without = (name: keyof typeof production) => () => readConfig({ ...production, [name]: undefined });
  assert.throws(without("PROSA_SECRET_KEY"), /PROSA_SECRET_KEY is missing/);
  assert.throws(without("PROSA_PUBLIC_URL"), /PROSA_PUBLIC_URL is missing/);
  assert.throws(() => readConfig({ ...production, PROSA_DEMO: "1" }), /PROSA_DEMO=1 is refused/);
  assert.throws(() => readConfig({ ...production, PROSA_SECRET_KEY: Buffer.alloc(32).toString("base64") }), /too regular/);
  assert.equal(readConfig({}).demo, true);
  assert.throws(() => readConfig({ PROSA_ROLE: "worker" }), /needs DATABASE_URL/);
});

test("a secret may lie in a file, without its line's end; one that is missing, empty or given twice is said", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "prosa secrets "));
  const kept = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const { PROSA_SECRET_KEY, ...others } = production;
  const inFile = { ...others, PROSA_SECRET_KEY_FILE: kept("key", `${PROSA_SECRET_KEY}\n`) };
  assert.deepEqual(readConfig(inFile).secretKeys, readConfig(production).secretKeys);
  assert.equal(readConfig({ ...inFile, PROSA_METRICS_TOKEN_FILE: "" }).metricsToken, undefined, "an empty name is none");
  const refused = (env: Record<string, string>, words: RegExp) => assert.throws(() => readConfig({ ...inFile, ...env }), words);
  refused(
    { PROSA_METRICS_TOKEN_FILE: path.join(folder, "nowhere") },
    /PROSA_METRICS_TOKEN_FILE is ".*nowhere", which cannot be read \(ENOENT\)/,
  );
  refused({ PROSA_METRICS_TOKEN_FILE: kept("empty", "\n") }, /PROSA_METRICS_TOKEN_FILE is ".*", which is empty/);
  refused({ PROSA_SECRET_KEY }, /PROSA_SECRET_KEY and PROSA_SECRET_KEY_FILE are both given/);
  rmSync(folder, { recursive: true });
});

const place = { workspaceId: "w", table: "channels", rowId: "r", column: "c" };
const key = (fill: string) => Buffer.from(fill.repeat(32).slice(0, 32));

test("a secret opens in its own place only, and every tampering is noticed", () => {
  const secrets = createSecrets([key("abc")]);
  const sealed = secrets.encrypt("token", place);
  assert.equal(secrets.decrypt(sealed, place), "token");
  assert.notEqual(sealed, secrets.encrypt("token", place), "the nonce is random");
  for (const field of ["workspaceId", "table", "rowId", "column"] as const)
    assert.throws(() => secrets.decrypt(sealed, { ...place, [field]: "x" }));
  const parts = sealed.split(".");
  for (let part = 0; part < parts.length; part += 1)
    assert.throws(
      () =>
        secrets.decrypt(
          parts.map((text, index) => (index === part ? (text.startsWith("A") ? "B" : "A") + text.slice(1) : text)).join("."),
          place,
        ),
      `part ${part}`,
    );
});

test("keys rotate: the old one still opens, the new one seals, and a forgotten one is named", () => {
  const old = createSecrets([key("old key one")]);
  const sealed = old.encrypt("token", place);
  const rotated = createSecrets([key("new key two"), key("old key one")]);
  assert.equal(rotated.decrypt(sealed, place), "token");
  assert.equal(sealed.startsWith(rotated.currentPrefix), false);
  assert.equal(rotated.reencrypt(sealed, place).startsWith(rotated.currentPrefix), true);
  assert.throws(() => createSecrets([key("third")]).decrypt(sealed, place), /not in PROSA_SECRET_KEY/);
});

const NOT_PUBLIC = [
  "127.0.0.1",
  "10.0.0.1",
  "172.16.3.4",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "255.255.255.255",
  "224.0.0.1",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "::127.0.0.1",
  "::a00:1",
  "64:ff9b:1::7f00:1",
  "64:ff9b::808:808",
  "2001:0:4136:e378:8000:63bf:3fff:fdd2",
  "fec0::1",
  "100::1",
  "2001:db8::1",
  "3fff::1",
  "5f00::1",
  "::ffff:0:127.0.0.1",
  "192.88.99.1",
  "198.18.0.1",
  "240.0.0.1",
  "fe80::1%eth0",
  "ff02::1",
];
for (const address of NOT_PUBLIC) test(`${address} is not a public address`, () => assert.equal(isPublic(address), false));
for (const address of ["8.8.8.8", "157.240.1.1", "2606:4700::1111"])
  test(`${address} is a public address`, () => assert.equal(isPublic(address), true));

const inside = http.createServer((request, response) => {
  if (request.url === "/redirect") response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end();
  else response.end(request.url === "/big" ? "x".repeat(5000) : (request.headers.authorization ?? "nobody"));
});
await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
after(() => inside.close());
const { port } = inside.address() as { port: number };
const limits = { timeoutMs: 2_000, maxBytes: 1_000 };

test("what a member or provider writes reaches no address inside, however it is spelt", async () => {
  const client = createGuardedClient({ allowedHosts: [] });
  const spellings = [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    "https://169.254.169.254/latest",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "https://user:pass@example.com/",
    "nonsense",
  ];
  for (const url of spellings)
    await assert.rejects(
      client({ url, ...limits }),
      (error) =>
        error instanceof AddressRefused ||
        (error as { cause?: unknown }).cause instanceof AddressRefused ||
        /refused|not a public/i.test(String(error)),
      url,
    );
});

test("a name that changes between check and use, or mixes addresses, is refused", async () => {
  let asked = 0;
  const client = createGuardedClient({
    allowedHosts: [],
    resolve: async () => (asked++ % 2 === 0 ? ["93.184.216.34", "127.0.0.1"] : ["127.0.0.1"]),
  });
  await assert.rejects(client({ url: `https://rebind.example:${port}/`, ...limits }));
  await assert.rejects(client({ url: `https://rebind.example:${port}/`, ...limits }));
});

test("a key of any name stays where it was sent, also when that place leads elsewhere", async () => {
  const heard: http.IncomingHttpHeaders[] = [];
  const elsewhere = http.createServer((request, response) => {
    heard.push(request.headers);
    response.end("mine now");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const there = (elsewhere.address() as { port: number }).port;
  const leading = http.createServer((_request, response) => response.writeHead(302, { location: `http://127.0.0.1:${there}/` }).end());
  await new Promise<void>((resolve) => leading.listen(0, "127.0.0.1", resolve));
  const here = (leading.address() as { port: number }).port;
  const client = createGuardedClient({ allowedHosts: [`127.0.0.1:${here}`, `127.0.0.1:${there}`] });
  const keys = { authorization: "Bearer s", cookie: "s=1", "x-api-key": "s", apikey: "s", "x-amz-security-token": "s" };
  await client({ url: `http://127.0.0.1:${here}/`, headers: { ...keys, "user-agent": "Prosa" }, ...limits });
  assert.equal(heard[0]?.["user-agent"], "Prosa");
  for (const name of Object.keys(keys)) assert.equal(heard[0]?.[name], undefined, name);
  elsewhere.close();
  leading.close();
});

test("an allowed host is reached, within size, and redirects are judged anew", async () => {
  const client = createGuardedClient({ allowedHosts: [`127.0.0.1:${port}`] });
  assert.equal(
    (await client({ url: `http://127.0.0.1:${port}/`, headers: { authorization: "Bearer x" }, ...limits })).body.toString(),
    "Bearer x",
  );
  await assert.rejects(client({ url: `http://127.0.0.1:${port}/big`, ...limits }), AnswerTooLarge);
  await assert.rejects(client({ url: `http://127.0.0.1:${port}/redirect`, ...limits }), AddressRefused);
  await assert.rejects(client({ url: "https://evil.example/", onlyHosts: ["graph.facebook.com"], ...limits }), AddressRefused);
  await assert.rejects(
    client({ url: "https://graph.facebook.com.evil.example/", onlyHosts: [".facebook.com"], ...limits }),
    AddressRefused,
  );
});

test("ids rise, also within one millisecond, and never repeat", () => {
  const ids = Array.from({ length: 100_000 }, newId);
  assert.ok(ids.every(isId));
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids[0]?.[14], "7");
  const [first, last] = [ids[0] as string, ids.at(-1) as string].map((id) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
  assert.ok((first as number) <= (last as number) && Math.abs((last as number) - Date.now()) < 5_000, "its first 48 bits are the time");
});

test("a provider that refuses a call is not the database away, with the same words and codes", async () => {
  const nowhere = "postgres://a:b@127.0.0.1:1/x";
  const db = openDatabase({ app: nowhere, system: nowhere }, createLogger("silent"));
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => assert.fail("it answered"),
      (error: unknown) => error,
    );
  for (const ask of [
    db.inWorkspace(newId(), () => undefined),
    db.asSystem(() => undefined),
    db.systemStatement("one", "select 1", []),
    db.systemPool.query("select 1"),
    db.connect(),
  ])
    assert.equal(isDatabaseAway(await failureOf(ask)), true);
  const client = createGuardedClient({ allowedHosts: ["127.0.0.1:1"] });
  const refused = await failureOf(client({ url: "http://127.0.0.1:1/", ...limits }));
  assert.equal((refused as { code?: string }).code, "ECONNREFUSED");
  for (const error of [refused, Object.assign(new Error("Connection terminated"), { code: "535" }), "ECONNREFUSED", null])
    assert.equal(isDatabaseAway(error), false);
  await db.close();
});
