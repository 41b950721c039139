import aws4 from "aws4";
import { Agent, type Dispatcher, request as undiciRequest } from "undici";

export interface S3Settings {
  /** Scheme and host, such as `https://s3.eu-west-1.amazonaws.com` or a server of your own. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** What new files are kept as, such as `STANDARD_IA` or `GLACIER`; the bucket's own when it is not given. */
  storageClass?: string;
}

const TIMEOUT_MS = 60_000;
const TRIES = 3;

interface S3Request {
  method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** The object's key; empty for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** Signed requests to one bucket of any server that speaks S3, addressed by path. */
export type S3Client = (request: S3Request) => Promise<Dispatcher.ResponseData>;

/** @source docs.aws.amazon.com, Signature Version 4 */
export function createS3Client({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  const base = new URL(endpoint);
  const agent = new Agent({ connect: { timeout: 5_000 }, keepAliveTimeout: 10_000, connections: 16 });
  return ({ method, key, query = {}, headers = {}, body }) => {
    const search = new URLSearchParams(query).toString();
    const path = `${base.pathname.replace(/\/$/, "")}/${bucket}${key === "" ? "" : `/${key}`}${search === "" ? "" : `?${search}`}`;
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
  };
}

/** For work that harms nothing when it is done twice. */
export async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

/** The code of S3's XML error; the rest may repeat what was sent. */
export const codeOf = (xml: string): string => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(xml)?.[1] ?? "no reason given";
