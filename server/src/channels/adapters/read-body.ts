import { isUtf8 } from "node:buffer";
import type { ChannelAdapter } from "./adapter.ts";

const MAX_DEPTH = 32;

/** A raw body as its adapter reads it. */
export async function readBody({ readBody: read = readJsonBody }: Pick<ChannelAdapter, "readBody">, rawBody: Buffer): Promise<unknown> {
  return read(rawBody);
}

/** Names whose events come in order with this stored body; undefined when it is malformed. */
export async function orderOf(adapter: ChannelAdapter, storedBody: Buffer): Promise<string | undefined> {
  const read = await (adapter.skim ?? adapter.readBody ?? readJsonBody)(storedBody);
  return read === undefined ? undefined : adapter.orderingKey(read).slice(0, 200);
}

/** The parsed object or list; undefined for what is not JSON, not UTF-8, or nested beyond reason. */
export function readJsonBody(body: Buffer): unknown {
  if (!isUtf8(body) || nestsDeeperThan(body, MAX_DEPTH)) return undefined;
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The fields of a URL-encoded form; of a repeated name the last one. */
export function readFormBody(body: Buffer): Record<string, string> | undefined {
  if (!isUtf8(body) || body.length === 0) return undefined;
  return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
}

function nestsDeeperThan(body: Buffer, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (inString) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}
