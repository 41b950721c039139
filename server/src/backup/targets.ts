import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { codeOf, createS3Client, DRAFT_SUFFIX, repeated, type S3Settings, writeDurably } from "../platform/index.ts";

/** Where backups lie. Names are made by us: letters, digits, `.`, `-`, `_` and `/`. */
export interface BackupTarget {
  put(name: string, bytes: Buffer): Promise<void>;
  get(name: string): Promise<Buffer>;
  /** Names that begin with `prefix`, sorted. */
  list(prefix: string): Promise<string[]>;
  delete(name: string): Promise<void>;
  /** In words, without secrets. */
  describe(): string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

function checkName(name: string): string {
  if (!NAME.test(name)) throw new Error(`"${name.slice(0, 80)}" is no name of a backup's part`);
  return name;
}

/** Written beside, flushed, renamed: a crash leaves no half part. */
export function createFolderTarget(folder: string): BackupTarget {
  const locate = (name: string) => path.join(folder, checkName(name));
  return {
    async put(name, bytes) {
      await writeDurably(locate(name), bytes);
    },
    get: (name) => readFile(locate(name)),
    async list(prefix) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(DRAFT_SUFFIX))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
        .filter((name) => name.startsWith(prefix))
        .sort();
    },
    delete: (name) => rm(locate(name), { force: true }),
    describe: () => folder,
  };
}

/** Every part goes below `backups/` of the bucket, so that files may lie in the same one. */
export function createS3Target(settings: S3Settings): BackupTarget {
  const client = createS3Client(settings);
  const keyOf = (name: string) => `backups/${checkName(name)}`;
  return {
    put: (name, bytes) =>
      repeated(async () => {
        const md5 = createHash("md5").update(bytes).digest("base64");
        const answer = await client({ method: "PUT", key: keyOf(name), headers: { "content-md5": md5 }, body: bytes });
        const words = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`the backup's bucket answered ${answer.statusCode}: ${codeOf(words)}`);
      }),
    get: (name) =>
      repeated(async () => {
        const answer = await client({ method: "GET", key: keyOf(name) });
        if (answer.statusCode !== 200)
          throw new Error(`${name}: the backup's bucket answered ${answer.statusCode}: ${codeOf(await answer.body.text())}`);
        return Buffer.from(await answer.body.arrayBuffer());
      }),
    async list(prefix) {
      const names: string[] = [];
      for (let token: string | undefined; ; ) {
        const query = { "list-type": "2", prefix: `backups/${prefix}`, ...(token === undefined ? {} : { "continuation-token": token }) };
        const answer = await repeated(() => client({ method: "GET", key: "", query }));
        const xml = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`the backup's bucket answered ${answer.statusCode}: ${codeOf(xml)}`);
        for (const [, key] of xml.matchAll(/<Key>backups\/([A-Za-z0-9._/-]+)<\/Key>/g)) names.push(key as string);
        token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(xml)?.[1];
        if (token === undefined) return names.sort();
      }
    },
    delete: (name) =>
      repeated(async () => {
        const answer = await client({ method: "DELETE", key: keyOf(name) });
        await answer.body.dump();
      }),
    describe: () => `s3://${settings.bucket}/backups`,
  };
}
