import { fetchPart, fetchRecord, type PartRecord, storeRecord } from "./pack.ts";
import type { BackupKey } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

/** What one run stored, and what is needed to put it back. Sealed like everything else. */
export interface Manifest {
  version: 1;
  kind: "full" | "increment";
  startedAt: string;
  endedAt: string;
  /** Null where the database is somebody else's. */
  database: DatabaseRecord | null;
  files: { generation: string; parts: PartRecord[]; index: PartRecord; count: number; bytes: number };
  /** Rows by table when the run ended: what a restore is compared with. */
  rows: Record<string, number>;
  /** Who was erased until then: a restore of an earlier moment erases them again. Absent in manifests of before there were any. */
  erasures?: ErasedPerson[];
  /** The installation's own secrets, where it made them itself. */
  localSecrets: string | null;
}

/** A row of `erasures`, by the names of its columns. */
export interface ErasedPerson {
  workspace_id: string;
  id: string;
  contact_ids: string[];
  proof: string;
  asked_at: string;
  asked_by_kind: string;
  asked_by_id: string | null;
  asked_by_name: string;
}

export interface DatabaseRecord {
  /** Of a full run: the files of the cluster, its folders (the server misses empty ones), and the label that makes them one. */
  base: { parts: PartRecord[]; label: string; firstSegment: string; folders: string[] } | null;
  /** Pieces of the write-ahead log, in order. */
  segments: (PartRecord & { segment: string })[];
  postgresVersion: number;
}

const PREFIX = "manifests/";

export function manifestName({ startedAt, kind }: Pick<Manifest, "startedAt" | "kind">): string {
  return `${PREFIX}${startedAt.replaceAll(":", "-")}-${kind}`;
}

/** Written last: a run that died has none, and what it stored is only waste. */
export const storeManifest = (target: BackupTarget, manifest: Manifest, key: BackupKey): Promise<PartRecord> =>
  storeRecord(target, manifestName(manifest), manifest, key);

/** All of them, the oldest first. */
export const readManifests = (target: BackupTarget, key: BackupKey): Promise<Manifest[]> =>
  readLastManifests(target, key, Number.POSITIVE_INFINITY);

/** Of the youngest runs, at most so many, the oldest first. */
export async function readLastManifests(target: BackupTarget, key: BackupKey, most: number): Promise<Manifest[]> {
  const names = (await target.list(PREFIX)).slice(-most);
  const manifests: Manifest[] = [];
  for (const name of names) manifests.push(await fetchRecord<Manifest>(target, name, key));
  return manifests;
}

/** The keys of the files that a run stored. */
export async function readIndex(target: BackupTarget, { files }: Manifest, key: BackupKey): Promise<string[]> {
  return JSON.parse((await fetchPart(target, files.index, key)).toString("utf8")) as string[];
}
