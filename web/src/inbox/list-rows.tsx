import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "../api/client.ts";
import { toPlayground } from "../playground/paths.ts";
import { useMe } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Inbox } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar, SkeletonDisc } from "../ui/skeleton.tsx";
import { useNow } from "../ui/use-now.ts";
import { useOnePane } from "../ui/use-one-pane.ts";
import type { ListSelection } from "./bulk/use-selection.ts";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import type { InboxSearch } from "./inbox-search.ts";
import { toConversation } from "./paths.ts";
import { snoozeTimes, useConversationActions } from "./use-conversation-actions.ts";
import type { useConversationList } from "./use-conversation-list.ts";
import { useWords } from "./words/words.ts";

const NothingFound = lazy(() => import("./find/nothing-found.tsx"));

const ROW_HEIGHT = { comfortable: 72, compact: 52, touch: 80 };
const FREEZE_MS = 2_000;

interface ListRowsProps {
  list: ReturnType<typeof useConversationList>;
  items: Conversation[];
  selectedId: string | undefined;
  selection: ListSelection;
  search: InboxSearch;
  onEditFilter: () => void;
  onClearFilter: () => void;
}

/** The rows that are seen, or why there are none. */
export function ListRows({ list, items, selectedId, selection, search, onEditFilter, onClearFilter }: ListRowsProps) {
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
  const isFiltered = search.filter !== undefined || search.unread === true || search.channel !== undefined;
  if (items.length === 0 && isFiltered)
    return (
      <Suspense>
        <NothingFound error={list.error} onRetry={() => void list.refetch()} onEdit={onEditFilter} onClear={onClearFilter} />
      </Suspense>
    );
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
                chosen={selection.ids.has(conversation.id)}
                choosing={selection.ids.size > 0}
                onChoose={selection.toggle}
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
    const lastKnown = items.findLastIndex(({ id }) => known.has(id));
    // What was loaded by scrolling comes after them, in whatever order the list is, and is no news.
    return [...kept, ...items.slice(lastKnown + 1)];
  }, [items, frozen]);
  return { rows, waiting: items.length - rows.length, hold, release };
}

function useRowHeight(): number {
  const touch = useOnePane();
  const { density } = useMe().preferences;
  return touch ? ROW_HEIGHT.touch : density === "compact" ? ROW_HEIGHT.compact : ROW_HEIGHT.comfortable;
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
