import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

type Reply<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;

export type ListedRule = Reply<"/api/v1/automations">["items"][number];
export type Rule = Reply<"/api/v1/automations/{automationId}">;
export type WrittenRule = paths["/api/v1/automations"]["post"]["requestBody"]["content"]["application/json"];
export type Trigger = WrittenRule["trigger"];
export type Step = WrittenRule["steps"][number];
export type Run = Reply<"/api/v1/automation-runs">["items"][number];

const root = ["automations"] as const;
export const rulesRefresh = [root];

export const ruleList = queryOptions({ queryKey: [...root, "list"], queryFn: () => unwrap(api.GET("/api/v1/automations")) });
export const ruleQuery = (automationId: string) =>
  queryOptions({
    queryKey: [...root, "one", automationId],
    queryFn: () => unwrap(api.GET("/api/v1/automations/{automationId}", { params: { path: { automationId } } })),
  });
export const templateList = queryOptions({
  queryKey: [...root, "templates"],
  queryFn: () => unwrap(api.GET("/api/v1/automation-templates")),
});
export const triggerList = queryOptions({
  queryKey: ["automation-triggers"],
  queryFn: () => unwrap(api.GET("/api/v1/automation-triggers")),
  staleTime: Number.POSITIVE_INFINITY,
});
export const objectTypeList = queryOptions({ queryKey: [...root, "object-types"], queryFn: () => unwrap(api.GET("/api/v1/object-types")) });
export const runList = (automationId: string, onlyRefused: boolean) =>
  infiniteQueryOptions({
    queryKey: [...root, "runs", automationId, onlyRefused],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/automation-runs", {
          params: {
            query: {
              automationId,
              limit: 20,
              ...(onlyRefused ? { state: "refused" } : {}),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
