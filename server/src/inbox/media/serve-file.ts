import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Storage } from "../../platform/index.ts";

/** Everything else is a download: a browser never runs what a contact sent. */
const INLINE = /^(image\/(jpeg|png|webp|gif)|audio\/[a-z0-9.+-]+|video\/(mp4|webm|3gpp|ogg|quicktime))$/;

/** So that no browser runs what a contact sent, and no other page shows it. */
export const FILE_HEADERS = {
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, max-age=3600, immutable",
};

interface Served {
  key: string;
  mediaType: string;
  fileName: string | null;
  range: string | undefined;
}

/** Sends a stored file, or a range of it, so that no browser runs what is in it. */
export async function serveFile(reply: FastifyReply, storage: Pick<Storage, "read">, { key, mediaType, fileName, range }: Served) {
  const inline = INLINE.test(mediaType);
  const name = encodeURIComponent(fileName ?? "file").replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  reply
    .headers(FILE_HEADERS)
    .header("accept-ranges", "bytes")
    .header("content-disposition", `${inline ? "inline" : "attachment"}; filename*=UTF-8''${name}`)
    .type(inline ? mediaType : "application/octet-stream");
  const asked = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? "");
  if (asked === null) {
    const { stream, size } = await storage.read(key);
    return reply.header("content-length", size).send(stream);
  }
  const start = Number(asked[1]);
  const probe = await storage.read(key, { start: 0, end: 0 });
  probe.stream.destroy();
  const end = Math.min(asked[2] === "" || asked[2] === undefined ? probe.size - 1 : Number(asked[2]), probe.size - 1);
  if (start > end) return reply.code(416).header("content-range", `bytes */${probe.size}`).send();
  const { stream } = await storage.read(key, { start, end });
  return reply
    .code(206)
    .header("content-range", `bytes ${start}-${end}/${probe.size}`)
    .header("content-length", end - start + 1)
    .send(stream);
}

/** Bytes that were just made, to be served like a stored file: players ask for ranges. */
export const inMemory = (bytes: Buffer): Pick<Storage, "read"> => ({
  read: async (_key, range) => ({
    stream: Readable.from([range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)]),
    size: bytes.length,
  }),
});
