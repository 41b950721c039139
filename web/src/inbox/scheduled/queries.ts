import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type Scheduled =
  paths["/api/v1/conversations/{conversationId}/scheduled-messages"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** What waits to leave in a conversation, and what did not leave. */
export const scheduledQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["scheduled", conversationId],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/scheduled-messages", { params: { path: { conversationId } } })),
  });
