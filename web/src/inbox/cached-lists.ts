import type { InfiniteData, Query, QueryClient, QueryKey } from "@tanstack/react-query";
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

/** Takes a row out of the lists of other states than the one that it goes to. @returns the way back */
export function moveRow(cache: QueryClient, conversationId: string, state: string): () => void {
  const before = cache.getQueriesData<ListPages>(LISTS).filter(([key, data]) => isList(data) && stateOf(key) !== state);
  for (const [key, data] of before) {
    if (data === undefined) continue;
    const pages = data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== conversationId) }));
    cache.setQueryData<ListPages>(key, { ...data, pages });
  }
  return () => {
    for (const [key, data] of before) cache.setQueryData(key, data);
  };
}

/** The state that a list shows; undefined where it shows several. */
function stateOf([, query]: QueryKey): unknown {
  return typeof query === "object" && query !== null && "state" in query ? query.state : undefined;
}

const rowsOf = ({ state }: Query): Conversation[] => (isList(state.data) ? state.data.pages.flatMap(({ items }) => items) : []);

/** Under the same key other rooms keep single pages, which they fill themselves. */
const isList = (data: unknown): data is ListPages => typeof data === "object" && data !== null && "pages" in data;
