import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import { usePaused } from "../../ui/use-paused.ts";

const EACH = 5;

/** What the server finds for what is typed: one request a pause; an answer to what was typed before is dropped. */
export function useFound(typed: string) {
  const asked = usePaused(typed);
  return useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/search", { params: { query: { q: asked, limit: EACH } }, signal })),
    enabled: asked.trim() !== "",
    placeholderData: keepPreviousData,
    // A message may come at any moment: what was found is not kept.
    gcTime: 0,
    retry: false,
  });
}
