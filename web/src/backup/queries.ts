import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

export type Backups = paths["/api/v1/backups"]["get"]["responses"][200]["content"]["application/json"];
export type Run = Backups["runs"][number];
export type Drill = Backups["drills"][number];

export const backupsQuery = queryOptions({
  queryKey: ["backups"],
  queryFn: () => unwrap(api.GET("/api/v1/backups")),
  // A run is no event of a workspace.
  refetchInterval: 60_000,
});
