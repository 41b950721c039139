import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

export type Endpoint = paths["/api/v1/webhook-endpoints"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Delivery = paths["/api/v1/webhook-deliveries"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type NewEndpoint = paths["/api/v1/webhook-endpoints"]["post"]["requestBody"]["content"]["application/json"];
export type EndpointChange = NonNullable<
  paths["/api/v1/webhook-endpoints/{endpointId}"]["patch"]["requestBody"]
>["content"]["application/json"];

export const endpointsQuery = queryOptions({
  queryKey: ["webhooks", "endpoints"],
  queryFn: () => unwrap(api.GET("/api/v1/webhook-endpoints")),
});

export const eventKindsQuery = queryOptions({
  queryKey: ["webhooks", "kinds"],
  queryFn: () => unwrap(api.GET("/api/v1/webhook-event-kinds")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What was told, the newest first. @param state undefined: all */
export const deliveriesQuery = (state: Delivery["state"] | undefined) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", "deliveries", state ?? "all"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/webhook-deliveries", {
          params: { query: { limit: 25, ...(state === undefined ? {} : { state }), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Nothing tells of deliveries: while the log is open it is asked for again.
    refetchInterval: 5_000,
  });
