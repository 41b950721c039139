import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { createBackupLook } from "../../src/backup/look.ts";
import { type Manifest, storeManifest } from "../../src/backup/manifest.ts";
import { backupLate } from "../../src/backup/notice-kinds.ts";
import { backupKey } from "../../src/backup/seal.ts";
import { createFolderTarget } from "../../src/backup/targets.ts";
import { judgeBackups } from "../../src/backup/watch-backups.ts";
import { startApp } from "../cast/harness.ts";
import { temporaryFolder } from "../cast/program.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const key = randomBytes(32);
const app = await startApp({ env: { PROSA_BACKUP_FOLDER: folder.path, PROSA_BACKUP_KEY: key.toString("base64") } });
const workspace = await app.addWorkspace("Guardada");
const HOUR = 3_600_000;
const { db, clock, log, config } = app;

const look = createBackupLook(config, clock);
const late = backupLate(look, () => clock.now());
/** Out of quoted-printable. */
const plain = (mail: string) =>
  Buffer.from(
    mail.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  ).toString("utf8");
const folderOfMails = path.join(config.dataDir, "mails");
const mails = (): string[] =>
  existsSync(folderOfMails)
    ? readdirSync(folderOfMails, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => plain(readFileSync(path.join(entry.parentPath, entry.name), "latin1")))
    : [];
async function later(hours: number) {
  clock.advance(hours * HOUR);
  await judgeBackups({ db, clock, log, look, late });
  clock.advance(31_000);
  await app.runJobs();
}
/** A run that ended now, as the process that makes them writes it down. */
function run() {
  const at = clock.now().toISOString();
  const files = { generation: at, parts: [], index: { name: "files/index", bytes: 900, sha256: "" }, count: 0, bytes: 0 };
  const manifest: Manifest = { version: 1, kind: "full", startedAt: at, endedAt: at, database: null, files, rows: {}, localSecrets: null };
  return storeManifest(createFolderTarget(folder.path), manifest, backupKey([key]));
}
const told = (words: RegExp) => mails().filter((mail) => words.test(mail)).length;

test("owners hear once that a backup is missing, and that one was made again; the page says the same", async () => {
  await later(6);
  assert.equal(told(/backup/i), 0, "a new installation has its time");
  await later(2);
  await later(1);
  assert.equal(told(/Não há backup que se possa ler/), 1);
  const { body } = await app.call(workspace, "GET", "/backups");
  assert.equal(body.place, folder.path);
  assert.deepEqual([body.runs, body.drillDueAt], [[], null]);
  assert.ok(body.lateSince !== null);

  await run();
  await later(1);
  assert.equal(told(/O backup está em dia/), 1);
  await later(7);
  assert.equal(told(/O último backup tem 8 horas/), 1);
  const again = (await app.call(workspace, "GET", "/backups")).body;
  assert.deepEqual(
    again.runs.map(({ kind, bytes, holdsDatabase }: any) => ({ kind, bytes, holdsDatabase })),
    [{ kind: "full", bytes: 900, holdsDatabase: false }],
  );
});

test("an agent sees nothing of it", async () => {
  const agent = await app.addMember(workspace, "Vera Paz", "agent");
  assert.equal((await app.call(agent, "GET", "/backups")).status, 403);
});
