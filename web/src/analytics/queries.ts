import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { AnalyticsSearch } from "./paths.ts";
import type { Period } from "./period.ts";

type Answer<Path extends "/api/v1/figures" | "/api/v1/figures/{figureId}" | "/api/v1/figure-records"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"];
export type Figure = Answer<"/api/v1/figures">["items"][number];
type FigureAnswer = Answer<"/api/v1/figures/{figureId}">;
export type FigureRow = FigureAnswer["items"][number];
export type RecordRow = Answer<"/api/v1/figure-records">["items"][number];

/** What is measured: it changes with the program only. */
export const figuresQuery = queryOptions({
  queryKey: ["figures"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/figures"))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Asked {
  grain: "day" | "week" | "month" | "hour_of_week" | "total";
  by?: string | undefined;
}

/** Days, comparison and filter of the page, as each figure is asked. */
export interface Frame {
  period: Period;
  compare: "before" | "year" | undefined;
  filter: string | undefined;
}

const EVERY_MS = 60_000;

/** @param filters false for a figure that conditions on conversations do not narrow */
export const figureQuery = (id: string, { grain, by }: Asked, { period: { from, to }, compare, filter }: Frame, filters: boolean) => {
  const query = {
    from,
    to,
    grain,
    ...(by === undefined ? {} : { by }),
    ...(compare === undefined ? {} : { compare }),
    ...(filter === undefined || !filters ? {} : { filter }),
  };
  return queryOptions({
    queryKey: ["figure", id, query],
    queryFn: () => unwrap(api.GET("/api/v1/figures/{figureId}", { params: { path: { figureId: id }, query } })),
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
  });
};

/** The records behind a number, the newest first. */
export const recordList = (search: AnalyticsSearch, figureId: string, { period: { from, to, step }, filter }: Frame, filters: boolean) => {
  const query = {
    figureId,
    from,
    to,
    grain: search.at !== undefined && /^\d-\d\d$/.test(search.at) ? ("hour_of_week" as const) : step,
    ...(search.at === undefined ? {} : { at: search.at }),
    ...(search.by === undefined ? {} : { by: search.by }),
    ...(search.key === undefined ? {} : { key: search.key }),
    ...(filter === undefined || !filters ? {} : { filter }),
  };
  return infiniteQueryOptions({
    queryKey: ["figure-records", query],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/figure-records", { params: { query: { ...query, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
};
