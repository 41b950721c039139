import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Conversation } from "../api/client.ts";
import type { Fact } from "../api/realtime.ts";
import type { LiveRule, Refresh } from "../shell/room.ts";
import { dropRows, someRow } from "./cached-lists.ts";
import { refreshMessage } from "./place-message.ts";

const LISTS: QueryKey[] = [["conversations"]];
const LISTS_AND_COUNTS: QueryKey[] = [["conversations"], ["counts"]];

/** They change what a row shows of its last message, and no order, no unread, no number. */
const ROW_MARKS = new Set(
  ["sent", "held", "delivered", "read", "failed", "parked", "unconfirmed", "edited", "deleted"].map((what) => `message.${what}`),
);
/** Seen in the timeline only. */
const TIMELINE_ONLY = new Set(["message.media_changed", "message.reacted"]);
/** They change a row and move it nowhere. */
const ROW_WORDS = new Set(["conversation.renamed", "conversation.prioritised"]);
/** They leave no line in the timeline. */
const NO_LINE = new Set([
  ...ROW_WORDS,
  "conversation.read",
  "conversation.unread",
  "conversation.followed",
  "conversation.labelled",
  "conversation.unlabelled",
]);

/**
 * What the inbox fetches again when something happened. Most facts of a busy workspace are delivery marks of conversations that nobody
 * here looks at: lists and counts are asked for only when their answer can have changed.
 */
export const inboxLive: LiveRule[] = [
  { kinds: "message.", refresh: afterMessage, follow: followMessage },
  { kinds: "conversation.", refresh: afterConversation },
  { kinds: "session.", refresh: ({ conversationId }) => (conversationId === null ? {} : { now: [["conversation", conversationId]] }) },
  { kinds: "contact.", refresh: afterContact },
  // Its name stands in rows, panels and filters.
  { kinds: "label.changed", refresh: () => ({ now: [["labels"], ["fields"], ["conversation"]], soon: LISTS }) },
  { kinds: "scheduled_message.", refresh: ({ conversationId }) => ({ now: [["scheduled", conversationId]] }) },
  { kinds: "view.changed", refresh: () => ({ now: [["views"]] }) },
  { kinds: "draft.changed", refresh: () => ({ now: [["drafts"]] }) },
];

function afterMessage({ kind, conversationId, subjectId }: Fact, cache: QueryClient): Refresh {
  const own: QueryKey[] = conversationId === null ? [] : [["conversation", conversationId]];
  if (TIMELINE_ONLY.has(kind)) return {};
  if (!ROW_MARKS.has(kind)) return { now: own, soon: LISTS_AND_COUNTS };
  const isLast = ({ id, lastMessage }: Conversation) =>
    id === conversationId && lastMessage !== null && (lastMessage.id === subjectId || standsFor(lastMessage, kind));
  return someRow(cache, isLast) ? { soon: LISTS } : {};
}

/** The echo of a message that was sent from here may have come first; it is gone when the message itself is known to be sent. */
const standsFor = ({ authorKind }: NonNullable<Conversation["lastMessage"]>, kind: string) =>
  authorKind === "echo" && kind === "message.sent";

/** One message is fetched and put into its timeline, which may be long and is not loaded again. */
function followMessage({ conversationId, subjectId }: Fact, cache: QueryClient) {
  if (conversationId === null || cache.getQueryState(["messages", conversationId]) === undefined) return;
  if (subjectId !== null) void refreshMessage(cache, conversationId, subjectId);
  else void cache.invalidateQueries({ queryKey: ["messages", conversationId] });
}

function afterConversation({ kind, conversationId }: Fact, cache: QueryClient): Refresh {
  const inLists = !ROW_WORDS.has(kind) ? LISTS_AND_COUNTS : someRow(cache, ({ id }) => id === conversationId) ? LISTS : [];
  if (conversationId === null) return { soon: inLists };
  const line: QueryKey[] = NO_LINE.has(kind) ? [] : [["messages", conversationId]];
  return { now: [["conversation", conversationId], ...line], soon: inLists };
}

/** Rows show the contact's name. A merge moves conversations and joins them, and tells only who was kept. */
function afterContact({ kind, subjectId }: Fact): Refresh {
  if (subjectId === null) return {};
  const now: QueryKey[] = [["contact", subjectId]];
  if (kind.startsWith("contact.merge")) return { now, soon: LISTS_AND_COUNTS };
  // Rare enough to ask always: the list may be on its way without the name that has just come.
  return { now, soon: LISTS };
}

/** What is on the screen is asked for again, and the server's refusal is shown in its place. */
export function forgetConversations(conversationIds: readonly string[], cache: QueryClient) {
  dropRows(cache, conversationIds);
  for (const id of conversationIds) {
    for (const queryKey of [
      ["conversation", id],
      ["messages", id],
    ]) {
      cache.removeQueries({ queryKey, type: "inactive" });
      void cache.resetQueries({ queryKey });
    }
  }
  // Whose conversations they were is not told; whoever is still seen is fetched again when it is needed.
  cache.removeQueries({ queryKey: ["contact"], type: "inactive" });
  for (const queryKey of LISTS_AND_COUNTS) void cache.invalidateQueries({ queryKey });
}
