import { readJsonBody } from "../read-body.ts";
import { asRecord, type Loose } from "../tolerant.ts";

/**
 * Bodies are taken once, by their hash. A gateway that says "connected" today and again tomorrow in the very same bytes
 * would be heard once only: such a body gets the time of its arrival.
 */
export function stampUnstamped(rawBody: Buffer, receivedAt: Date, isUnstamped: (body: Loose) => boolean): Buffer {
  const body = asRecord(readJsonBody(rawBody));
  if (!isUnstamped(body)) return rawBody;
  return Buffer.from(JSON.stringify({ ...body, prosaReceivedAt: receivedAt.getTime() }));
}
