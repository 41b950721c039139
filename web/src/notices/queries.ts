import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { NoticesSearch } from "./paths.ts";

type Answer = paths["/api/v1/notices"]["get"]["responses"]["200"]["content"]["application/json"];
export type Notice = Answer["items"][number];
export type NoticePreferences = paths["/api/v1/me/notice-preferences"]["get"]["responses"]["200"]["content"]["application/json"];
export type NoticeChange = NonNullable<paths["/api/v1/me/notice-preferences"]["patch"]["requestBody"]>["content"]["application/json"];

/** The newest, and how many are unread. */
export const newestNotices = queryOptions({
  queryKey: ["notices", "newest"],
  queryFn: () => unwrap(api.GET("/api/v1/notices", { params: { query: { limit: 10 } } })),
  staleTime: 60_000,
});

/** The list, newest first, 50 a page. */
export const noticeList = ({ group, unread }: NoticesSearch) =>
  infiniteQueryOptions({
    queryKey: ["notices", "list", group, unread],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/notices", {
          params: {
            query: {
              ...(group === undefined || group === "all" ? {} : { group }),
              ...(unread === undefined ? {} : { unread }),
              ...(pageParam === "" ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** How this member is told of things. */
export const ownPreferences = queryOptions({
  queryKey: ["notice-preferences", "own"],
  queryFn: () => unwrap(api.GET("/api/v1/me/notice-preferences")),
  staleTime: 60_000,
});

/** How members are told who did not choose. */
export const defaultPreferences = queryOptions({
  queryKey: ["notice-preferences", "defaults"],
  queryFn: () => unwrap(api.GET("/api/v1/notice-defaults")),
});

/** Whoever sees what they are about has read them. */
export const readAbout = (subjectId?: string) =>
  unwrap(api.POST("/api/v1/notices/reading", { body: subjectId === undefined ? {} : { subjectId } }));

export const readOne = (noticeId: string) =>
  unwrap(api.PATCH("/api/v1/notices/{noticeId}", { params: { path: { noticeId } }, body: { read: true } }));
