import { channelWords } from "../channels/words/words.ts";
import { defineRoom } from "../shell/room.ts";
import { Bell, BellRing } from "../ui/icons.generated.ts";
import { readNoticesSearch, toNoticeSettings, toNotices } from "./paths.ts";
import { noticeList } from "./queries.ts";
import { useUnreadNotices } from "./use-unread-notices.ts";
import { noticeFace, noticeWords } from "./words/words.ts";

const { phrase } = noticeFace;

export const notices = defineRoom({
  place: 85,
  face: noticeFace,
  pages: [
    {
      path: "/notifications",
      component: async () => (await import("./notices-page.tsx")).NoticesPage,
      words: [noticeWords],
      readSearch: readNoticesSearch,
      prefetch: (cache, { search }) => void cache.prefetchInfiniteQuery(noticeList(readNoticesSearch({ ...search }))),
      title: phrase("nav.notices"),
    },
    {
      path: "/settings/notifications",
      component: async () => (await import("./preferences-page.tsx")).PreferencesPage,
      words: [noticeWords, channelWords],
      title: phrase("settings.notices"),
    },
  ],
  rail: [
    {
      group: "tools",
      icon: Bell,
      label: phrase("nav.notices"),
      target: toNotices(),
      useBadge: useUnreadNotices,
      showsBadge: true,
    },
  ],
  settings: [{ group: "you", icon: BellRing, label: phrase("settings.notices"), target: toNoticeSettings() }],
  shortcuts: [{ keys: "g m", says: phrase("shortcuts.goNotices"), target: toNotices() }],
  palette: [
    { says: phrase("shortcuts.goNotices"), target: toNotices() },
    { says: phrase("settings.notices"), target: toNoticeSettings() },
  ],
  live: [
    { kinds: "notice.read", refresh: () => ({ now: [["notices"]] }) },
    { kinds: "notice.told", follow: (fact, cache) => void import("./tell-here.ts").then(({ tellHere }) => tellHere(fact, cache)) },
  ],
});
