import { createHash } from "node:crypto";
import { codeOf, createS3Client, repeated, type S3Settings } from "./s3-client.ts";
import { checkStorageKey, FileAsleep, type Storage } from "./storage.ts";

const RESTORE = `<RestoreRequest xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Days>7</Days><GlacierJobParameters><Tier>Standard</Tier></GlacierJobParameters></RestoreRequest>`;

/**
 * Files in a bucket of any server that speaks S3. Writing again what is there costs one question; the server compares the MD5 that
 * goes along, so a damaged upload is refused and not kept.
 * A file in a class that sleeps (Glacier) is woken by the first attempt to read it.
 * @source docs.aws.amazon.com, S3 API reference: PutObject, GetObject, HeadObject, DeleteObject, RestoreObject
 */
export function createS3Storage(settings: S3Settings): Storage {
  const client = createS3Client(settings);

  const classHeader: Record<string, string> = settings.storageClass === undefined ? {} : { "x-amz-storage-class": settings.storageClass };

  function call(method: "GET" | "HEAD" | "PUT" | "DELETE", key: string, headers: Record<string, string> = {}, body?: Buffer) {
    checkStorageKey(key);
    return client({ method, key, headers, ...(body === undefined ? {} : { body }) });
  }

  /** Asks for a copy that can be read for a while; asking again while it comes is harmless. */
  async function wake(key: string): Promise<void> {
    const answer = await client({ method: "POST", key, query: { restore: "" }, body: Buffer.from(RESTORE) });
    const words = await answer.body.text();
    if (answer.statusCode >= 300 && codeOf(words) !== "RestoreAlreadyInProgress")
      throw new Error(`the file store answered ${answer.statusCode}: ${codeOf(words)}`);
  }

  return {
    put: (key, bytes) =>
      repeated(async () => {
        const there = await call("HEAD", key);
        await there.body.dump();
        if (there.statusCode === 200 && Number(there.headers["content-length"]) === bytes.length) return;
        const md5 = createHash("md5").update(bytes).digest("base64");
        const answer = await call("PUT", key, { "content-md5": md5, "content-type": "application/octet-stream", ...classHeader }, bytes);
        const words = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`the file store answered ${answer.statusCode}: ${codeOf(words)}`);
      }),

    async read(key, range) {
      const answer = await call("GET", key, range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` });
      if (answer.statusCode !== 200 && answer.statusCode !== 206) {
        const words = await answer.body.text();
        if (codeOf(words) === "InvalidObjectState") {
          await wake(key);
          throw new FileAsleep("the file is being taken out of its archive");
        }
        throw new Error(
          answer.statusCode === 404 ? "there is no such file" : `the file store answered ${answer.statusCode}: ${codeOf(words)}`,
        );
      }
      const whole = /\/(\d+)$/.exec(String(answer.headers["content-range"] ?? ""))?.[1];
      return { stream: answer.body, size: Number(whole ?? answer.headers["content-length"]) };
    },

    delete: (key) =>
      repeated(async () => {
        const answer = await call("DELETE", key);
        await answer.body.dump();
        if (answer.statusCode >= 300 && answer.statusCode !== 404) throw new Error(`the file store answered ${answer.statusCode}`);
      }),

    async check() {
      // A key that nobody has: 404 tells that the bucket is there and the login works.
      const answer = await call("HEAD", `00000000-0000-0000-0000-000000000000/00/${"0".repeat(64)}`);
      await answer.body.dump();
      if (answer.statusCode !== 404 && answer.statusCode !== 200) throw new Error(`the file store answered ${answer.statusCode}`);
    },
  };
}
