import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Answer<Path extends "/api/v1/crm-connection" | "/api/v1/crm-connection/stages" | "/api/v1/crm-exchanges"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"];
export type CrmLogin = paths["/api/v1/crm-connection"]["put"]["requestBody"]["content"]["application/json"];
export type Connection = NonNullable<Answer<"/api/v1/crm-connection">["connection"]>;
export type CrmKind = Connection["kind"];
/** As they call themselves. */
export const CRM_NAMES: Record<CrmKind, string> = { pipedrive: "Pipedrive", rd_station: "RD Station CRM" };
export type StageMap = Answer<"/api/v1/crm-connection/stages">;
export type Exchange = Answer<"/api/v1/crm-exchanges">["items"][number];

export const connectionQuery = queryOptions({
  queryKey: ["crm", "connection"],
  queryFn: () => unwrap(api.GET("/api/v1/crm-connection")),
});

/** Asks the CRM too, anew each time that the page is opened: what is chosen there begins with it. */
export const stageMapQuery = queryOptions({
  queryKey: ["crm", "stages"],
  queryFn: () => unwrap(api.GET("/api/v1/crm-connection/stages")),
  gcTime: 0,
  refetchOnWindowFocus: false,
});

/** What went to and fro, the newest first. @param state undefined: all */
export const exchangesQuery = (state: Exchange["state"] | undefined) =>
  infiniteQueryOptions({
    queryKey: ["crm", "exchanges", state ?? "all"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/crm-exchanges", {
          params: { query: { limit: 25, ...(state === undefined ? {} : { state }), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Nothing tells of exchanges: while the log is open it is asked for again.
    refetchInterval: 5_000,
  });
