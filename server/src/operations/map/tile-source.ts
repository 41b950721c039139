import { type AddressGuard, AddressRefused, type Ctx, hashOf, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { tilesRefused } from "../errors.ts";

/** Where the ground of maps comes from. */
export interface TileSource {
  /** With `{z}`, `{x}` and `{y}` in it; it may hold a key. */
  address: string;
  /** Whom the map names for it, in plain text. */
  attribution: string;
}

/** Null: nobody said, and the ground is plain. */
export const readTileSource = async (tx: Tx): Promise<TileSource | null> =>
  (
    await tx.maybeOne(sql<{ source: TileSource | null }>`
      select map_tiles as source from operations_settings where workspace_id = current_workspace()`)
  )?.source ?? null;

/** Changes with the source: browsers keep tiles under it. */
export const versionOf = ({ address }: TileSource): string => hashOf(Buffer.from(address)).slice(0, 12);

/** @param source null: the ground is plain again @throws {AppError} operations.tiles_refused */
export async function changeTileSource(ctx: Ctx, reach: AddressGuard, source: TileSource | null): Promise<TileSource | null> {
  if (source !== null) await ensureReachable(reach, source.address);
  return ctx.transaction(async (tx) => {
    const before = await readTileSource(tx);
    await tx.run(sql`
      insert into operations_settings (workspace_id, map_tiles) values (${ctx.workspaceId}, ${source === null ? null : JSON.stringify(source)}::jsonb)
      on conflict (workspace_id) do update set map_tiles = excluded.map_tiles`);
    // The address may hold a key: who reads the log sees the host.
    const [from, to] = [before, source].map((one) => one && { host: new URL(one.address).host, attribution: one.attribution });
    await recordAudit(tx, ctx, {
      action: "operations.map_tiles_changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { from, to },
    });
    return source;
  });
}

/** The host may not depend on the tile, and has to be a public one; without https only one that the operator named. */
async function ensureReachable(reach: AddressGuard, address: string): Promise<void> {
  const places = ["{z}", "{x}", "{y}"];
  if (places.some((place) => address.split(place).length !== 2) || /[{}]/.test(addressOf(address, { z: 0, x: 0, y: 0 })))
    throw tilesRefused({ because: "placeholders" });
  const url = URL.parse(addressOf(address, { z: 0, x: 0, y: 0 }));
  if (url === null || url.host !== URL.parse(addressOf(address, { z: 1, x: 1, y: 1 }))?.host)
    throw tilesRefused({ because: "placeholders" });
  if (url.username !== "" || url.password !== "") throw tilesRefused({ because: "not_public" });
  const { isTrusted } = await reached(reach, url);
  if (url.protocol !== "https:" && !isTrusted) throw tilesRefused({ because: "not_https" });
}

async function reached(reach: AddressGuard, { protocol, hostname, port }: URL) {
  try {
    return await reach(hostname.replace(/^\[|\]$/g, ""), Number(port || (protocol === "https:" ? 443 : 80)));
  } catch (error) {
    if (error instanceof AddressRefused) throw tilesRefused({ because: "not_public" });
    throw tilesRefused({ because: "not_found" });
  }
}

export interface Tile {
  z: number;
  x: number;
  y: number;
}

export const addressOf = (address: string, { z, x, y }: Tile): string =>
  address.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
