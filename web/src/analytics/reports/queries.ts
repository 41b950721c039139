import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Answer<Path extends "/api/v1/reports" | "/api/v1/reports/{reportId}/runs" | "/api/v1/figure-alerts"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"];
export type Report = Answer<"/api/v1/reports">["items"][number];
export type Run = Answer<"/api/v1/reports/{reportId}/runs">["items"][number];
export type Alert = Answer<"/api/v1/figure-alerts">["items"][number];

/** What is written in the form of a report; without an id it is a new one. */
export type ReportDraft = Omit<Report, "id" | "makerName" | "isMine" | "nextAt"> & { id?: string };
export type AlertDraft = Omit<Alert, "id" | "isOpen" | "changedAt" | "value" | "checkedAt" | "problem"> & { id?: string };

export const reportsQuery = queryOptions({
  queryKey: ["reports"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/reports"))).items,
});

const LOG_EVERY_MS = 5_000;

export const runsQuery = (reportId: string) =>
  queryOptions({
    queryKey: ["report-runs", reportId],
    queryFn: async () => (await unwrap(api.GET("/api/v1/reports/{reportId}/runs", { params: { path: { reportId } } }))).items,
    refetchInterval: LOG_EVERY_MS,
  });

const ALERTS_EVERY_MS = 60_000;

export const alertsQuery = queryOptions({
  queryKey: ["figure-alerts"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/figure-alerts"))).items,
  refetchInterval: ALERTS_EVERY_MS,
});
