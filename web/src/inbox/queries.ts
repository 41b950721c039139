import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { FieldFacts } from "../../../rules/fields.ts";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { type InboxSearch, listQuery } from "./inbox-search.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

/** The conversations of a view, newest first, page by page. */
export function conversationList(search: InboxSearch) {
  const query = listQuery(search);
  return infiniteQueryOptions({
    queryKey: ["conversations", query],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { ...query, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** One conversation; nothing is asked for without an id. */
const conversationQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}", { params: { path: { conversationId: id as string } } })), // enabled
    enabled: id !== undefined,
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });

export const useConversation = (id: string | undefined) => useQuery(conversationQuery(id));

/** The messages of a conversation, newest first, 50 a page. */
export const messagesQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", conversationId],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/conversations/{conversationId}/messages", {
          params: { path: { conversationId }, query: { limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** A person, on every channel. */
export const contactQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["contact", contactId],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/{contactId}", { params: { path: { contactId } } })),
  });

/** Accounts that a list can be narrowed to. */
export const accountsQuery = queryOptions({ queryKey: ["channels"], queryFn: () => unwrap(api.GET("/api/v1/channels")) });

/** What a filter of conversations may ask about. */
export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/fields"))).items.map(readField),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The catalogue has the types of `rules/fields.ts`; over the wire they are plain words. */
export const readField = ({
  id,
  type,
  label,
  options,
}: {
  id: string;
  type: string;
  label: FieldFacts["label"];
  options: { id: string; label: FieldFacts["label"] }[] | null;
}) => ({ id, type, label, ...(options === null ? {} : { options }) }) as FieldFacts;

/** What can be done to conversations, and whether the asker may. */
export const actionsQuery = queryOptions({
  queryKey: ["actions"],
  queryFn: () => unwrap(api.GET("/api/v1/actions")),
  staleTime: 60_000,
});

export const queuesQuery = queryOptions({ queryKey: ["queues"], queryFn: () => unwrap(api.GET("/api/v1/queues")), staleTime: 60_000 });

export type Label = paths["/api/v1/labels"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export const labelsQuery = queryOptions({ queryKey: ["labels"], queryFn: () => unwrap(api.GET("/api/v1/labels")), staleTime: 60_000 });

/** The account of a conversation: whether it works. */
export const accountQuery = (channelId: string) =>
  queryOptions({
    queryKey: ["channels", channelId],
    queryFn: () => unwrap(api.GET("/api/v1/channels/{channelId}", { params: { path: { channelId } } })),
    staleTime: 30_000,
  });

/** Templates that an account may send. */
export const templatesQuery = (channelId: string) =>
  queryOptions({
    queryKey: ["templates", channelId],
    queryFn: () => unwrap(api.GET("/api/v1/channels/{channelId}/templates", { params: { path: { channelId } } })),
    staleTime: 60_000,
  });

/** A mail as it came. One that is gone does not come back by asking again. */
export const originalQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["original", messageId],
    queryFn: () => unwrap(api.GET("/api/v1/messages/{messageId}/original", { params: { path: { messageId } } })),
    retry: false,
  });

/** How many conversations the views and queues have. */
export function useCounts(view: "all" | "mine" | "unassigned" | "followed" = "all", queueId?: string, filter?: string) {
  const query = { view, ...(queueId === undefined ? {} : { queueId }), ...(filter === undefined ? {} : { filter }) };
  return useQuery({
    queryKey: ["counts", query],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/counts", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** Whom a note in this conversation may mention, and whether they see it already. */
export const mentionableQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["conversation", conversationId, "mentionable"],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/mentionable", { params: { path: { conversationId } } })),
    staleTime: 30_000,
  });
