import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { LeadsSearch } from "./paths.ts";

type Answer<Path extends "/api/v1/deals" | "/api/v1/deals/board"> = paths[Path]["get"]["responses"][200]["content"]["application/json"];
export type Deal = Answer<"/api/v1/deals">["items"][number];
export type Board = Answer<"/api/v1/deals/board">;
export type Stage = Board["pipeline"]["stages"][number];
export type DealDetail = paths["/api/v1/deals/{dealId}"]["get"]["responses"][200]["content"]["application/json"];
export type NewDeal = paths["/api/v1/deals"]["post"]["requestBody"]["content"]["application/json"];
export type DealChange = NonNullable<paths["/api/v1/deals/{dealId}"]["patch"]["requestBody"]>["content"]["application/json"];
export type Lead = NonNullable<paths["/api/v1/contacts/{contactId}/lead"]["get"]["responses"][200]["content"]["application/json"]["lead"]>;

export type QualificationSettings = paths["/api/v1/lead-qualification"]["get"]["responses"][200]["content"]["application/json"];
export type DryRun = paths["/api/v1/lead-qualification/dry-run"]["post"]["responses"][200]["content"]["application/json"];
export type Goals = paths["/api/v1/goals"]["get"]["responses"][200]["content"]["application/json"]["items"];

const filterOf = ({ q, mine, stale, pipeline }: LeadsSearch) => ({
  ...(q === undefined ? {} : { search: q }),
  ...(mine === true ? { mine } : {}),
  ...(stale === true ? { stale } : {}),
  ...(pipeline === undefined ? {} : { pipelineId: pipeline }),
});

/** A column a stage. */
export const boardQuery = (search: LeadsSearch) =>
  queryOptions({
    queryKey: ["deals", "board", filterOf(search)],
    queryFn: () => unwrap(api.GET("/api/v1/deals/board", { params: { query: filterOf(search) } })),
  });

/** The newest first. */
export const dealList = (search: LeadsSearch) =>
  infiniteQueryOptions({
    queryKey: ["deals", "list", filterOf(search)],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/deals", { params: { query: { ...filterOf(search), ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const dealQuery = (dealId: string) =>
  queryOptions({
    queryKey: ["deals", "one", dealId],
    queryFn: () => unwrap(api.GET("/api/v1/deals/{dealId}", { params: { path: { dealId } } })),
  });

/** The newest 20. */
export const dealsAbout = (about: { conversationId: string } | { contactId: string }) =>
  queryOptions({
    queryKey: ["deals", "about", about],
    queryFn: () => unwrap(api.GET("/api/v1/deals", { params: { query: { ...about, limit: 20 } } })),
  });

export const pipelinesQuery = queryOptions({ queryKey: ["deals", "pipelines"], queryFn: () => unwrap(api.GET("/api/v1/pipelines")) });

/** The score of a person, and why; null: nobody scored them. */
export const leadQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["leads", "one", contactId],
    queryFn: async () => (await unwrap(api.GET("/api/v1/contacts/{contactId}/lead", { params: { path: { contactId } } }))).lead,
  });

/** People whom somebody should see to, the most urgent first. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ["leads", "list"],
  queryFn: ({ pageParam }) =>
    unwrap(api.GET("/api/v1/leads", { params: { query: { sort: "urgency", ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Goals of members with how far they are; whoever does not manage leads gets their own. */
export const goalsQuery = queryOptions({ queryKey: ["leads", "goals"], queryFn: () => unwrap(api.GET("/api/v1/goals")) });

/** How people are qualified. */
export const qualificationQuery = queryOptions({
  queryKey: ["leads", "qualification"],
  queryFn: () => unwrap(api.GET("/api/v1/lead-qualification")),
});
