import { useLocation, useParams, useSearch } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";
import { type InboxSearch, readInboxSearch } from "./inbox-search.ts";

export const toInbox = (search: InboxSearch): Target => ({ to: "/inbox", search });

export const toLabels = (): Target => ({ to: "/settings/labels" });

export const toMacros = (): Target => ({ to: "/settings/macros" });
export const toCanned = (): Target => ({ to: "/settings/canned-replies" });

/** @param messageId the message that is shown first; without one the newest */
export const toConversation = (conversationId: string, search: InboxSearch, messageId?: string): Target => ({
  to: "/inbox/$conversationId",
  params: { conversationId },
  search: messageId === undefined ? search : { ...search, message: messageId },
});

/** View and filter of the page that is shown, one of the inbox. */
export const useInboxSearch = (): InboxSearch => useSearch({ strict: false, select: readInboxSearch });

/** What the address of a conversation holds. The message is of this address only: the next conversation has none. */
export const readConversationSearch = (raw: Record<string, unknown>): InboxSearch & { message?: string } => ({
  ...readInboxSearch(raw),
  ...(typeof raw["message"] === "string" ? { message: raw["message"] } : {}),
});

/** The message that the address names. */
export const useMessageId = (): string | undefined => useSearch({ strict: false, select: (raw) => readConversationSearch(raw).message });

/** The conversation that the address names. */
export const useConversationId = (): string | undefined =>
  useParams({ strict: false, select: ({ conversationId }: { conversationId?: string }) => conversationId });

/** The same as soon as the address has changed: the page that it names may still be loading. */
export const useAddressedConversationId = (): string | undefined =>
  useLocation({ select: ({ pathname }) => /^\/inbox\/([^/]+)$/.exec(pathname)?.[1] });

/** View and filter while the person is somewhere in the inbox; elsewhere null. */
export const useOpenView = (): InboxSearch | null =>
  useLocation({ select: ({ pathname, search }) => (pathname.startsWith("/inbox") ? readInboxSearch(search) : null) });
