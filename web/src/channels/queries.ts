import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

const EVERY_MS = 15_000;

/** All accounts, with their health. */
export const channelsQuery = queryOptions({ queryKey: ["channels"], queryFn: () => unwrap(api.GET("/api/v1/channels")) });

/** The same, asked for again and again while somebody looks at it. */
export const watchedChannelsQuery = { ...channelsQuery, refetchInterval: EVERY_MS };

/** What can be connected; it changes with the program only. */
export const channelKindsQuery = queryOptions({
  queryKey: ["channel-kinds"],
  queryFn: () => unwrap(api.GET("/api/v1/channel-kinds")),
  staleTime: Number.POSITIVE_INFINITY,
});

export type MetaApp = paths["/api/v1/meta-apps"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** Apps at Meta, with what came by them and belongs to nobody. */
export const metaAppsQuery = queryOptions({ queryKey: ["meta-apps"], queryFn: () => unwrap(api.GET("/api/v1/meta-apps")) });

/** How much room files take. */
export const storageUseQuery = queryOptions({ queryKey: ["storage-use"], queryFn: () => unwrap(api.GET("/api/v1/storage-use")) });

/** What came and could not be processed, newest first, 50 a page. */
export const deadLettersQuery = infiniteQueryOptions({
  queryKey: ["dead-letters"],
  queryFn: ({ pageParam }) =>
    unwrap(api.GET("/api/v1/dead-letters", { params: { query: { limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Where alerts go. */
export const alertTargetsQuery = queryOptions({
  queryKey: ["alert-targets"],
  queryFn: () => unwrap(api.GET("/api/v1/alert-targets")),
});

/** Browsers that get notices of this member. */
export const pushSubscriptionsQuery = queryOptions({
  queryKey: ["push", "subscriptions"],
  queryFn: () => unwrap(api.GET("/api/v1/push/subscriptions")),
});

/** What providers said of accounts, newest first, 50 a page. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ["channel-notices"],
  queryFn: ({ pageParam }) =>
    unwrap(api.GET("/api/v1/channel-notices", { params: { query: { limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Which bodies are wanted; times in ISO 8601. */
export interface ReceivedFilter {
  channelId?: string;
  person?: string;
  since?: string;
  until?: string;
}

/** Bodies as providers sent them, newest first, 50 a page. */
export const receivedQuery = (filter: ReceivedFilter) =>
  infiniteQueryOptions({
    queryKey: ["raw-events", filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/raw-events", { params: { query: { limit: 50, ...filter, ...(pageParam === "" ? {} : { cursor: pageParam }) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
