import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { createBackupLook } from "../../src/backup/look.ts";
import { restore } from "../../src/backup/restore.ts";
import { backupKey, seal } from "../../src/backup/seal.ts";
import { createFolderTarget } from "../../src/backup/targets.ts";
import { createFolderStorage, freePort, readConfig } from "../../src/platform/index.ts";
import { until } from "../cast/harness.ts";
import { startProgram, temporaryFolder } from "../cast/program.ts";

// The real program with its own database, backed up while it runs, lost, and put back.
const folder = temporaryFolder("prosa backup ");
const dataDir = path.join(folder.path, "live");
const backups = path.join(folder.path, "backups");
const port = await freePort();
const program = await startProgram({ PORT: String(port), PROSA_DATA_DIR: dataDir });
after(async () => {
  await program.kill("SIGTERM");
  folder.remove();
});
const demo = JSON.parse(readFileSync(path.join(dataDir, "demo.json"), "utf8"));
const headers = { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" };
const api = async (method: string, address: string, body?: object): Promise<any> =>
  (
    await fetch(`${demo.baseUrl}/api/v1${address}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  ).json();

function command(
  script: "backup" | "restore",
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.resolve(import.meta.dirname, `../../src/backup/run-${script}.ts`), ...args], {
      env: { PATH: process.env["PATH"], PROSA_DATA_DIR: dataDir, ...env },
    });
    let words = "";
    child.stdout.on("data", (chunk) => (words += chunk));
    child.stderr.on("data", (chunk) => (words += chunk));
    child.on("exit", (code) => resolve({ code, words }));
  });
}
const backup = async (...args: string[]) => {
  const { code, words } = await command("backup", ["--to", backups, ...args]);
  assert.equal(code, 0, words);
  return words;
};
const connect = async (folderOf: string) => {
  const { databasePassword } = JSON.parse(readFileSync(path.join(folderOf, "secrets.json"), "utf8"));
  const portOf = readFileSync(path.join(folderOf, "database/postmaster.pid"), "utf8").split("\n")[3];
  const client = new pg.Client(`postgres://prosa_owner:${encodeURIComponent(databasePassword)}@127.0.0.1:${portOf}/postgres`);
  await client.connect();
  return client;
};
/** All but those of the person who is erased later. */
const messages = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query(
    `select m.id || ' ' || m.status || ' ' || coalesce(m.text, '') as line from messages m join conversations c on c.id = m.conversation_id
     where c.contact_id <> $1 order by m.id`,
    [erased.contact.id],
  );
  return rows.map(({ line }) => line);
};
const hashes = (files: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(files, { recursive: true, withFileTypes: true }) as any[])
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(files, file), createHash("sha256").update(readFileSync(file)).digest("hex")];
      })
      .sort(),
  );

const [conversation] = (await api("GET", "/conversations?limit=1")).items;
const erased = (await api("GET", "/conversations?limit=50")).items.find(({ contact }: any) => contact.name === "Jonas Tavares");
const note = (text: string) => api("POST", `/conversations/${conversation.id}/messages`, { kind: "note", text });
let moment: Date;
let atMoment: string[];

test("a full run and increments, made while the program works", async () => {
  assert.match(await backup(), /full backup done in .* [1-9]\d* new files/);
  await note("depois da cópia inteira");
  const client = await connect(dataDir);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  moment = new Date();
  atMoment = await messages(client);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await note("depois do momento");
  await api("POST", `/contacts/${erased.contact.id}/erasure`, { proof: "No balcão" });
  await until(async () => ((await api("GET", "/erasures")).items[0].state === "done" ? true : null));
  assert.match(await backup(), /increment backup done in .* 0 new files/);
  await note("no segundo incremento");
  await backup();
  await client.end();
  const stored = readdirSync(backups, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of stored) {
    const bytes = readFileSync(path.join(entry.parentPath, entry.name));
    assert.equal(bytes.subarray(0, 8).toString(), "PROSAB1\n");
    for (const secret of [demo.apiKey, demo.login.email, "depois da cópia", "Mariana"])
      assert.equal(bytes.includes(secret), false, "everything is sealed");
  }
});

