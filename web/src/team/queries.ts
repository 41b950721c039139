import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";

/** Everybody of the workspace. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: () => unwrap(api.GET("/api/v1/members")),
  staleTime: 60_000,
});
