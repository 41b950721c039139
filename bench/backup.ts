import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { createFolderStorage, freePort, hashOf, newId, storageKey } from "../server/src/platform/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";
import { fillMessages } from "./fill.ts";

/** `node bench/backup.ts [messages] [megabytes]`: a full run while the program works, an increment, and the restore, with what each takes. */
const MESSAGES = Number(process.argv[2] ?? 100_000);
const MEGABYTES = Number(process.argv[3] ?? 1_000);
const FILE_BYTES = 200_000;

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-bench-backup-"));
const dataDir = path.join(folder, "live");
const backups = path.join(folder, "backups");
const port = await freePort();
const program = await startProgram({ PORT: String(port), PROSA_DATA_DIR: dataDir, PROSA_DEMO: "0", PROSA_LOG_LEVEL: "error" });
const bytesIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
function command(script: string, args: string[]): { seconds: number; words: string } {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.resolve(import.meta.dirname, `../server/src/backup/run-${script}.ts`), ...args],
    {
      env: { ...process.env, PROSA_DATA_DIR: dataDir },
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  return { seconds: (performance.now() - began) / 1000, words: stdout };
}
try {
  const { workspaceId, channel } = await setUpProgram(program, `http://127.0.0.1:${port}`, { phoneNumberId: "1", scopes: [], keys: 0 });
  const { databasePassword } = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
  const databasePort = readFileSync(path.join(dataDir, "database/postmaster.pid"), "utf8").split("\n")[3];
  const owner = new pg.Pool({
    connectionString: `postgres://prosa_owner:${encodeURIComponent(databasePassword)}@127.0.0.1:${databasePort}/postgres`,
    max: 2,
  });
  await fillMessages(owner, { workspaceId, channelId: channel.id, upTo: MESSAGES });
  const storage = createFolderStorage(path.join(dataDir, "files"));
  const { rows: some } = await owner.query("select id from messages limit 1");
  for (let n = 0; n < (MEGABYTES * 1_000_000) / FILE_BYTES; n += 1) {
    const bytes = randomBytes(FILE_BYTES); // what does not become smaller, as photos and sounds
    const key = storageKey(workspaceId, hashOf(bytes));
    await storage.put(key, bytes);
    await owner.query(
      "insert into attachments (workspace_id, id, message_id, kind, state, media_type, size, hash, storage_key, created_at) values ($1, $2, $3, 'document', 'stored', 'application/octet-stream', $4, $5, $6, now())",
      [workspaceId, newId(), some[0].id, bytes.length, key.slice(-64), key],
    );
  }
  const full = command("backup", ["--to", backups]);
  const size = bytesIn(backups);
  await fillMessages(owner, { workspaceId, channelId: channel.id, upTo: MESSAGES + 1_000 });
  const increment = command("backup", ["--to", backups]);
  const grown = bytesIn(backups) - size;
  await owner.end();
  const restored = command("restore", ["--from", backups, "--into", path.join(folder, "restored")]);
  const live = `${(bytesIn(path.join(dataDir, "database")) / 1e6).toFixed(0)} MB database, ${(bytesIn(path.join(dataDir, "files")) / 1e6).toFixed(0)} MB files`;
  console.log(`${MESSAGES} messages, ${live}`);
  console.log(`full       ${full.seconds.toFixed(1)} s, ${(size / 1e6).toFixed(1)} MB`);
  console.log(`increment  ${increment.seconds.toFixed(1)} s, ${(grown / 1e6).toFixed(1)} MB (1,000 messages later)`);
  console.log(`restore    ${restored.seconds.toFixed(1)} s`);
  console.log(restored.words.trim());
} finally {
  await program.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
