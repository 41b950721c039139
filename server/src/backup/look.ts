import type { Clock, Config } from "../platform/index.ts";
import { type Drill, readDrills } from "./drill.ts";
import { keyOf, targetOf } from "./local-installation.ts";
import { type Manifest, readLastManifests } from "./manifest.ts";

const HOUR_MS = 3_600_000;
/** A run comes every six hours, and may take one. */
const LATE_AFTER_MS = 7 * HOUR_MS;
/** A quarter of a year. */
const DRILL_EVERY_MS = 91 * 24 * HOUR_MS;
/** A week of runs, two years of drills. */
const MOST_RUNS = 28;
const MOST_DRILLS = 8;
/** Each part of a look is a request where the place is a bucket. */
const KEPT_MS = 60_000;

interface BackupRun {
  kind: "full" | "increment";
  startedAt: string;
  endedAt: string;
  /** What it added to the place, sealed. */
  bytes: number;
  /** False where the database is somebody else's. */
  holdsDatabase: boolean;
}

/** How the installation's backups stand. */
export interface BackupState {
  /** A folder or a bucket, without secrets; null: the environment names none. */
  place: string | null;
  /** Null: it can be read. */
  problem: string | null;
  /** The newest first: a week of them. */
  runs: BackupRun[];
  /** The newest first. */
  drills: Drill[];
  /** Since when a run is missing, ISO 8601; null: none is, or nobody can know. */
  lateSince: string | null;
  /** When the next drill is due, ISO 8601; null where there is nothing to try. */
  drillDueAt: string | null;
}

const NOTHING = { runs: [], drills: [], lateSince: null, drillDueAt: null };

/**
 * Reads what lies in the environment's place: that is what a restore would find. @param since when the program started: an installation
 * that is new has no run yet, and is not late
 */
export function createBackupLook(config: Config, clock: Clock): () => Promise<BackupState> {
  const since = clock.now();
  let kept: { until: number; state: Promise<BackupState> } | undefined;
  return () => {
    const now = clock.now();
    if (kept === undefined || kept.until < now.getTime()) kept = { until: now.getTime() + KEPT_MS, state: look(config, since, now) };
    return kept.state;
  };
}

async function look(config: Config, since: Date, now: Date): Promise<BackupState> {
  if (config.backup === undefined) return { place: null, problem: null, ...NOTHING };
  const target = targetOf(config, undefined);
  const place = target.describe();
  try {
    const key = keyOf(config);
    const [manifests, drills] = await Promise.all([readLastManifests(target, key, MOST_RUNS), readDrills(target, key, MOST_DRILLS)]);
    const runs = manifests.map(runOf).reverse();
    return { place, problem: null, runs, drills, lateSince: lateSince(runs, since, now), drillDueAt: drillDueAt(runs, drills) };
  } catch (error) {
    return { place, problem: (error as Error).message, ...NOTHING };
  }
}

const runOf = ({ kind, startedAt, endedAt, database, files }: Manifest): BackupRun => ({
  kind,
  startedAt,
  endedAt,
  bytes: [...files.parts, files.index, ...(database?.base?.parts ?? []), ...(database?.segments ?? [])].reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  ),
  holdsDatabase: database !== null,
});

function lateSince([last]: BackupRun[], since: Date, now: Date): string | null {
  const due = new Date((last === undefined ? since.getTime() : Date.parse(last.endedAt)) + LATE_AFTER_MS);
  return due < now ? due.toISOString() : null;
}

/** From the last drill on, else from the oldest run that is still told. */
function drillDueAt(runs: BackupRun[], [last]: Drill[]): string | null {
  const from = last?.startedAt ?? runs.findLast(({ holdsDatabase }) => holdsDatabase)?.startedAt;
  return from === undefined ? null : new Date(Date.parse(from) + DRILL_EVERY_MS).toISOString();
}
