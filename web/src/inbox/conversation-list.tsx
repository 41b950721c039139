import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "../api/client.ts";
import { toPlayground } from "../playground/paths.ts";
import { AccountMenu } from "../shell/account-menu.tsx";
import { useLive } from "../shell/live.tsx";
import { useMe } from "../shell/session.tsx";
import { countText } from "../text/count-text.ts";
import { Banner } from "../ui/banner.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { Inbox, WifiOff } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import screen from "../ui/screen.module.css";
import { Skeleton, SkeletonBar, SkeletonDisc } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useNow } from "../ui/use-now.ts";
import { useOnePane } from "../ui/use-one-pane.ts";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { type InboxSearch, listQuery } from "./inbox-search.ts";
import { useOutbox } from "./outbox.tsx";
import { toConversation } from "./paths.ts";
import { conversationList, useCounts } from "./queries.ts";
import { snoozeTimes, useConversationActions } from "./use-conversation-actions.ts";
import { ViewMenu } from "./view-menu.tsx";
import { type InboxText, useWords } from "./words/words.ts";

const ROW_HEIGHT = { comfortable: 72, compact: 52, touch: 80 };
const FREEZE_MS = 2_000;

export const useConversationList = (search: InboxSearch) =>
  useInfiniteQuery({ ...conversationList(search), placeholderData: (before) => before });

interface ListProps {
  search: InboxSearch;
  selectedId: string | undefined;
  onShortcuts: () => void;
}

/** The middle pane: tabs, filter, and the list, which never moves under the pointer. */
export function ConversationList({ search, selectedId, onShortcuts }: ListProps) {
  const t = useWords();
  const navigate = useNavigate();
  const list = useConversationList(search);
  const { data: counts } = useCounts(search.view === "snoozed" ? "all" : search.view, search.queue);
  const queueName = counts?.queues.find(({ id }) => id === search.queue)?.name;
  const title = queueName ?? t(`nav.${search.view}`);
  const items = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);
  const setSearch = (next: Partial<Record<keyof InboxSearch, unknown>>) =>
    void navigate({ to: ".", search: { ...search, ...next } as InboxSearch });
  const states = [
    { state: "open", count: counts?.byState.open },
    { state: "waiting", count: counts?.byState.waiting },
    { state: "resolved", count: undefined },
  ] as const;
  return (
    <section className={classes(styles.list, selectedId !== undefined && screen.notOnPhone)} aria-label={t("list.label")}>
      <Header className={styles.header}>
        <h1 className={ink.oneLine}>{title}</h1>
        <span className={screen.belowWideOnly}>
          <ViewMenu search={search} />
        </span>
        <span className={classes(ink.quiet, ink.figures)}>
          {search.view === "snoozed" ? counts?.snoozed : counts?.byState[search.state ?? "open"]}
        </span>
        <Spacer />
        <FilterMenu search={search} onSearch={setSearch} />
        <span className={screen.phoneOnly}>
          <AccountMenu onShortcuts={onShortcuts} compact />
        </span>
      </Header>
      {search.view !== "snoozed" && (
        <div className={styles.tabs}>
          <Tabs
            label={t("list.label")}
            tabs={states.map(({ state, count }) => ({ id: state, label: t(`list.${state}`), ...countOf(count, t) }))}
            selected={search.state ?? "open"}
            onSelect={(state) => setSearch({ state })}
            pills
          />
        </div>
      )}
      <OfflineBanner />
      {/* Another list begins at its top, and nothing of the one before is held in place. */}
      <ListBody key={JSON.stringify(listQuery(search))} list={list} items={items} selectedId={selectedId} search={search} />
    </section>
  );
}

