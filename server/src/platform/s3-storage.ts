import { createHash } from "node:crypto";
import aws4 from "aws4";
import { Agent, request as undiciRequest } from "undici";
import { checkStorageKey, type Storage } from "./storage.ts";

export interface S3Settings {
  /** Scheme and host, such as `https://s3.eu-west-1.amazonaws.com` or a server of your own. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const TIMEOUT_MS = 60_000;
const TRIES = 3;

/**
 * Files in a bucket of any server that speaks S3, addressed by path. Writing again what is there costs one question;
 * the server compares the MD5 that goes along, so a damaged upload is refused and not kept.
 * @source docs.aws.amazon.com, S3 API reference: PutObject, GetObject, HeadObject, DeleteObject
 */
export function createS3Storage({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Settings): Storage {
  const base = new URL(endpoint);
  const agent = new Agent({ connect: { timeout: 5_000 }, keepAliveTimeout: 10_000, connections: 16 });

  function call(method: "GET" | "HEAD" | "PUT" | "DELETE", key: string, headers: Record<string, string> = {}, body?: Buffer) {
    checkStorageKey(key);
    const path = `${base.pathname.replace(/\/$/, "")}/${bucket}/${key}`;
    const signed = aws4.sign(
      { service: "s3", region, method, host: base.host, path, headers, ...(body === undefined ? {} : { body }) },
      { accessKeyId, secretAccessKey },
    );
    const sent = Object.fromEntries(Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]));
    return undiciRequest(new URL(path, base), {
      method,
      headers: sent,
      body: body ?? null,
      dispatcher: agent,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  /** The same bytes under the same key: once more harms nothing. */
  async function repeated<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
      }
    }
  }

  return {
    put: (key, bytes) =>
      repeated(async () => {
        const there = await call("HEAD", key);
        await there.body.dump();
        if (there.statusCode === 200 && Number(there.headers["content-length"]) === bytes.length) return;
        const md5 = createHash("md5").update(bytes).digest("base64");
        const answer = await call("PUT", key, { "content-md5": md5, "content-type": "application/octet-stream" }, bytes);
        const words = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`the file store answered ${answer.statusCode}: ${codeOf(words)}`);
      }),

    async read(key, range) {
      const answer = await call("GET", key, range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` });
      if (answer.statusCode !== 200 && answer.statusCode !== 206) {
        const words = await answer.body.text();
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

/** The code of S3's XML error; the rest may repeat what was sent. */
const codeOf = (xml: string): string => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(xml)?.[1] ?? "no reason given";
