import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type CannedReply = paths["/api/v1/canned-replies"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** The member's replies, and those of queues and everybody, the most used first. */
export const cannedQuery = queryOptions({
  queryKey: ["canned-replies"],
  queryFn: () => unwrap(api.GET("/api/v1/canned-replies")),
  staleTime: 60_000,
});

/** What may stand in a text as {{variable}}. */
export const variablesQuery = queryOptions({
  queryKey: ["variables"],
  queryFn: () => unwrap(api.GET("/api/v1/variables")),
  staleTime: Number.POSITIVE_INFINITY,
});
