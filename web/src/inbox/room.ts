import { defineRoom, type Hit, type Page, type Shortcut } from "../shell/room.ts";
import { FileText, Inbox, ListChecks, MessageSquareQuote, MessagesSquare, Tag } from "../ui/icons.generated.ts";
import { bulkWords } from "./bulk/words/words.ts";
import { cannedWords } from "./canned/words/words.ts";
import { InboxAround } from "./inbox-around.tsx";
import { readInboxSearch } from "./inbox-search.ts";
import { labelWords } from "./labels/words/words.ts";
import { forgetConversations, inboxLive } from "./live.ts";
import { macroWords } from "./macros/words/words.ts";
import { readConversationSearch, toCanned, toConversation, toInbox, toLabels, toMacros } from "./paths.ts";
import { conversationList } from "./queries.ts";
import { useInboxLines, useUnread } from "./rail-lines.tsx";
import { inboxFace, inboxWords } from "./words/words.ts";

const { phrase } = inboxFace;
const mine = toInbox({ view: "mine" });

const page = {
  component: async () => (await import("./inbox-page.tsx")).InboxPage,
  words: [inboxWords],
  readSearch: readInboxSearch,
  prefetch(cache, { search }) {
    const list = conversationList(readInboxSearch({ ...search }));
    if (cache.getQueryState(list.queryKey) === undefined) void cache.prefetchInfiniteQuery(list);
  },
  wideRail: true,
} satisfies Omit<Page, "path">;

/** Keys that the inbox's page and the composer listen to. */
const keys: Shortcut[] = [
  { keys: "j", says: phrase("shortcuts.next") },
  { keys: "k", says: phrase("shortcuts.previous") },
  { keys: "Enter", says: phrase("shortcuts.open") },
  { keys: "e", says: phrase("shortcuts.resolve") },
  { keys: "E", says: phrase("shortcuts.resolveStay") },
  { keys: "i", says: phrase("shortcuts.assignMe") },
  { keys: "h", says: phrase("shortcuts.snooze") },
  { keys: "r", says: phrase("shortcuts.reply") },
  { keys: "n", says: phrase("shortcuts.note") },
  { keys: "u", says: phrase("shortcuts.unread") },
  { keys: "x", says: phrase("shortcuts.select") },
  { keys: "X", says: phrase("shortcuts.selectTo") },
  { keys: "z", says: phrase("shortcuts.undo") },
  { keys: "Enter", says: phrase("shortcuts.send") },
  { keys: "Mod+Shift+Enter", says: phrase("shortcuts.sendResolve") },
  { keys: "/", says: phrase("shortcuts.look") },
  { keys: ".", says: phrase("shortcuts.context") },
];

export const inbox = defineRoom({
  place: 10,
  face: inboxFace,
  home: mine,
  kept: ["conversations", "conversation", "messages", "contact", "counts", "channels", "channel-kinds", "fields", "labels", "queues"],
  pages: [
    { ...page, path: "/inbox" },
    { ...page, path: "/inbox/$conversationId", readSearch: readConversationSearch, wholePhone: true },
    {
      path: "/settings/labels",
      component: async () => (await import("./labels/labels-page.tsx")).LabelsPage,
      words: [labelWords],
      title: phrase("nav.labels"),
    },
    {
      path: "/settings/macros",
      component: async () => (await import("./macros/macros-page.tsx")).MacrosPage,
      // The fields of its acts speak the words of bulk acts.
      words: [macroWords, bulkWords],
      title: phrase("nav.macros"),
    },
    {
      path: "/settings/canned-replies",
      component: async () => (await import("./canned/canned-page.tsx")).CannedPage,
      // The picker of variables speaks the room's words.
      words: [cannedWords, inboxWords],
      title: phrase("nav.canned"),
    },
  ],
  rail: [
    {
      group: "work",
      icon: Inbox,
      label: phrase("nav.inbox"),
      target: mine,
      tab: phrase("nav.conversations"),
      useBadge: useUnread,
      useLines: useInboxLines,
    },
  ],
  shortcuts: [...keys, { keys: "g i", says: phrase("shortcuts.goInbox"), target: mine }],
  palette: [
    { says: phrase("shortcuts.goInbox"), target: mine },
    { says: phrase("nav.unassigned"), target: toInbox({ view: "unassigned" }) },
    { says: phrase("nav.followed"), target: toInbox({ view: "followed" }) },
    { says: phrase("nav.snoozed"), target: toInbox({ view: "snoozed" }) },
    { says: phrase("nav.all"), target: toInbox({ view: "all" }) },
  ],
  found: [
    { kind: "messages", title: phrase("found.messages"), icon: MessagesSquare, target: atMessage },
    { kind: "files", title: phrase("found.files"), icon: FileText, target: atMessage },
  ],
  settings: [
    { group: "conversations", icon: Tag, label: phrase("nav.labels"), target: toLabels(), right: "labels.manage" },
    {
      group: "conversations",
      icon: MessageSquareQuote,
      label: phrase("nav.canned"),
      target: toCanned(),
      right: "conversations.reply",
    },
    { group: "conversations", icon: ListChecks, label: phrase("nav.macros"), target: toMacros(), right: "conversations.reply" },
  ],
  live: inboxLive,
  forget: forgetConversations,
  around: InboxAround,
});

function atMessage({ conversationId, messageId }: Hit) {
  return conversationId === null ? mine : toConversation(conversationId, { view: "all" }, messageId ?? undefined);
}
