import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Insights = paths["/api/v1/lead-insights"]["get"]["responses"][200]["content"]["application/json"];
export type Behind = Insights["abandoned"]["talks"][number];

/** What recurs in conversations of the last days. */
export const insightsQuery = (days: number) =>
  queryOptions({
    queryKey: ["leads", "insights", days],
    queryFn: () => unwrap(api.GET("/api/v1/lead-insights", { params: { query: { days } } })),
    placeholderData: (before) => before,
  });
