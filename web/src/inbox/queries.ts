import { infiniteQueryOptions, keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { type InboxSearch, listQuery } from "./inbox-search.ts";

/** The conversations of a view, newest first, page by page. */
export function conversationList(search: InboxSearch) {
  const query = listQuery(search);
  return infiniteQueryOptions({
    queryKey: ["conversations", query],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { ...query, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** How many conversations the views and queues have. */
export function useCounts(view: "all" | "mine" | "unassigned" = "all", queueId?: string) {
  const query = queueId === undefined ? { view } : { view, queueId };
  return useQuery({
    queryKey: ["counts", query],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/counts", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}
