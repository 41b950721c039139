import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { TasksSearch } from "./paths.ts";

export type Task = paths["/api/v1/tasks"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type NewTask = paths["/api/v1/tasks"]["post"]["requestBody"]["content"]["application/json"];
export type TaskChange = NonNullable<paths["/api/v1/tasks/{taskId}"]["patch"]["requestBody"]>["content"]["application/json"];

/** Time alone moves tasks from one group to the next. */
const EVERY_MS = 60_000;

/** What is late first; of what is done, the last first. 50 a page. */
export const taskList = ({ whose, state }: TasksSearch) =>
  infiniteQueryOptions({
    queryKey: ["tasks", "list", whose, state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/tasks", {
          params: { query: { whose: whose ?? "mine", state: state ?? "open", ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: EVERY_MS,
  });

/** A conversation, or a contact with all their conversations. */
export type About = { conversationId: string } | { contactId: string };

/** What is to be done about it, the first 20. */
export const tasksAbout = (about: About) =>
  queryOptions({
    queryKey: ["tasks", "about", about],
    queryFn: () => unwrap(api.GET("/api/v1/tasks", { params: { query: { ...about, limit: 20 } } })),
    refetchInterval: EVERY_MS,
  });

export const taskQuery = (taskId: string) =>
  queryOptions({
    queryKey: ["tasks", "one", taskId],
    queryFn: () => unwrap(api.GET("/api/v1/tasks/{taskId}", { params: { path: { taskId } } })),
  });
