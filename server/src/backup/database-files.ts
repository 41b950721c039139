import { open, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { DatabaseRecord } from "./manifest.ts";
import { createPacker, storePart } from "./pack.ts";
import type { BackupKey } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

/** Keeps the write-ahead log until it is stored here, up to the server's own limit. */
const SLOT = "prosa_backup";
/** What belongs to the running server only, or is made anew. @source postgresql.org, "Making a Base Backup Using the Low Level API" */
const LEFT_OUT = /^(postmaster\.(pid|opts)|\.s\.PGSQL\..*|pg_internal\.init|pgsql_tmp.*|.*\.draft)$/;
const EMPTIED = new Set(["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"]);
const SEGMENT = /^[0-9A-F]{24}$/;

interface Source {
  client: pg.Client;
  dataDir: string;
  target: BackupTarget;
  key: BackupKey;
  /** Of the run: parts of different runs never share a name. */
  run: string;
}

/** True when the log since the last run is still there: without it only a full run makes sense. */
export async function logIsComplete({ client }: Pick<Source, "client">): Promise<boolean> {
  const { rows } = await client.query("select wal_status from pg_replication_slots where slot_name = $1", [SLOT]);
  return rows[0] !== undefined && rows[0].wal_status !== "lost";
}

/** All files of the running cluster, and the log that makes them consistent. */
export async function storeBase(source: Source): Promise<DatabaseRecord> {
  const { client, dataDir, target, key, run } = source;
  if (!(await logIsComplete(source))) {
    await client.query("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1", [SLOT]);
    await client.query("select pg_create_physical_replication_slot($1, true)", [SLOT]);
  }
  const { rows: began } = await client.query("select pg_walfile_name(pg_backup_start($1, true)) as segment", [run]);
  const packer = createPacker(target, `database/${run}/base`, key);
  let label: string;
  try {
    for (const name of await filesOf(dataDir)) await addFile(packer, dataDir, name);
  } finally {
    const { rows } = await client.query("select labelfile from pg_backup_stop(false)");
    label = rows[0].labelfile as string;
  }
  const parts = await packer.finish();
  return {
    base: { parts, label, firstSegment: began[0].segment as string, folders: await foldersOf(dataDir) },
    ...(await storeLog(source)),
  };
}

/** What was written since the last run. */
export async function storeIncrement(source: Source): Promise<DatabaseRecord> {
  return { base: null, ...(await storeLog(source)) };
}

async function storeLog({ client, dataDir, target, key, run }: Source): Promise<Omit<DatabaseRecord, "base">> {
  // A commit of its own: a recovery to a moment ends at the first commit after it, and on a quiet night there would be none.
  await client.query("select pg_logical_emit_message(true, 'prosa', 'backup')");
  await client.query("select pg_switch_wal()");
  const { rows } = await client.query(`
    select pg_walfile_name(pg_current_wal_lsn()) as current, pg_walfile_name(restart_lsn) as first, pg_current_wal_lsn()::text as lsn,
      current_setting('server_version_num')::int / 10000 as version
    from pg_replication_slots where slot_name = '${SLOT}'`);
  const { current, first, lsn, version } = rows[0] as { current: string; first: string; lsn: string; version: number };
  const folder = path.join(dataDir, "pg_wal");
  const names = (await readdir(folder)).filter(
    (name) => /^[0-9A-F]{8}\.history$/.test(name) || (SEGMENT.test(name) && name >= first && name < current),
  );
  const segments: DatabaseRecord["segments"] = [];
  for (const segment of names.sort()) {
    const part = await storePart(target, `database/${run}/log/${segment}`, await readFile(path.join(folder, segment)), key);
    segments.push({ ...part, segment });
  }
  await client.query("select pg_replication_slot_advance($1, $2)", [SLOT, lsn]);
  return { segments, postgresVersion: version };
}

async function foldersOf(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !name.startsWith("pg_replslot/"))
    .sort();
}

/** Relative names; the control file last, so that it is never older than what it speaks of. */
async function filesOf(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !EMPTIED.has(name.split("/")[0] ?? ""));
  const control = "global/pg_control";
  return [...names.filter((name) => name !== control).sort(), control];
}

async function addFile(packer: ReturnType<typeof createPacker>, dataDir: string, name: string): Promise<void> {
  const file = path.join(dataDir, name);
  const found = await stat(file).catch(() => null);
  if (found === null) return; // dropped meanwhile: the log knows
  const handle = await open(file, "r").catch(() => null);
  if (handle === null) return;
  try {
    await packer.add(name, found.size, handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>);
  } finally {
    await handle.close();
  }
}
