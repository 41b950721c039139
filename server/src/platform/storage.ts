import { hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { newId } from "./ids.ts";

/** The file lies in an archive from which it takes hours to come; that it shall come has been said. */
export class FileAsleep extends Error {}

/** Files by key. Keys are made by {@link storageKey}: they never hold a name that a person gave. */
export interface Storage {
  /** Stores the bytes durably; storing the same key again is harmless. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** @param range first and last byte, both included. @throws {FileAsleep} or when there is no such file. */
  read(key: string, range?: { start: number; end: number }): Promise<{ stream: Readable; size: number }>;
  delete(key: string): Promise<void>;
  /** @throws when files could not be stored now; asked once at the start. */
  check(): Promise<void>;
}

/** SHA-256, in hex. */
export const hashOf = (bytes: Buffer): string => hash("sha256", bytes, "hex");

/** One file is stored once a workspace, under the hash of its bytes. */
export function storageKey(workspaceId: string, hash: string, suffix = ""): string {
  return `${workspaceId}/${hash.slice(0, 2)}/${hash}${suffix}`;
}

/** @throws for anything that {@link storageKey} did not make. */
export function checkStorageKey(key: string): void {
  if (!KEY.test(key)) throw new Error("not a storage key");
}

const KEY = /^[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f]{64}(-[a-z0-9]+)?$/;

/** Writes beside, flushes, then renames, so that a crash leaves no half file but a draft. Makes the folder; replaces a file that is there. */
export async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}${DRAFT_SUFFIX}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/** What a crash left of a file ends with this. */
export const DRAFT_SUFFIX = ".draft";

/** Files in a local folder. */
export function createFolderStorage(folder: string): Storage {
  const locate = (key: string) => {
    checkStorageKey(key);
    return path.join(folder, key);
  };
  return {
    async put(key, bytes) {
      const file = locate(key);
      const there = await access(file).then(
        () => true,
        () => false,
      );
      if (there) return;
      await writeDurably(file, bytes);
    },
    async read(key, range) {
      const file = locate(key);
      const { size } = await stat(file);
      return { stream: createReadStream(file, range), size };
    },
    async delete(key) {
      await rm(locate(key), { force: true });
    },
    async check() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
  };
}
