import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Below it the headers of the answer weigh more than what is won. */
const WORTH_BYTES = 1_024;
/** A person waits for the answer: half of the time of the default, and nearly its size. */
const QUALITY = 4;
const GZIP_LEVEL = 5;
const TEXT = /^(application\/(json|problem\+json)|text\/)/;

/**
 * Hook `onSend`: compresses answers of the API that are text and large enough. Files leave as they are: pictures, sound and PDF are compressed already,
 * and the build compressed the interface's own (see serve-web.ts).
 */
export async function compressAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!request.url.startsWith("/api/") || (typeof payload !== "string" && !Buffer.isBuffer(payload))) return payload;
  if (!TEXT.test(String(reply.getHeader("content-type") ?? "")) || reply.hasHeader("content-encoding")) return payload;
  if (Buffer.byteLength(payload) < WORTH_BYTES) return payload;
  reply.header("vary", "accept-encoding");
  const form = chooseForm(String(request.headers["accept-encoding"] ?? ""));
  if (form === undefined) return payload;
  const compressed = await FORMS[form](payload);
  reply.header("content-encoding", form).header("content-length", compressed.length);
  return compressed;
}

const FORMS = {
  br: (payload: string | Buffer) =>
    promisify(brotliCompress)(payload, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(payload) },
    }),
  gzip: (payload: string | Buffer) => promisify(gzip)(payload, { level: GZIP_LEVEL }),
};

/** The smallest form that the client names and does not refuse (`br;q=0`). */
function chooseForm(accepted: string): keyof typeof FORMS | undefined {
  const names = accepted
    .toLowerCase()
    .split(",")
    .map((part) => part.split(";").map((one) => one.trim()))
    .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
    .map(([name]) => name);
  return (["br", "gzip"] as const).find((form) => names.includes(form));
}