test("restored, the installation has the same rows and the same files; logins, keys and queued sends wait for a person", async () => {
  const live = await connect(dataDir);
  const wanted = await messages(live);
  await live.end();
  const into = path.join(folder.path, "restored");
  const { code, words } = await command("restore", ["--from", backups, "--into", into]);
  assert.equal(code, 0, words);
  // The program went on working: its jobs come and go between the copy and the count, and nothing else does.
  assert.match(words, /Every table has as many rows as the last run wrote down|changed while the last run went on: jobs\.\n/);
  assert.deepEqual(hashes(path.join(into, "files")), hashes(path.join(dataDir, "files")));
  const again = await startProgram({ PORT: String(await freePort()), PROSA_DATA_DIR: into });
  try {
    const client = await connect(into);
    assert.deepEqual(await messages(client), wanted);
    const count = async (from: string) => Number((await client.query(`select count(*) from ${from}`)).rows[0].count);
    assert.equal(await count("auth_sessions"), 0);
    assert.equal(await count("api_keys where revoked_at is null"), 0);
    assert.equal(await count("channels where status <> 'inactive'"), 0);
    assert.equal(await count("channels where status_reason = 'restored'"), demo.channels.length);
    await client.end();
  } finally {
    await again.kill("SIGTERM");
  }
});

test("a moment between two runs can be gone back to, and nothing after it is there", async () => {
  const into = path.join(folder.path, "earlier");
  const { code, words } = await command("restore", ["--from", backups, "--into", into, "--at", moment.toISOString()]);
  assert.equal(code, 0, words);
  const again = await startProgram({ PORT: String(await freePort()), PROSA_DATA_DIR: into });
  try {
    const client = await connect(into);
    const lines = await messages(client);
    assert.deepEqual(lines, atMoment);
    assert.match(words, /erased since, and erased again with the first start: 1/);
    await until(async () =>
      (await client.query("select 1 from contacts where id = $1", [erased.contact.id])).rowCount === 0 ? true : null,
    );
    assert.ok(lines.some((line) => line.endsWith("depois da cópia inteira")));
    assert.equal(
      lines.some((line) => line.endsWith("depois do momento")),
      false,
    );
    await client.end();
  } finally {
    await again.kill("SIGTERM");
  }
});

test("a drill restores beside what runs, counts, checks, leaves nothing behind, and is written down for those who answer for it", async () => {
  const beside = path.join(folder.path, "beside");
  mkdirSync(beside);
  const before = hashes(path.join(dataDir, "files"));
  const { code, words } = await command("restore", ["--drill", "--from", backups, "--into", beside]);
  assert.equal(code, 0, words);
  assert.match(words, /The drill is done: [1-9]\d* rows and [1-9]\d* files back in [\d.]+ s, as they were at 20/);
  assert.deepEqual(readdirSync(beside), [], "what was restored is removed");
  assert.deepEqual(hashes(path.join(dataDir, "files")), before);
  assert.match((await command("restore", ["--drill", "--from", backups, "--at", "2026-11-25T12:00:00Z"])).words, /leave --at out/);

  const config = readConfig({ PROSA_DATA_DIR: dataDir, PROSA_BACKUP_FOLDER: backups });
  const now = new Date();
  const { runs, drills, lateSince, drillDueAt } = await createBackupLook(config, { now: () => now })();
  assert.deepEqual(
    runs.map(({ kind, holdsDatabase }) => [kind, holdsDatabase]),
    [
      ["increment", true],
      ["increment", true],
      ["full", true],
    ],
  );
  assert.ok(runs.every(({ bytes }) => bytes > 0));
  const [drill] = drills;
  assert.equal(drill?.reachesUntil, runs[0]?.endedAt);
  assert.ok(Date.parse(drillDueAt ?? "") > now.getTime() + 90 * 86_400_000);
  assert.equal(lateSince, null);
  const later = new Date(Date.parse(runs[0]?.endedAt ?? "") + 7 * 3_600_000 + 1);
  const due = new Date(later.getTime() - 1).toISOString();
  assert.equal((await createBackupLook(config, { now: () => later })()).lateSince, due);
  // A place that cannot be read says so, and shows nothing that might be wrong.
  const wrongKey = readConfig({
    PROSA_DATA_DIR: dataDir,
    PROSA_BACKUP_FOLDER: backups,
    PROSA_BACKUP_KEY: randomBytes(32).toString("base64"),
  });
  const closed = await createBackupLook(wrongKey, { now: () => now })();
  assert.ok(closed.problem !== null);
  assert.deepEqual(closed.runs, []);
});

