import type { RailSection } from "../shell/room.ts";
import { toInbox, useOpenView } from "./paths.ts";
import { useCounts } from "./queries.ts";
import { inboxFace } from "./words/words.ts";

const VIEWS = ["mine", "unassigned", "snoozed", "all"] as const;

/** The views of the inbox, then the queues. */
export function useInboxLines(): RailSection[] {
  const t = inboxFace.useWords();
  const open = useOpenView();
  const { data: counts } = useCounts();
  const views = VIEWS.map((view) => ({
    key: view,
    text: t(`nav.${view}`),
    target: toInbox({ view }),
    current: open?.view === view && open.queue === undefined,
    count: counts?.[view],
  }));
  const queues = (counts?.queues ?? []).map(({ id, name, count }) => ({
    key: id,
    text: name,
    target: toInbox({ view: "all", queue: id }),
    current: open?.queue === id,
    count,
    point: count === 0 ? ("calm" as const) : ("waiting" as const),
  }));
  return [{ lines: views }, { title: t("nav.queues"), lines: queues }];
}

export const useUnread = (): number | undefined => useCounts().data?.unread;
