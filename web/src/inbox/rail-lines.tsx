import { useQuery } from "@tanstack/react-query";
import type { RailSection } from "../shell/room.ts";
import { LabelDot } from "./labels/label-chip.tsx";
import { toInbox, useOpenView } from "./paths.ts";
import { useCounts } from "./queries.ts";
import { searchOf, useViewCounts, viewsQuery } from "./views/saved-views.ts";
import { inboxFace } from "./words/words.ts";

const VIEWS = ["mine", "unassigned", "followed", "snoozed", "all"] as const;

/** The views of the inbox, those that were saved, then the queues. */
export function useInboxLines(): RailSection[] {
  const t = inboxFace.useWords();
  const open = useOpenView();
  const { data: counts } = useCounts();
  const { data: saved } = useQuery(viewsQuery);
  const savedCounts = useViewCounts();
  const views = VIEWS.map((view) => ({
    key: view,
    text: t(`nav.${view}`),
    target: toInbox({ view }),
    current: open?.view === view && open.queue === undefined && open.saved === undefined,
    count: counts?.[view],
  }));
  const queues = (counts?.queues ?? []).map(({ id, name, count }) => ({
    key: id,
    text: name,
    target: toInbox({ view: "all", queue: id }),
    current: open?.queue === id && open.saved === undefined,
    count,
    point: count === 0 ? ("calm" as const) : ("waiting" as const),
  }));
  const kept = (saved?.items ?? []).map((view) => ({
    key: view.id,
    text: view.name,
    target: toInbox(searchOf(view)),
    current: open?.saved === view.id,
    count: savedCounts.get(view.id),
    mark: <LabelDot color={view.color} />,
  }));
  return [{ lines: views }, { title: t("nav.views"), lines: kept }, { title: t("nav.queues"), lines: queues }];
}

export const useUnread = (): number | undefined => useCounts().data?.unread;
