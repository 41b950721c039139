/** Between tries, in seconds: ten of them within three days and a bit. */
const WAITS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** How long the next try waits. @param attempts made before the one that failed @returns seconds; undefined: it was the last one */
export const waitAfter = (attempts: number): number | undefined => WAITS_S[attempts];

/** Of an answer so much is kept. */
const KEPT_BYTES = 1_024;

/** At most so many bytes, cut between two characters; no zeros, which the database does not take. */
export function beginningOf(body: Buffer): string {
  const text = body
    .subarray(0, KEPT_BYTES)
    .toString("utf8")
    .replaceAll("\u0000", "")
    .replace(/\uFFFD+$/, "");
  return Buffer.byteLength(text) <= KEPT_BYTES ? text : text.slice(0, KEPT_BYTES / 4);
}
