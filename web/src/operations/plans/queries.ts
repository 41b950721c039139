import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type Plan = paths["/api/v1/preventive-plans"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type NewPlan = paths["/api/v1/preventive-plans"]["post"]["requestBody"]["content"]["application/json"];

/** What is due first stands first. */
export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: () => unwrap(api.GET("/api/v1/preventive-plans")),
});