function ListBody({
  list,
  items,
  selectedId,
  search,
}: {
  list: ReturnType<typeof useConversationList>;
  items: Conversation[];
  selectedId: string | undefined;
  search: InboxSearch;
}) {
  const t = useWords();
  const me = useMe();
  const now = useNow();
  const navigate = useNavigate();
  const actions = useConversationActions();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, waiting, release, hold } = useFrozenOrder(items);
  const height = useRowHeight();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 8 });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height is why it measures again
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 10) void fetchNextPage();
  }, [lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedIndex, virtual]);
  const open = useCallback((id: string) => void navigate(toConversation(id, search)), [navigate, search]);
  const resolve = useCallback((conversation: Conversation) => void actions.resolve(conversation), [actions]);
  const snooze = useCallback((conversation: Conversation) => void actions.snooze(conversation, snoozeTimes(new Date()).hour), [actions]);

  if (list.isPending) return <ListSkeleton />;
  if (list.isError && items.length === 0) return <LoadError onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <EmptyList />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody is here
    <div className={styles.scroller} ref={scroller} onPointerEnter={hold} onPointerLeave={release} onKeyDown={hold}>
      {waiting > 0 && (
        <button type="button" className={styles.news} onClick={release}>
          {t("list.newOnes", { count: waiting })}
        </button>
      )}
      <div
        role="listbox"
        aria-label={t("list.label")}
        // Only rows that are drawn can be pointed at.
        aria-activedescendant={virtual.getVirtualItems().some(({ index }) => index === selectedIndex) ? `row-${selectedId}` : undefined}
        tabIndex={0}
        style={{ height: virtual.getTotalSize(), position: "relative" }}
      >
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const conversation = rows[index];
          if (conversation === undefined) return null;
          return (
            <div key={key} className={styles.place} style={{ transform: `translateY(${start}px)`, height }}>
              <ConversationRow
                conversation={conversation}
                selected={conversation.id === selectedId}
                position={index + 1}
                total={rows.length}
                now={now}
                ownId={me.id}
                onOpen={open}
                onResolve={resolve}
                onSnooze={snooze}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** While the pointer is over the list, or just after a key, rows stay where they are; what is new waits behind a pill. */
function useFrozenOrder(items: Conversation[]) {
  const [frozen, setFrozen] = useState<string[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    setFrozen((current) => current ?? items.map(({ id }) => id));
    timer.current = setTimeout(() => setFrozen(null), FREEZE_MS);
  }, [items]);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setFrozen(null);
  }, []);
  const rows = useMemo(() => {
    if (frozen === null) return items;
    const byId = new Map(items.map((item) => [item.id, item]));
    const kept = frozen.flatMap((id) => byId.get(id) ?? []);
    const known = new Set(frozen);
    const oldest = kept.at(-1)?.lastMessageAt ?? "";
    // Older ones that were loaded by scrolling are not news.
    return [...kept, ...items.filter(({ id, lastMessageAt }) => !known.has(id) && lastMessageAt <= oldest)];
  }, [items, frozen]);
  return { rows, waiting: items.length - rows.length, hold, release };
}

/** What a tab says of how many there are; nothing of none. */
const countOf = (count: number | undefined, t: InboxText) => (count === undefined || count === 0 ? {} : { count: countText(count, t) });

function unique(items: Conversation[]): Conversation[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function useRowHeight(): number {
  const touch = useOnePane();
  const { density } = useMe().preferences;
  return touch ? ROW_HEIGHT.touch : density === "compact" ? ROW_HEIGHT.compact : ROW_HEIGHT.comfortable;
}

function OfflineBanner() {
  const t = useWords();
  const { online } = useLive();
  const { count } = useOutbox();
  if (online) return null;
  return (
    <Banner role="alert">
      <WifiOff size={16} />
      {t("offline.banner", { count })}
    </Banner>
  );
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

function ListSkeleton() {
  return (
    <Skeleton className={styles.scroller}>
      {SKELETON_ROWS.map((row) => (
        <div key={row} className={styles.skeletonRow}>
          <SkeletonDisc className={styles.skeletonDisc} />
          <SkeletonBar width="44%" top={4} className={styles.skeletonBar} />
          <SkeletonBar width="78%" top={8} className={styles.skeletonBar} />
        </div>
      ))}
    </Skeleton>
  );
}

function EmptyList() {
  const t = useWords();
  const navigate = useNavigate();
  return (
    <Blank icon={<Inbox size={20} />} title={t("list.empty")} text={t("list.emptyText")}>
      <Button size="small" onClick={() => void navigate(toPlayground())}>
        {t("list.openPlayground")}
      </Button>
    </Blank>
  );
}
