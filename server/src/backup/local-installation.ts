import { existsSync } from "node:fs";
import path from "node:path";
import {
  type Config,
  createFolderStorage,
  createS3Storage,
  findLocalSecrets,
  type Storage,
  startEmbeddedPostgres,
} from "../platform/index.ts";
import type { BackupSource } from "./backup.ts";
import { type BackupKey, backupKey } from "./seal.ts";
import { type BackupTarget, createFolderTarget, createS3Target } from "./targets.ts";

/** Something that a person can mend: said in one sentence, without a stack. */
export class CommandError extends Error {}

/** The place of backups: `--to` or `--from` of the command, else the environment's. */
export function targetOf(config: Config, folder: string | undefined): BackupTarget {
  if (folder !== undefined) return createFolderTarget(path.resolve(folder));
  if (config.backup === undefined)
    throw new CommandError(
      "Say where backups lie: PROSA_BACKUP_FOLDER, the five PROSA_BACKUP_S3_*, or a folder on the command line (npm run backup -- --to /mnt/backups).",
    );
  return "s3" in config.backup ? createS3Target(config.backup.s3) : createFolderTarget(config.backup.folder);
}

/** PROSA_BACKUP_KEY, else the installation's own keys; the one that it made for itself opens what was sealed before it got another. */
export function keyOf(config: Config): BackupKey {
  const own = findLocalSecrets(config.dataDir)?.secretKey;
  const masters = config.backupKeys ?? [...(config.secretKeys ?? []), ...(own === undefined ? [] : [own])];
  if (masters.length === 0)
    throw new CommandError(
      "Give the key that seals the backup: PROSA_BACKUP_KEY, or the PROSA_SECRET_KEY of the installation that it is of.",
    );
  return backupKey(masters);
}

export const storageOf = (config: Config, dataDir: string): Storage =>
  config.s3 === undefined ? createFolderStorage(path.join(dataDir, "files")) : createS3Storage(config.s3);

export const coldStorageOf = ({ cold, dataDir }: Config): Storage =>
  cold !== undefined && "s3" in cold ? createS3Storage(cold.s3) : createFolderStorage(cold?.folder ?? path.join(dataDir, "archive"));

/** What there is to back up; starts the embedded database when it does not run. */
export async function openSource(config: Config): Promise<{ source: BackupSource; close(): Promise<void> }> {
  const storages = { storage: storageOf(config, config.dataDir), coldStorage: coldStorageOf(config) };
  if (config.databaseUrl !== undefined)
    return {
      source: { databaseUrl: config.databaseUrl, clusterFolder: undefined, dataDir: config.dataDir, ...storages },
      close: async () => undefined,
    };
  const local = findLocalSecrets(config.dataDir);
  const clusterFolder = path.join(config.dataDir, "database");
  if (local === undefined || !existsSync(path.join(clusterFolder, "PG_VERSION")))
    throw new CommandError(`There is no installation in ${config.dataDir}. Give its folder: PROSA_DATA_DIR=/path npm run backup`);
  const server = await startEmbeddedPostgres({ dataDir: clusterFolder, password: local.databasePassword });
  return {
    source: { databaseUrl: server.url, clusterFolder, dataDir: config.dataDir, ...storages },
    // One that ran before goes on running.
    close: () => (server.adopted ? Promise.resolve() : server.stop()),
  };
}
