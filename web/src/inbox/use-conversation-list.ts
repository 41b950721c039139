import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../api/client.ts";
import type { InboxSearch } from "./inbox-search.ts";
import { conversationList } from "./queries.ts";

/** The list that the address names; what stood there before stays until it has come. */
export const useConversationList = (search: InboxSearch) =>
  useInfiniteQuery({ ...conversationList(search), placeholderData: (before) => before });

/** What was loaded of it, each conversation once. */
export function useLoaded({ data }: ReturnType<typeof useConversationList>): Conversation[] {
  return useMemo(() => [...new Map(data?.pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()], [data]);
}
