import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";

/** Newest first, page by page. */
export const sightingList = infiniteQueryOptions({
  queryKey: ["sightings"],
  queryFn: ({ pageParam }) =>
    unwrap(api.GET("/api/v1/sightings", { params: { query: { limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
});
