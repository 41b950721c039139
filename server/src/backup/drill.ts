import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { createFolderStorage } from "../platform/index.ts";
import { fetchRecord, storeRecord } from "./pack.ts";
import { type Restored, restore } from "./restore.ts";
import type { BackupKey } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

/** A restore that was tried, and what came of it. */
export interface Drill {
  version: 1;
  /** ISO 8601 with time zone. */
  startedAt: string;
  /** What the restore took, from the first part to the last file: the recovery time. */
  seconds: number;
  /** Until when the rows reach, ISO 8601: the recovery point. */
  reachesUntil: string;
  /** Of all tables. */
  rows: number;
  /** Each was checked against the hash that is its name. */
  files: number;
  /** Tables that have not as many rows as the last run wrote down: those that people wrote into while it went on. */
  different: string[];
}

const PREFIX = "drills/";

interface DrillOptions {
  target: BackupTarget;
  key: BackupKey;
  /** Where a folder is made for it, as large as the installation; it goes afterwards, whatever happens. */
  beside: string;
  now: Date;
  say?(line: string): void;
}

/**
 * Restores what the target holds into a folder beside the running installation, counts rows and checks hashes, removes all of it, and
 * writes down in the target how it went. Nothing of the installation is touched: not its database, not its files, not its bucket.
 * @throws {RestoreError} when it cannot be restored; then nothing is written down
 */
export async function runDrill({ target, key, beside, now, say }: DrillOptions): Promise<Drill> {
  const folder = await mkdtemp(path.join(beside, "prosa-drill-"));
  try {
    const dataDir = path.join(folder, "data");
    const storage = createFolderStorage(path.join(dataDir, "files"));
    const drill = drillOf(await restore({ target, key, dataDir, storage, ...(say === undefined ? {} : { say }) }), now);
    await storeRecord(target, `${PREFIX}${drill.startedAt.replaceAll(":", "-")}`, drill, key);
    return drill;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const drillOf = ({ seconds, reachesUntil, rows, files, different }: Restored, now: Date): Drill => ({
  version: 1,
  startedAt: now.toISOString(),
  seconds,
  reachesUntil,
  rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
  files,
  different,
});

/** The newest first, at most so many. */
export async function readDrills(target: BackupTarget, key: BackupKey, most: number): Promise<Drill[]> {
  const names = (await target.list(PREFIX)).slice(-most).reverse();
  return Promise.all(names.map((name) => fetchRecord<Drill>(target, name, key)));
}
