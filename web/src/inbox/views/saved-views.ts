import { queryOptions, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import { type InboxSearch, listQuery } from "../inbox-search.ts";

export type SavedView = paths["/api/v1/views"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** The member's views, then those of everybody. */
export const viewsQuery = queryOptions({ queryKey: ["views"], queryFn: () => unwrap(api.GET("/api/v1/views")), staleTime: 60_000 });

/** How often the numbers beside views are asked for: each is a search of its own, so not with every message. */
const COUNTS_EVERY_MS = 20_000;

/** How many conversations each view holds, by its id. Nothing is asked where there are no views. */
export function useViewCounts(): Map<string, number> {
  const { data: views } = useQuery(viewsQuery);
  const { data } = useQuery({
    queryKey: ["views", "counts"],
    queryFn: () => unwrap(api.GET("/api/v1/views/counts")),
    enabled: (views?.items.length ?? 0) > 0,
    refetchInterval: COUNTS_EVERY_MS,
  });
  return new Map(data?.items.flatMap(({ id, count }) => (count === null ? [] : [[id, count]])));
}

/** What the address holds while a view is open and was not changed. */
export function searchOf({ id, query }: Pick<SavedView, "id" | "query">): InboxSearch {
  const { view, state, queueId, channelId, unread, sort, filter } = query;
  return {
    view: state === "snoozed" ? "snoozed" : view,
    ...(state === "open" || state === "snoozed" ? {} : { state }),
    ...(queueId === undefined ? {} : { queue: queueId }),
    ...(channelId === undefined ? {} : { channel: channelId }),
    ...(unread === true ? { unread } : {}),
    ...(sort === "due" ? { sort } : {}),
    ...(filter === undefined ? {} : { filter: JSON.parse(filter) as object }), // the server read it as a condition
    saved: id,
  };
}

/** The view that is open, and whether what is shown is not what it keeps any more. */
export function useOpenSavedView(search: InboxSearch): { view: SavedView; isChanged: boolean } | null {
  const view = useQuery(viewsQuery).data?.items.find(({ id }) => id === search.saved);
  if (view === undefined) return null;
  return { view, isChanged: JSON.stringify(listQuery(search)) !== JSON.stringify(listQuery(searchOf(view))) };
}

/** An address that names a view and nothing else is filled in with what the view keeps. */
export function useFillInSavedView({ saved, fill }: InboxSearch): void {
  const navigate = useNavigate();
  const named = useQuery({ ...viewsQuery, enabled: fill === true }).data?.items.find(({ id }) => fill === true && id === saved);
  useEffect(() => {
    if (named !== undefined) void navigate({ to: ".", search: searchOf(named), replace: true });
  }, [named, navigate]);
}
