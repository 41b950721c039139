import { request } from "undici";

/** What a scanner says of a file. */
type Verdict = { isClean: true } | { isClean: false; reason: string };
export type ScanFile = (bytes: Buffer) => Promise<Verdict>;

const TIMEOUT_MS = 60_000;

/**
 * Asks the scanner that the operator named, before a file is stored: `POST` with the bytes; it answers 200 with
 * `{"clean": true}` or `{"clean": false, "reason": "…"}`. Without one every file is taken.
 * @throws when the scanner does not answer: then nothing is stored, and it is tried again
 */
export function createScanner(url: string | undefined): ScanFile {
  if (url === undefined) return async () => ({ isClean: true });
  return async (bytes) => {
    const answer = await request(url, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await answer.body.json().catch(() => ({}))) as { clean?: unknown; reason?: unknown };
    if (answer.statusCode !== 200 || typeof body.clean !== "boolean") throw new Error(`the file scanner answered ${answer.statusCode}`);
    return body.clean ? { isClean: true } : { isClean: false, reason: String(body.reason ?? "").slice(0, 200) };
  };
}
