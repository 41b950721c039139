import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

export type Move = paths["/api/v1/moves"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type NewMove = paths["/api/v1/moves"]["post"]["requestBody"]["content"]["application/json"];
export type MoveChange = NonNullable<paths["/api/v1/moves/{moveId}"]["patch"]["requestBody"]>["content"]["application/json"];

export const isGoing = ({ state }: Move): boolean => state === "checking" || state === "running";

export const movesQuery = queryOptions({
  queryKey: ["moves", "list"],
  queryFn: () => unwrap(api.GET("/api/v1/moves")),
  // Each page that comes in is no event: who watches asks.
  refetchInterval: ({ state }) => (state.data?.items.some(isGoing) === true ? 2_000 : false),
});

/** What did not come whole. @param asked how far the move was: it is asked for again with that */
export const problemsQuery = (moveId: string, asked: string) =>
  queryOptions({
    queryKey: ["moves", "problems", moveId, asked],
    queryFn: () => unwrap(api.GET("/api/v1/moves/{moveId}/problems", { params: { path: { moveId } } })),
  });
