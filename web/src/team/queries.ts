import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";

/** The workspaces that whoever is signed in belongs to. */
export const ownWorkspacesQuery = queryOptions({
  queryKey: ["own-workspaces"],
  queryFn: () => unwrap(api.GET("/api/v1/me/workspaces")),
  staleTime: 60_000,
});

/** Everybody of the workspace. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: () => unwrap(api.GET("/api/v1/members")),
  staleTime: 60_000,
});
