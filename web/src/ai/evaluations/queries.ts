import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Ok<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;
export type Evaluation = Ok<"/api/v1/ai-agents/{agentId}/evaluations">["items"][number];
export type Draft = Pick<
  NonNullable<Ok<"/api/v1/ai-agents/{agentId}/draft">["draft"]>,
  "goal" | "prompt" | "tone" | "emoji" | "tools" | "changedAt"
>;
export type Report = Ok<"/api/v1/ai-evaluation-runs/{evaluationRunId}">;
export type Proposal = Ok<"/api/v1/ai-agents/{agentId}/proposals">["items"][number];
export type ReportLine = Report["results"][number];
export type EvaluationInput = NonNullable<
  paths["/api/v1/ai-agents/{agentId}/evaluations"]["post"]["requestBody"]
>["content"]["application/json"];

const RUNNING_MS = 2_000;
const path = (agentId: string) => ({ params: { path: { agentId } } });

export const evaluationsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "evaluations", "tests", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/evaluations", path(agentId))),
  });

/** What an agent will be told, and what its tests say of that. */
export const draftQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "evaluations", "draft", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/draft", path(agentId))),
  });

/** Asked for again while a model looks. */
export const proposalsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "evaluations", "proposals", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/proposals", path(agentId))),
    refetchInterval: ({ state }) => (state.data?.items[0]?.state === "looking" ? RUNNING_MS : false),
  });

export const runsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["ai", "evaluations", "runs", agentId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-agents/{agentId}/evaluation-runs", path(agentId))),
  });

/** Asked for again while it runs. */
export const reportQuery = (evaluationRunId: string) =>
  queryOptions({
    queryKey: ["ai", "evaluations", "report", evaluationRunId],
    queryFn: () => unwrap(api.GET("/api/v1/ai-evaluation-runs/{evaluationRunId}", { params: { path: { evaluationRunId } } })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? RUNNING_MS : false),
  });
