import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { AssetsSearch, OrdersSearch } from "./paths.ts";

type Answer<Path extends "/api/v1/work-orders" | "/api/v1/assets" | "/api/v1/sites"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Order = Answer<"/api/v1/work-orders">;
export type OrderDetail = paths["/api/v1/work-orders/{orderId}"]["get"]["responses"][200]["content"]["application/json"];
export type NewOrder = paths["/api/v1/work-orders"]["post"]["requestBody"]["content"]["application/json"];
export type OrderChange = NonNullable<paths["/api/v1/work-orders/{orderId}"]["patch"]["requestBody"]>["content"]["application/json"];
export type OrderDay = paths["/api/v1/work-orders/calendar"]["get"]["responses"][200]["content"]["application/json"]["days"][number];
export type MapSite = paths["/api/v1/work-orders/map"]["get"]["responses"][200]["content"]["application/json"]["sites"][number];
export type Move = OrderDetail["moves"][number];
export type Asset = Answer<"/api/v1/assets">;
export type NewAsset = paths["/api/v1/assets"]["post"]["requestBody"]["content"]["application/json"];
export type Site = Answer<"/api/v1/sites">;
export type NewSite = paths["/api/v1/sites"]["post"]["requestBody"]["content"]["application/json"];

/** Time alone makes orders late. */
const EVERY_MS = 60_000;

const filterOf = ({ q, mine, late, technicianId, siteId, priority }: OrdersSearch) => ({
  ...(technicianId === undefined ? {} : { technicianId }),
  ...(siteId === undefined ? {} : { siteId }),
  ...(priority === undefined ? {} : { priority }),
  ...(q === undefined ? {} : { search: q }),
  ...(mine === true ? { mine } : {}),
  ...(late === true ? { late } : {}),
});

/** A column a state, the most urgent first. */
export const boardQuery = (search: OrdersSearch) =>
  queryOptions({
    queryKey: ["orders", "board", filterOf(search)],
    queryFn: () => unwrap(api.GET("/api/v1/work-orders/board", { params: { query: filterOf(search) } })),
    refetchInterval: EVERY_MS,
  });

/** Orders by the day on which they are due. @param time the first day, how many, and how many orders of each */
export const calendarQuery = (search: OrdersSearch, time: { from: string; days: number; each: number }) =>
  queryOptions({
    queryKey: ["orders", "calendar", filterOf(search), time],
    queryFn: () => unwrap(api.GET("/api/v1/work-orders/calendar", { params: { query: { ...filterOf(search), ...time } } })),
    refetchInterval: EVERY_MS,
  });

/** Sites with orders that are to be done. */
export const mapQuery = (search: OrdersSearch) =>
  queryOptions({
    queryKey: ["orders", "map", filterOf(search)],
    queryFn: () => unwrap(api.GET("/api/v1/work-orders/map", { params: { query: filterOf(search) } })),
    refetchInterval: EVERY_MS,
  });

/** The ground under the map; it seldom changes. */
export const tilesQuery = queryOptions({
  queryKey: ["map-tiles"],
  queryFn: () => unwrap(api.GET("/api/v1/map-tiles")),
  staleTime: EVERY_MS,
});
export const tileSourceQuery = queryOptions({
  queryKey: ["map-tiles", "source"],
  queryFn: () => unwrap(api.GET("/api/v1/map-tiles/source")),
});
export type Tiles = NonNullable<Awaited<ReturnType<NonNullable<typeof tilesQuery.queryFn>>>["tiles"]>;
export type TileSource = NonNullable<Awaited<ReturnType<NonNullable<typeof tileSourceQuery.queryFn>>>["source"]>;

/** What is late first; of what is over, the newest first. */
export const orderList = (search: OrdersSearch) =>
  infiniteQueryOptions({
    queryKey: ["orders", "list", filterOf(search), search.over === true],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/work-orders", {
          params: {
            query: {
              ...filterOf(search),
              ...(search.over === true ? { open: false, sort: "created" as const } : { open: true, sort: "due" as const }),
              ...(pageParam === "" ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: EVERY_MS,
  });

/** What they are of. */
export type About = { conversationId: string } | { contactId: string } | { assetId: string };

/** The newest 20. */
export const ordersAbout = (about: About) =>
  queryOptions({
    queryKey: ["orders", "about", about],
    queryFn: () => unwrap(api.GET("/api/v1/work-orders", { params: { query: { ...about, sort: "created", limit: 20 } } })),
  });

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ["orders", "one", orderId],
    queryFn: () => unwrap(api.GET("/api/v1/work-orders/{orderId}", { params: { path: { orderId } } })),
    refetchInterval: EVERY_MS,
  });

export const techniciansQuery = queryOptions({
  queryKey: ["technicians"],
  queryFn: () => unwrap(api.GET("/api/v1/technicians")),
  staleTime: 60_000,
});

/** Assets by name, with what the address asks for. */
export const assetList = ({ q, archived }: AssetsSearch) =>
  infiniteQueryOptions({
    queryKey: ["assets", "list", q ?? "", archived === true],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/assets", {
          params: {
            query: {
              ...(q === undefined ? {} : { search: q }),
              ...(archived === true ? { archived } : {}),
              ...(pageParam === "" ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** For a choice: the first hundred. */
export const assetChoice = queryOptions({
  queryKey: ["assets", "choice"],
  queryFn: () => unwrap(api.GET("/api/v1/assets", { params: { query: { limit: 100 } } })),
});

export const assetQuery = (assetId: string) =>
  queryOptions({
    queryKey: ["assets", "one", assetId],
    queryFn: () => unwrap(api.GET("/api/v1/assets/{assetId}", { params: { path: { assetId } } })),
  });

export const sitesQuery = queryOptions({
  queryKey: ["sites"],
  queryFn: () => unwrap(api.GET("/api/v1/sites", { params: { query: { limit: 100 } } })),
});

const DAY_MS = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A figure of the last days as one number. @param assetId null: of all assets */
export const assetFigure = (figureId: string, days: number, assetId: string | null) =>
  queryOptions({
    queryKey: ["figures", "asset", figureId, days, assetId],
    queryFn: () => {
      const query = { from: dayOf(Date.now() - days * DAY_MS), to: dayOf(Date.now() + DAY_MS), grain: "total" as const };
      const key = assetId === null ? {} : { by: "asset", key: assetId };
      return unwrap(api.GET("/api/v1/figures/{figureId}", { params: { path: { figureId }, query: { ...query, ...key } } }));
    },
  });

export const importsQuery = queryOptions({ queryKey: ["record-imports"], queryFn: () => unwrap(api.GET("/api/v1/record-imports")) });

/** One file of records; asked for again while it is worked on. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ["record-imports", importId],
    queryFn: () => importOf(importId),
    refetchInterval: ({ state: { data } }) => (data?.state === "running" || data?.state === "undoing" ? 1_000 : false),
  });
export type RecordImport = Awaited<ReturnType<typeof importOf>>;
const importOf = (importId: string) => unwrap(api.GET("/api/v1/record-imports/{importId}", { params: { path: { importId } } }));
