import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { api, type Message, unwrap } from "../api/client.ts";

type MessagePages = InfiniteData<{ items: Message[]; nextCursor: string | null }>;

/** Fetches one message and puts it where it belongs, instead of loading the timeline again. */
export async function refreshMessage(cache: QueryClient, conversationId: string, messageId: string) {
  const message = await unwrap(api.GET("/api/v1/messages/{messageId}", { params: { path: { messageId } } })).catch(() => null);
  if (message !== null) placeMessage(cache, conversationId, message);
}

/** Newest first, as the pages are: by the provider's time, then by our id. */
export function placeMessage(cache: QueryClient, conversationId: string, message: Message) {
  if (message.kind === "reaction") return;
  cache.setQueryData<MessagePages>(["messages", conversationId], (data) => {
    if (data === undefined) return data;
    const known = data.pages.some((page) => page.items.some(({ id }) => id === message.id));
    const pages = data.pages.map((page, index) => {
      if (known) return { ...page, items: page.items.map((one) => (one.id === message.id ? message : one)) };
      if (index > 0) return page;
      const items = [message, ...page.items].sort((a, b) => b.occurredAt.localeCompare(a.occurredAt) || b.id.localeCompare(a.id));
      return { ...page, items };
    });
    return { ...data, pages };
  });
}
