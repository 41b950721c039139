import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Ok<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;
export type Provider = Ok<"/api/v1/ai-providers">["items"][number];
export type ProviderInput = NonNullable<paths["/api/v1/ai-providers"]["post"]["requestBody"]>["content"]["application/json"];
export type AiSettings = Ok<"/api/v1/ai-settings">;
export type PricedModel = Ok<"/api/v1/ai-prices">["items"][number];
export type Call = Ok<"/api/v1/ai-calls">["items"][number];
export type Run = Ok<"/api/v1/ai-runs/{runId}">;
type CallQuery = NonNullable<paths["/api/v1/ai-calls"]["get"]["parameters"]["query"]>;

/** Millionths of a currency, as machines keep it. */
export const MILLION = 1_000_000;

export const providersQuery = queryOptions({ queryKey: ["ai", "providers"], queryFn: () => unwrap(api.GET("/api/v1/ai-providers")) });
export const aiSettingsQuery = queryOptions({ queryKey: ["ai", "settings"], queryFn: () => unwrap(api.GET("/api/v1/ai-settings")) });
export const spendQuery = queryOptions({ queryKey: ["ai", "spend"], queryFn: () => unwrap(api.GET("/api/v1/ai-spend")) });
export const pricesQuery = queryOptions({ queryKey: ["ai", "prices"], queryFn: () => unwrap(api.GET("/api/v1/ai-prices")) });

/** The newest first, 50 a page. */
export const callList = (query: Pick<CallQuery, "purpose" | "failed">) =>
  infiniteQueryOptions({
    queryKey: ["ai", "calls", query],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/ai-calls", { params: { query: { ...query, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ["ai", "run", runId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-runs/{runId}", { params: { path: { runId } } })),
  });
