import type { Target } from "../shell/room.ts";

export const GROUPS = ["all", "mine", "deadline", "trouble"] as const;
type Group = (typeof GROUPS)[number];

/** What the address of the list holds. */
export interface NoticesSearch {
  group?: Group;
  unread?: true;
}

export const toNotices = (search: NoticesSearch = {}): Target => ({ to: "/notifications", search });
export const toNoticeSettings = (): Target => ({ to: "/settings/notifications" });

/** Tolerant: what nobody knows is left out. */
export function readNoticesSearch(raw: Record<string, unknown>): NoticesSearch {
  const group = GROUPS.find((one) => one === raw["group"] && one !== "all");
  return { ...(group === undefined ? {} : { group }), ...(raw["unread"] === true ? { unread: true as const } : {}) };
}
