import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

export type Wall = paths["/api/v1/desk/wall"]["get"]["responses"][200]["content"]["application/json"];
export type Queue = paths["/api/v1/desk/queues"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type QueueChange = NonNullable<paths["/api/v1/desk/queues/{queueId}"]["patch"]["requestBody"]>["content"]["application/json"];
export type Ticket = paths["/api/v1/tickets"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type DeskSettings = paths["/api/v1/desk/settings"]["get"]["responses"][200]["content"]["application/json"];
export type EntryRules = paths["/api/v1/entry-rules"]["get"]["responses"][200]["content"]["application/json"];
export type WrittenEntryRules = NonNullable<paths["/api/v1/entry-rules"]["put"]["requestBody"]>["content"]["application/json"];
export type AgentState = Wall["agents"][number]["state"];

/** Facts refresh it at once; what only time changes is asked for again. */
const EVERY_MS = 15_000;

export const wallQuery = queryOptions({
  queryKey: ["desk", "wall"],
  queryFn: () => unwrap(api.GET("/api/v1/desk/wall")),
  refetchInterval: EVERY_MS,
});

export const queuesQuery = queryOptions({ queryKey: ["desk", "queues"], queryFn: () => unwrap(api.GET("/api/v1/desk/queues")) });

export const previewQuery = (queueId: string, whatIf: { firstResponseSeconds?: number; resolutionSeconds?: number }) =>
  queryOptions({
    queryKey: ["desk", "preview", queueId, whatIf],
    queryFn: () => unwrap(api.GET("/api/v1/desk/queues/{queueId}/preview", { params: { path: { queueId }, query: whatIf } })),
    placeholderData: (before) => before,
  });

export const teamsQuery = queryOptions({ queryKey: ["desk", "teams"], queryFn: () => unwrap(api.GET("/api/v1/desk/teams")) });

export const reasonsQuery = queryOptions({
  queryKey: ["desk", "reasons"],
  queryFn: () => unwrap(api.GET("/api/v1/desk/close-reasons")),
  staleTime: 60_000,
});

export const settingsQuery = queryOptions({ queryKey: ["desk", "settings"], queryFn: () => unwrap(api.GET("/api/v1/desk/settings")) });

/** The tickets of a conversation, newest first. */
export const ticketsOfQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["desk", "tickets", conversationId],
    queryFn: () => unwrap(api.GET("/api/v1/tickets", { params: { query: { conversationId, limit: 10 } } })),
  });

/** Given up while nobody was there. */
export const unansweredQuery = queryOptions({
  queryKey: ["desk", "unanswered"],
  queryFn: () => unwrap(api.GET("/api/v1/tickets", { params: { query: { unanswered: true, limit: 50 } } })),
});

/** Names alone, which everybody may read. */
export const queueNamesQuery = queryOptions({ queryKey: ["queues"], queryFn: () => unwrap(api.GET("/api/v1/queues")), staleTime: 60_000 });

/** Who begins when somebody writes. What each rule caught goes on growing while it is looked at. */
export const entryRulesQuery = queryOptions({ queryKey: ["entry-rules"], queryFn: () => unwrap(api.GET("/api/v1/entry-rules")) });

export const calendarsQuery = queryOptions({ queryKey: ["calendars"], queryFn: () => unwrap(api.GET("/api/v1/calendars")) });

/** Places with holidays, by name, and the holidays of one of them this year. The tables are the program's own: nothing is asked for. */
export const placesQuery = (place: string | null) =>
  queryOptions({
    queryKey: ["places", place],
    queryFn: async () => {
      const { holidaysOf, PLACES } = await import("../../../hours/holidays.ts");
      const places = Object.entries(PLACES).map(([id, { name }]) => ({ id, name }));
      return { places, holidays: place === null || !(place in PLACES) ? [] : holidaysOf(place, new Date().getFullYear()) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
