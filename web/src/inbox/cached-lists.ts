import type { InfiniteData, Query, QueryClient } from "@tanstack/react-query";
import type { Conversation } from "../api/client.ts";

type ListPages = InfiniteData<{ items: Conversation[]; nextCursor: string | null }>;

const LISTS = { queryKey: ["conversations"] };

/** True when a list of conversations that was loaded has a row like this, or when one is being loaded and nobody knows. */
export function someRow(cache: QueryClient, matches: (row: Conversation) => boolean): boolean {
  return cache
    .getQueryCache()
    .findAll(LISTS)
    .some((query) => query.state.fetchStatus !== "idle" || rowsOf(query).some(matches));
}

/** Takes rows out of every list that was loaded. */
export function dropRows(cache: QueryClient, conversationIds: readonly string[]) {
  const gone = new Set(conversationIds);
  const stays = ({ id }: Conversation) => !gone.has(id);
  for (const query of cache.getQueryCache().findAll(LISTS)) {
    if (!isList(query.state.data)) continue;
    const { pages, pageParams } = query.state.data;
    if (pages.every(({ items }) => items.every(stays))) continue;
    cache.setQueryData<ListPages>(query.queryKey, {
      pages: pages.map((page) => ({ ...page, items: page.items.filter(stays) })),
      pageParams,
    });
  }
}

const rowsOf = ({ state }: Query): Conversation[] => (isList(state.data) ? state.data.pages.flatMap(({ items }) => items) : []);

/** Under the same key other rooms keep single pages, which they fill themselves. */
const isList = (data: unknown): data is ListPages => typeof data === "object" && data !== null && "pages" in data;
