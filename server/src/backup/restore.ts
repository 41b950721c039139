import { hash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, open, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { giveToDatabase, type Storage, startEmbeddedPostgres } from "../platform/index.ts";
import { countRows, namedFiles } from "./backup.ts";
import { type ErasedPerson, type Manifest, readManifests } from "./manifest.ts";
import { fetchPart, unpack } from "./pack.ts";
import type { BackupKey } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

export interface RestoreOptions {
  target: BackupTarget;
  key: BackupKey;
  /** Made by the restore; it must not be there, or be empty. */
  dataDir: string;
  storage: Storage;
  /** The moment to go back to; undefined: as late as the backup reaches. */
  at?: Date;
  say?(line: string): void;
}

export interface Restored {
  /** The runs that were used, the oldest first. */
  runs: string[];
  rows: Record<string, number>;
  /** Tables whose count is not the one that the last run wrote down; empty when a moment was asked for. */
  different: string[];
  files: number;
  /** The moment that was asked for, or the end of the last run: ISO 8601. */
  reachesUntil: string;
  seconds: number;
}

/** A restore cannot be done, and says why and what to do. */
export class RestoreError extends Error {}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;
const FILE_KEY = /^[0-9a-f-]{36}\/[0-9a-f]{2}\/([0-9a-f]{64})(-[a-z0-9]+)?$/;
const RECOVERY_TIMEOUT_MS = 4 * 3_600_000;

/**
 * Puts an installation back into an empty folder: the cluster's files, the log on top of them up to the moment, then the files.
 * Logins and keys of the backup end, and nothing that was queued leaves before a person says so.
 */
export async function restore({ target, key, dataDir, storage, at, say = () => {} }: RestoreOptions): Promise<Restored> {
  const began = performance.now();
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new RestoreError(`${dataDir} is not empty. Give a folder that is not there yet; nothing is overwritten.`);
  const manifests = await readManifests(target, key);
  const plan = choose(manifests, at);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { last } = plan;
  if (last.localSecrets === null)
    throw new RestoreError(
      "This backup holds no database of its own. Restore the database with the tools of its server, then only the files.",
    );
  await writeFile(path.join(dataDir, "secrets.json"), last.localSecrets, { mode: 0o600 });
  say(`database of ${plan.base.startedAt}, with the log until ${at === undefined ? last.endedAt : at.toISOString()}`);
  const cluster = path.join(dataDir, "database");
  await putCluster(target, key, cluster, plan);
  const password = (JSON.parse(last.localSecrets) as { databasePassword: string }).databasePassword;
  const server = await startEmbeddedPostgres({
    dataDir: cluster,
    password,
    timeoutMs: RECOVERY_TIMEOUT_MS,
    // What is not in pg_wal is nowhere: the log was put there.
    settings: [
      "restore_command=exit 1",
      "recovery_target_action=promote",
      ...(at === undefined ? [] : [`recovery_target_time=${at.toISOString().replace("T", " ").replace("Z", "+00")}`]),
    ],
  });
  const client = new pg.Client(server.url);
  client.on("error", () => undefined); // what fails is told by the question that waits
  let rows: Record<string, number>;
  let erasedAgain: number;
  let named: ReadonlySet<string>;
  try {
    await client.connect();
    await untilWritable(client);
    rows = await countRows(client);
    await makeHarmless(client);
    named = new Set(await namedFiles(client));
    erasedAgain = await eraseAgain(client, manifests.at(-1)?.erasures ?? []);
  } finally {
    await client.end().catch(() => undefined);
    await server.stop();
  }
  if (erasedAgain > 0) say(`erased since, and erased again with the first start: ${erasedAgain}`);
  say("files");
  const files = await putFiles(target, key, storage, plan.files, named);
  const different = at === undefined ? Object.keys(last.rows).filter((table) => rows[table] !== last.rows[table]) : [];
  return {
    runs: plan.runs.map(({ startedAt, kind }) => `${startedAt} ${kind}`),
    rows,
    different,
    files,
    reachesUntil: at?.toISOString() ?? last.endedAt,
    seconds: (performance.now() - began) / 1000,
  };
}

interface Plan {
  base: Manifest;
  /** The base and every run after it that is needed. */
  runs: Manifest[];
  last: Manifest;
  files: Manifest[];
}

function choose(manifests: Manifest[], at: Date | undefined): Plan {
  if (manifests.length === 0) throw new RestoreError("There is no backup in this place.");
  const moment = at?.toISOString();
  const baseIndex = manifests.findLastIndex((one) => one.database?.base != null && (moment === undefined || one.endedAt <= moment));
  const base = manifests[baseIndex];
  if (base === undefined) {
    const first = manifests.find((one) => one.database?.base != null);
    throw new RestoreError(
      first === undefined ? "No run of this backup holds a database." : `The backup begins at ${first.endedAt}; it cannot go back further.`,
    );
  }
  const after = manifests.slice(baseIndex);
  // The first run that began after the moment holds the log that reaches it.
  const lastIndex = moment === undefined ? after.length - 1 : after.findIndex((one) => one.startedAt >= moment);
  if (lastIndex === -1)
    throw new RestoreError(`The backup reaches until ${after.at(-1)?.startedAt}; ask for an earlier moment, or for none.`);
  const runs = after.slice(0, lastIndex + 1);
  const last = runs.at(-1) as Manifest;
  const files = manifests.filter((one) => one.files.generation === last.files.generation && one.startedAt <= last.startedAt);
  return { base, runs, last, files };
}

async function putCluster(target: BackupTarget, key: BackupKey, cluster: string, { base, runs }: Plan): Promise<void> {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  const { parts, label, firstSegment, folders } = base.database?.base ?? { parts: [], label: "", firstSegment: "", folders: [] };
  await unpack(target, parts, key, ({ name }, take) => writeTo(path.join(cluster, checked(name)), take));
  for (const folder of folders) await mkdir(path.join(cluster, checked(folder)), { recursive: true, mode: 0o700 });
  await writeFile(path.join(cluster, "backup_label"), label, { mode: 0o600 });
  for (const { database } of runs)
    for (const part of database?.segments ?? []) {
      if (!part.segment.endsWith(".history") && part.segment < firstSegment) continue;
      await writeFile(path.join(cluster, "pg_wal", checked(part.segment)), await fetchPart(target, part, key), { mode: 0o600 });
    }
  // Without it the server would replay all that is there, as after a crash.
  await writeFile(path.join(cluster, "recovery.signal"), "", { mode: 0o600 });
  await giveToDatabase(cluster);
}

function checked(name: string): string {
  if (!NAME.test(name) || name.split("/").includes(".."))
    throw new RestoreError(`The backup holds a file with a hostile name: ${name.slice(0, 80)}`);
  return name;
}

async function writeTo(file: string, take: () => Promise<Buffer | null>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "wx", 0o600);
  try {
    for (let chunk = await take(); chunk !== null; chunk = await take()) await handle.write(chunk);
  } finally {
    await handle.close();
  }
}

