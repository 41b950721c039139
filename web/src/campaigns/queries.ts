import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

type Reply<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;

export type ListedCampaign = Reply<"/api/v1/campaigns">["items"][number];
export type Campaign = Reply<"/api/v1/campaigns/{campaignId}">;
export type WrittenCampaign = paths["/api/v1/campaigns"]["post"]["requestBody"]["content"]["application/json"];
export type Content = WrittenCampaign["variants"][number]["content"];
export type Results = Reply<"/api/v1/campaigns/{campaignId}/results">;
export type Recipient = Reply<"/api/v1/campaigns/{campaignId}/recipients">["items"][number];
export type RecipientState = Recipient["state"];
type Reach = paths["/api/v1/campaigns/audience"]["post"]["requestBody"]["content"]["application/json"];

const root = ["campaigns"] as const;
export const campaignsRefresh = [root];
const one = (campaignId: string) => ({ params: { path: { campaignId } } });

export const campaignList = infiniteQueryOptions({
  queryKey: [...root, "list"],
  queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/campaigns", { params: { query: pageParam === null ? {} : { cursor: pageParam } } })),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});
export const campaignQuery = (campaignId: string) =>
  queryOptions({
    queryKey: [...root, "one", campaignId],
    queryFn: () => unwrap(api.GET("/api/v1/campaigns/{campaignId}", one(campaignId))),
  });
export const resultsQuery = (campaignId: string) =>
  queryOptions({
    queryKey: [...root, "results", campaignId],
    queryFn: () => unwrap(api.GET("/api/v1/campaigns/{campaignId}/results", one(campaignId))),
  });
export const recipientList = (campaignId: string, state: RecipientState | null) =>
  infiniteQueryOptions({
    queryKey: [...root, "recipients", campaignId, state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/campaigns/{campaignId}/recipients", {
          params: {
            path: { campaignId },
            query: { ...(state === null ? {} : { state }), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
/** Whom an audience would reach now; asked again when a part of it changes. */
export const audienceQuery = (reach: Reach | null) =>
  queryOptions({
    queryKey: [...root, "audience", reach],
    queryFn: () => unwrap(api.POST("/api/v1/campaigns/audience", { body: reach as Reach })), // it is asked for only when there is one
    enabled: reach !== null,
    staleTime: 10_000,
  });
export const previewQuery = (campaignId: string, revision: number) =>
  queryOptions({
    queryKey: [...root, "preview", campaignId, revision],
    queryFn: () => unwrap(api.POST("/api/v1/campaigns/{campaignId}/preview", one(campaignId))),
    enabled: campaignId !== "",
  });
export const campaignsOf = (contactId: string) =>
  queryOptions({
    queryKey: [...root, "of", contactId],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/{contactId}/campaigns", { params: { path: { contactId } } })),
  });