test("what cannot be restored is said in words, and nothing is overwritten", async () => {
  const into = path.join(folder.path, "refused");
  const attempt = (args: string[], env: Record<string, string> = {}) => command("restore", ["--from", backups, ...args], env);
  assert.match((await attempt(["--into", dataDir])).words, /is not empty/);
  assert.match((await attempt([])).words, /--into/);
  assert.match((await attempt(["--into", into, "--at", "yesterday"])).words, /no moment/);
  assert.match((await attempt(["--into", into, "--at", "2020-01-01T00:00:00Z"])).words, /cannot go back further/);
  assert.match((await attempt(["--into", into, "--at", "2090-01-01T00:00:00Z"])).words, /reaches until/);
  const otherKey = { PROSA_BACKUP_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7)).toString("base64") };
  assert.match((await attempt(["--into", into], otherKey)).words, /key is another one/);
  assert.match((await command("restore", ["--from", path.join(folder.path, "nowhere"), "--into", into])).words, /no backup in this place/);
  assert.match((await command("backup", [])).words, /Say where backups lie/);
  assert.equal(existsSync(path.join(into, "database")), false);

  // One changed byte anywhere is noticed.
  const damaged = path.join(folder.path, "damaged");
  mkdirSync(damaged);
  for (const entry of readdirSync(backups, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = path.relative(backups, path.join(entry.parentPath, entry.name));
    mkdirSync(path.dirname(path.join(damaged, name)), { recursive: true });
    const bytes = readFileSync(path.join(backups, name));
    if (name.includes("/base/")) bytes[bytes.length - 100] = (bytes[bytes.length - 100] as number) ^ 1;
    writeFileSync(path.join(damaged, name), bytes);
  }
  assert.match((await command("restore", ["--from", damaged, "--into", path.join(folder.path, "x")])).words, /damaged/);
});

test("hostile names in a backup touch nothing outside of the new folder", async () => {
  const key = backupKey([Buffer.alloc(32, 7)]);
  for (const name of ["../evil", "/etc/evil", "a/../../evil", "..", "a\u0000b"]) {
    const hostile = path.join(folder.path, `hostile ${Buffer.from(name).toString("hex")}`);
    const target = createFolderTarget(hostile);
    const head = Buffer.from(JSON.stringify({ name, size: 4 }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(head.length);
    const part = async (place: string, plain: Buffer) => {
      const sealed = await seal(plain, place, key);
      await target.put(place, sealed);
      return { name: place, bytes: sealed.length, sha256: createHash("sha256").update(sealed).digest("hex") };
    };
    const base = {
      parts: [await part("database/x/base/00001", Buffer.concat([length, head, Buffer.from("evil")]))],
      label: "",
      firstSegment: "",
      folders: [],
    };
    const index = await part("files/x/x-index", Buffer.from("[]"));
    const manifest = {
      version: 1,
      kind: "full",
      startedAt: "2026-01-01T00:00:00.000Z",
      endedAt: "2026-01-01T00:00:01.000Z",
      database: { base, segments: [], postgresVersion: 18 },
      files: { generation: "x", parts: [], index, count: 0, bytes: 0 },
      rows: {},
      localSecrets: JSON.stringify({ secretKey: "", databasePassword: "x" }),
    };
    await part("manifests/2026-01-01T00-00-00.000Z-full", Buffer.from(JSON.stringify(manifest)));
    const into = path.join(hostile, "into");
    await assert.rejects(restore({ target, key, dataDir: into, storage: createFolderStorage(path.join(into, "files")) }), /hostile name/);
  }
  assert.equal(existsSync(path.join(folder.path, "evil")), false);
});