/** Each file is stored under the hash of its bytes: what is not, was changed. */
/** @param named by rows; of others the rows went, as when somebody was erased, and they stay away */
async function putFiles(
  target: BackupTarget,
  key: BackupKey,
  storage: Storage,
  manifests: Manifest[],
  named: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for (const { files } of manifests)
    await unpack(target, files.parts, key, async ({ name }, take) => {
      const found = FILE_KEY.exec(name);
      if (found === null) throw new RestoreError(`The backup holds a file with a hostile name: ${name.slice(0, 80)}`);
      const chunks: Buffer[] = [];
      for (let chunk = await take(); chunk !== null; chunk = await take()) chunks.push(Buffer.from(chunk));
      const bytes = Buffer.concat(chunks);
      const isOriginal = found[2] === undefined;
      if (isOriginal && hash("sha256", bytes, "hex") !== found[1]) throw new RestoreError(`${name} is not what its name says.`);
      if (!named.has(name)) return;
      await storage.put(name, bytes);
      count += 1;
    });
  return count;
}

/** The server answers questions before it has ended its recovery. */
async function untilWritable(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query("select pg_is_in_recovery() as recovering");
    if (!rows[0].recovering) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Who is back because the moment is before their erasure is erased again by the first worker that starts. @returns how many */
async function eraseAgain(client: pg.Client, erased: ErasedPerson[]): Promise<number> {
  let count = 0;
  for (const { workspace_id, id, contact_ids, proof, asked_at, asked_by_kind, asked_by_id, asked_by_name } of erased) {
    const { rowCount } = await client.query(
      `insert into erasures (workspace_id, id, contact_ids, proof, asked_at, asked_by_kind, asked_by_id, asked_by_name)
       select $1, $2, $3, $4, $5, $6, $7, $8 where exists (select 1 from contacts where workspace_id = $1 and id = any($3))
       on conflict (workspace_id, id) do update set state = 'waiting', bodies_before = null, done_at = null`,
      [workspace_id, id, contact_ids, proof, asked_at, asked_by_kind, asked_by_id, asked_by_name],
    );
    if (rowCount === 0) continue;
    await client.query("insert into jobs (workspace_id, kind, key, payload, run_at) values ($1, 'inbox.erase_person', $2, $3, now())", [
      workspace_id,
      id,
      JSON.stringify({ erasureId: id }),
    ]);
    count += 1;
  }
  return count;
}

/**
 * Whoever was signed in then may not be any more, a key may have been revoked since, and what was queued may have been sent:
 * all three wait for a person. Channels stand still until somebody resumes them, and what was queued waits for that.
 */
async function makeHarmless(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query("delete from auth_sessions");
  await client.query("delete from auth_verifications");
  await client.query("delete from push_subscriptions");
  await client.query("update api_keys set revoked_at = now() where revoked_at is null");
  await client.query("update invitations set revoked_at = now() where revoked_at is null and accepted_at is null");
  await client.query("update channels set status = 'inactive', status_reason = 'restored' where status in ('active', 'error')");
  await client.query("update jobs set owner = null, lease_until = null");
  await client.query("commit");
}
