import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type Macro = paths["/api/v1/macros"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** The member's macros and everybody's, by name. */
export const macrosQuery = queryOptions({
  queryKey: ["macros"],
  queryFn: () => unwrap(api.GET("/api/v1/macros")),
  staleTime: 60_000,
});
