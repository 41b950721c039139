import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { AccountMenu } from "../shell/account-menu.tsx";
import { useLive } from "../shell/live.tsx";
import { useMay } from "../shell/session.tsx";
import { countText } from "../text/count-text.ts";
import { Banner } from "../ui/banner.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { SquarePen, WifiOff } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import screen from "../ui/screen.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { Tabs } from "../ui/tabs.tsx";
import type { ListSelection } from "./bulk/use-selection.ts";
import styles from "./conversation-list.module.css";
import { FilterMenu } from "./filter-menu.tsx";
import { filterText, type InboxSearch, listQuery } from "./inbox-search.ts";
import { ListRows } from "./list-rows.tsx";
import { useOutbox } from "./outbox.tsx";
import { useCounts } from "./queries.ts";
import { useConversationList, useLoaded } from "./use-conversation-list.ts";
import { ViewMenu } from "./view-menu.tsx";
import { type SavedView, useFillInSavedView, useOpenSavedView } from "./views/saved-views.ts";
import { type InboxText, useWords } from "./words/words.ts";

const FilterBar = lazy(() => import("./find/filter-bar.tsx"));
const FilterDialog = lazy(() => import("./find/filter-dialog.tsx"));
const WriteFirstDialog = lazy(() => import("./first/write-first-dialog.tsx"));
const ViewDialog = lazy(() => import("./views/view-dialog.tsx"));
const BulkBar = lazy(() => import("./bulk/bulk-bar.tsx"));

interface ListProps {
  search: InboxSearch;
  selectedId: string | undefined;
  selection: ListSelection;
  onShortcuts: () => void;
}

/** The middle pane: tabs, filter, and the list, which never moves under the pointer. */
export function ConversationList({ search, selectedId, selection, onShortcuts }: ListProps) {
  const t = useWords();
  const navigate = useNavigate();
  const list = useConversationList(search);
  const items = useLoaded(list);
  const [editing, setEditing] = useState(false);
  const [kept, setKept] = useState<{ view: SavedView | undefined } | null>(null);
  const mayReply = useMay("conversations.reply");
  const [writing, setWriting] = useState(false);
  useFillInSavedView(search);
  const saved = useOpenSavedView(search);
  const { data: counts } = useCounts(search.view === "snoozed" ? "all" : search.view, search.queue, filterText(search));
  const queueName = counts?.queues.find(({ id }) => id === search.queue)?.name;
  const title = saved?.view.name ?? queueName ?? t(`nav.${search.view}`);
  const setSearch = (next: Partial<Record<keyof InboxSearch, unknown>>) =>
    void navigate({ to: ".", search: { ...search, ...next } as InboxSearch });
  const clear = () => setSearch({ filter: undefined, unread: undefined, channel: undefined, saved: undefined });
  const isNarrowed = search.filter !== undefined || search.unread === true || search.channel !== undefined;
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
        {mayReply && (
          <IconButton label={t("list.writeFirst")} className={styles.headerButton} onClick={() => setWriting(true)}>
            <SquarePen size={16} />
          </IconButton>
        )}
        <FilterMenu search={search} onSearch={setSearch} onMore={() => setEditing(true)} onView={(view) => setKept({ view })} />
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
      {isNarrowed && (
        <Suspense>
          <FilterBar search={search} onSearch={setSearch} onEdit={() => setEditing(true)} onKeep={() => setKept({ view: undefined })} />
        </Suspense>
      )}
      {/* Another list begins at its top, and nothing of the one before is held in place. */}
      <ListRows
        key={JSON.stringify(listQuery(search))}
        list={list}
        items={items}
        selectedId={selectedId}
        selection={selection}
        search={search}
        onEditFilter={() => setEditing(true)}
        onClearFilter={clear}
      />
      <Suspense>
        {selection.ids.size > 0 && <BulkBar selection={selection} loaded={items.length} />}
        {writing && <WriteFirstDialog onClose={() => setWriting(false)} />}
        {kept !== null && <ViewDialog search={search} view={kept.view} onClose={() => setKept(null)} />}
        {editing && (
          <FilterDialog
            filter={search.filter}
            onClose={() => setEditing(false)}
            onApply={(filter) => {
              setEditing(false);
              setSearch({ filter });
            }}
          />
        )}
      </Suspense>
    </section>
  );
}

/** What a tab says of how many there are; nothing of none. */
const countOf = (count: number | undefined, t: InboxText) => (count === undefined || count === 0 ? {} : { count: countText(count, t) });

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
