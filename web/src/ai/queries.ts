import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

type Ok<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;
export type DocumentLine = Ok<"/api/v1/knowledge/documents">["items"][number];
export type KnowledgeDocument = Ok<"/api/v1/knowledge/documents/{documentId}">;
export type Gap = Ok<"/api/v1/knowledge/gaps">["items"][number];
export type Agent = Ok<"/api/v1/ai-agents">["items"][number];
export type AgentVersion = Ok<"/api/v1/ai-agents/{agentId}/versions">["items"][number];
export type Experiment = Ok<"/api/v1/ai-agents/{agentId}/experiments">["items"][number];
export type Performance = Ok<"/api/v1/ai-agents/{agentId}/performance">["items"][number];
export type Assignment = Ok<"/api/v1/ai-assignments">["items"][number];
type DocumentQuery = NonNullable<paths["/api/v1/knowledge/documents"]["get"]["parameters"]["query"]>;
export type AnswerQuery = NonNullable<paths["/api/v1/knowledge/answer"]["get"]["parameters"]["query"]>;

/** The last changed first, 50 a page. */
export const documentList = (query: Pick<DocumentQuery, "state" | "q">) =>
  infiniteQueryOptions({
    queryKey: ["knowledge", "documents", query],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/knowledge/documents", { params: { query: { ...query, ...(pageParam === "" ? {} : { cursor: pageParam }) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ["knowledge", "document", documentId],
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/documents/{documentId}", { params: { path: { documentId } } })),
  });

export const passagesQuery = (documentId: string) =>
  queryOptions({
    queryKey: ["knowledge", "passages", documentId],
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/documents/{documentId}/passages", { params: { path: { documentId } } })),
  });

export const gapsQuery = queryOptions({
  queryKey: ["knowledge", "gaps"],
  queryFn: () => unwrap(api.GET("/api/v1/knowledge/gaps", {})),
});

export const agentsQuery = queryOptions({ queryKey: ["ai", "agents"], queryFn: () => unwrap(api.GET("/api/v1/ai-agents", {})) });
export const personasQuery = queryOptions({ queryKey: ["ai", "personas"], queryFn: () => unwrap(api.GET("/api/v1/ai-personas", {})) });
export const toolsQuery = queryOptions({ queryKey: ["ai", "tools"], queryFn: () => unwrap(api.GET("/api/v1/ai-tools")) });
/** @param version that it has now: another one is another list */
export const versionsQuery = (agentId: string, version: number) =>
  queryOptions({
    queryKey: ["ai", "versions", agentId, version],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/versions", { params: { path: { agentId } } })),
  });
/** Of the last 90 days. */
export const performanceQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "performance", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/performance", { params: { path: { agentId } } })),
  });
export const experimentsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "experiments", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/experiments", { params: { path: { agentId } } })),
  });
export const assignmentsQuery = queryOptions({
  queryKey: ["ai", "assignments"],
  queryFn: () => unwrap(api.GET("/api/v1/ai-assignments", {})),
});

/** Where what agents said in a conversation stands. */
export const answersQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["ai", "answers", conversationId],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/ai-answers", { params: { path: { conversationId } } })),
  });
