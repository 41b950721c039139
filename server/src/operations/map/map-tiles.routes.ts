import { Type } from "typebox";
import { type AddressGuard, type App, apiRateLimit, type GuardedClient, Nullable, notFound } from "../../platform/index.ts";
import { mapTilesWrite, operationsRead } from "../rights.ts";
import { fetchTile } from "./fetch-tile.ts";
import { changeTileSource, readTileSource, versionOf } from "./tile-source.ts";

interface Parts {
  http: GuardedClient;
  reach: AddressGuard;
  publicUrl: string;
}

const DEEPEST = 22;
/** A day: streets stay where they are, and the address changes with the source. */
const KEPT = "private, max-age=86400";
/** Of one person in a minute: moving a map around, not copying it. */
const TILES_A_MINUTE = 1_500;

const Source = Type.Object(
  {
    address: Type.String({
      maxLength: 500,
      pattern: "^https?://\\S+$",
      description: "https, with `{z}`, `{x}` and `{y}` once each, not in the host. It may hold a key: only who may change it reads it.",
    }),
    attribution: Type.String({ minLength: 1, maxLength: 200, description: "Whom the map names for its ground, as plain text." }),
  },
  { additionalProperties: false },
);

/** The ground under maps. Browsers ask here for it, so that nobody else learns who looks where. */
export function mapTileRoutes(app: App, { http, reach, publicUrl }: Parts) {
  const tags = ["Operations"];
  const settings = { tags, response: { 200: Type.Object({ source: Nullable(Source) }) } };
  app.get(
    "/map-tiles",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "Whether maps have a ground, and whom they name for it",
        response: {
          200: Type.Object({
            tiles: Nullable(
              Type.Object({
                attribution: Type.String(),
                version: Type.String({ description: "Changes with the source; sent along as `v`, old tiles are not shown for new ones." }),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx }) => {
      const source = await ctx.transaction(readTileSource);
      return { tiles: source && { attribution: source.attribution, version: versionOf(source) } };
    },
  );
  app.get(
    "/map-tiles/source",
    { config: { access: mapTilesWrite }, schema: { ...settings, summary: "Where the ground of maps comes from" } },
    async ({ ctx }) => ({ source: await ctx.transaction(readTileSource) }),
  );
  app.put(
    "/map-tiles/source",
    {
      config: { access: mapTilesWrite },
      schema: {
        ...settings,
        summary: "Say where the ground of maps comes from; null: it is plain",
        body: Type.Object({ source: Nullable(Source) }),
      },
    },
    async ({ ctx, body }) => ({ source: await changeTileSource(ctx, reach, body.source) }),
  );
  const Place = Type.Integer({ minimum: 0, maximum: 2 ** DEEPEST - 1 });
  app.get(
    "/map-tiles/:z/:x/:y",
    {
      config: {
        access: operationsRead,
        rateLimit: { ...apiRateLimit, max: TILES_A_MINUTE, timeWindow: 60_000, hook: "preHandler" },
      },
      schema: {
        tags,
        summary: "A piece of the ground: PNG, JPEG or WebP",
        params: Type.Object({ z: Type.Integer({ minimum: 0, maximum: DEEPEST }), x: Place, y: Place }),
        querystring: Type.Object({ v: Type.Optional(Type.String({ maxLength: 40 })) }),
      },
    },
    async ({ ctx, params }, reply) => {
      const { z, x, y } = params;
      const source = await ctx.transaction(readTileSource);
      if (source === null || x >= 2 ** z || y >= 2 ** z) throw notFound({ what: "tile" });
      const { type, bytes } = await fetchTile(http, source, { z, x, y }, `Prosa (${publicUrl})`);
      return reply.header("cache-control", KEPT).type(type).send(bytes);
    },
  );
}
