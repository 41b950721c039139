import type { GuardedClient } from "../../platform/index.ts";
import { tileUnavailable } from "../errors.ts";
import { addressOf, type Tile, type TileSource } from "./tile-source.ts";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

/** What a tile may be, by its first bytes: what the other side says of it is not believed. */
const KINDS: readonly (readonly [type: string, begins: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
];

/**
 * A piece of the ground. Its server sees this one's address, and nothing of who looks.
 * @param agent what we call ourselves: public servers of tiles want to know whom to write to
 * @throws {AppError} operations.tile_unavailable
 */
export async function fetchTile(
  http: GuardedClient,
  source: TileSource,
  tile: Tile,
  agent: string,
): Promise<{ type: string; bytes: Buffer }> {
  const headers = { accept: "image/png, image/jpeg, image/webp", "user-agent": agent };
  try {
    const url = addressOf(source.address, tile);
    const { status, body } = await http({ url, headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    const begin = body.subarray(0, 12).toString("latin1");
    const [type] = KINDS.find(([, begins]) => begins.test(begin)) ?? [];
    if (status === 200 && type !== undefined) return { type, bytes: body };
  } catch {
    // Refused, too large, too slow or away: to the map it is all one.
  }
  throw tileUnavailable();
}
