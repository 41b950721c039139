import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Storage } from "../platform/index.ts";
import { logIsComplete, storeBase, storeIncrement } from "./database-files.ts";
import { type ErasedPerson, type Manifest, manifestName, readIndex, readManifests, storeManifest } from "./manifest.ts";
import { createPacker, storePart } from "./pack.ts";
import type { BackupKey } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

export interface BackupSource {
  /** Owner's connection. */
  databaseUrl: string;
  /** Where the cluster's files lie; undefined: the database is somebody else's, and its backup too. */
  clusterFolder: string | undefined;
  /** Holds `secrets.json` where the installation made its own. */
  dataDir: string;
  storage: Storage;
  /** Where older files lie. */
  coldStorage: Storage;
}

export interface BackupOptions {
  target: BackupTarget;
  key: BackupKey;
  now: Date;
  /** Undefined: whatever is due. */
  kind?: Manifest["kind"];
  /** Told how far it is. */
  say?(line: string): void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The database: full daily, increments between. Files: full weekly, what is new otherwise. */
const FULL_EVERY_MS = DAY_MS - HOUR_MS;
const FILES_FULL_EVERY_MS = 7 * DAY_MS - HOUR_MS;
const KEEP_MS = 90 * DAY_MS;

/** One run. What it stores counts only once its manifest is there, so a run that dies harms nothing. */
export async function runBackup(source: BackupSource, { target, key, now, kind, say = () => {} }: BackupOptions): Promise<Manifest> {
  const manifests = await readManifests(target, key);
  const client = new pg.Client(source.databaseUrl);
  await client.connect();
  try {
    const chosen = kind ?? (await kindDue(client, source, manifests, now));
    const startedAt = now.toISOString();
    const run = manifestName({ startedAt, kind: chosen }).slice("manifests/".length);
    const place = { client, target, key, run };
    say(`${chosen} backup to ${target.describe()}`);
    const { clusterFolder } = source;
    const database =
      clusterFolder === undefined
        ? null
        : chosen === "full"
          ? await storeBase({ ...place, dataDir: clusterFolder })
          : await storeIncrement({ ...place, dataDir: clusterFolder });
    const files = await storeFiles(source, { target, key, run, now, manifests, client });
    const manifest: Manifest = {
      version: 1,
      kind: chosen,
      startedAt,
      endedAt: new Date().toISOString(),
      database,
      files,
      rows: await countRows(client),
      erasures: await listErased(client),
      localSecrets: await readFile(path.join(source.dataDir, "secrets.json"), "utf8").catch(() => null),
    };
    await storeManifest(target, manifest, key);
    const removed = await prune(target, [...manifests, manifest], now);
    say(describe(manifest, removed));
    return manifest;
  } finally {
    await client.end();
  }
}

/** Full when there is none, when the last one is a day old, or when the log in between was lost. */
async function kindDue(client: pg.Client, { clusterFolder }: BackupSource, manifests: Manifest[], now: Date): Promise<Manifest["kind"]> {
  const last = manifests.findLast(({ kind }) => kind === "full");
  if (last === undefined || now.getTime() - Date.parse(last.startedAt) >= FULL_EVERY_MS) return "full";
  return clusterFolder === undefined || (await logIsComplete({ client })) ? "increment" : "full";
}

interface FilesPlace {
  client: pg.Client;
  target: BackupTarget;
  key: BackupKey;
  run: string;
  now: Date;
  manifests: Manifest[];
}

/** Files never change under their key: what a generation holds once is not stored again in it. */
async function storeFiles(
  { storage, coldStorage }: BackupSource,
  { client, target, key, run, now, manifests }: FilesPlace,
): Promise<Manifest["files"]> {
  const last = manifests.at(-1)?.files.generation;
  const first = manifests.find(({ files }) => files.generation === last);
  const isOld = first === undefined || now.getTime() - Date.parse(first.startedAt) >= FILES_FULL_EVERY_MS;
  const generation = isOld || last === undefined ? run : last;
  const known = new Set<string>();
  for (const manifest of manifests)
    if (manifest.files.generation === generation) for (const one of await readIndex(target, manifest, key)) known.add(one);
  const packer = createPacker(target, `files/${generation}/${run}`, key);
  const stored: string[] = [];
  let bytes = 0;
  for (const name of await namedFiles(client)) {
    if (known.has(name)) continue;
    const file = await storage.read(name).catch(() => coldStorage.read(name).catch(() => null));
    if (file === null) continue; // a row whose file is gone is no reason to back nothing up
    await packer.add(name, file.size, file.stream as AsyncIterable<Buffer>);
    stored.push(name);
    bytes += file.size;
  }
  const parts = await packer.finish();
  const index = await storePart(target, `files/${generation}/${run}-index`, Buffer.from(JSON.stringify(stored)), key);
  return { generation, parts, index, count: stored.length, bytes };
}

export async function countRows(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await client.query<{ count: number }>(`select count(*)::int as count from "${name}"`);
    counts[name] = counted[0]?.count ?? 0;
  }
  return counts;
}

/** The keys of all files that a row names, in their order. */
export async function namedFiles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(`
    select distinct key from (
      select unnest(array[storage_key, thumbnail_key]) as key from attachments where state in ('stored', 'tiered')
      union all select unnest(array[storage_key, thumbnail_key]) from registration_files where state = 'kept') kept
    where key is not null order by key`);
  return rows.map(({ key }) => key);
}

async function listErased(client: pg.Client): Promise<ErasedPerson[]> {
  const { rows } = await client.query<ErasedPerson>(
    "select workspace_id, id, contact_ids, proof, asked_at, asked_by_kind, asked_by_id, asked_by_name from erasures where state = 'done' order by asked_at",
  );
  return rows;
}

/** After 90 days a run goes, unless a younger one still builds upon it. */
async function prune(target: BackupTarget, manifests: Manifest[], now: Date): Promise<number> {
  const limit = new Date(now.getTime() - KEEP_MS).toISOString();
  const young = manifests.filter(({ startedAt }) => startedAt >= limit);
  const oldest = young[0];
  if (oldest === undefined) return 0;
  // What the oldest one that stays needs: its database's full run, and the beginning of its files' generation.
  const base = manifests.findLastIndex((one) => one.kind === "full" && one.startedAt <= oldest.startedAt);
  const files = manifests.findIndex((one) => one.files.generation === oldest.files.generation);
  const keepFrom = Math.min(base === -1 ? 0 : base, files === -1 ? 0 : files);
  const gone = manifests.slice(0, keepFrom);
  for (const manifest of gone) {
    // The manifest first: without it nothing of the run is ever read.
    await target.delete(manifestName(manifest));
    for (const { name } of partsOf(manifest)) await target.delete(name);
  }
  return gone.length;
}

const partsOf = ({ database, files }: Manifest) => [
  ...(database?.base?.parts ?? []),
  ...(database?.segments ?? []),
  ...files.parts,
  files.index,
];

function describe(manifest: Manifest, removed: number): string {
  const bytes = partsOf(manifest).reduce((sum, part) => sum + part.bytes, 0);
  const seconds = (Date.parse(manifest.endedAt) - Date.parse(manifest.startedAt)) / 1000;
  const database = manifest.database === null ? "not the database (it is not ours)" : `${manifest.database.segments.length} pieces of log`;
  return [
    `${manifest.kind} backup done in ${Math.max(0, seconds).toFixed(1)} s: ${(bytes / 1_000_000).toFixed(1)} MB, ${database}, ${manifest.files.count} new files`,
    removed > 0 ? `, ${removed} old runs removed` : "",
  ].join("");
}
