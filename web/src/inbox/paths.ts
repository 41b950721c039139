import { useLocation, useParams, useSearch } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";
import { type InboxSearch, readInboxSearch } from "./inbox-search.ts";

export const toInbox = (search: InboxSearch): Target => ({ to: "/inbox", search });

export const toLabels = (): Target => ({ to: "/settings/labels" });

export const toConversation = (conversationId: string, search: InboxSearch): Target => ({
  to: "/inbox/$conversationId",
  params: { conversationId },
  search,
});

/** View and filter of the page that is shown, one of the inbox. */
export const useInboxSearch = (): InboxSearch => useSearch({ strict: false, select: readInboxSearch });

/** The conversation that the address names. */
export const useConversationId = (): string | undefined =>
  useParams({ strict: false, select: ({ conversationId }: { conversationId?: string }) => conversationId });

/** View and filter while the person is somewhere in the inbox; elsewhere null. */
export const useOpenView = (): InboxSearch | null =>
  useLocation({ select: ({ pathname, search }) => (pathname.startsWith("/inbox") ? readInboxSearch(search) : null) });
