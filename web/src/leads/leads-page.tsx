import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Search, Target } from "../ui/icons.generated.ts";
import { InputBox } from "../ui/input.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useMoveDeal } from "./deal-acts.ts";
import { DealBoard } from "./deal-board.tsx";
import { DealCard } from "./deal-card.tsx";
import { DealPanel } from "./deal-panel.tsx";
import { GoalsView } from "./goals-view.tsx";
import { InsightsView } from "./insights/insights-view.tsx";
import styles from "./leads.module.css";
import { LoseDialog } from "./lose-dialog.tsx";
import { type LeadsSearch, readLeadsSearch, toLeads } from "./paths.ts";
import { PeopleList } from "./people-list.tsx";
import { boardQuery, type Deal, dealList, pipelinesQuery, type Stage } from "./queries.ts";
import { useWords } from "./words/words.ts";

const VIEWS = ["board", "list", "people", "goals", "insights"] as const;

/** What is being sold, as a board or a list, and who is warm. The address holds which, the filter, and the deal that is open. */
export function LeadsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readLeadsSearch });
  const [losing, setLosing] = useState<{ deal: Deal; stage: Stage } | null>(null);
  const set = (next: { [Key in keyof LeadsSearch]: LeadsSearch[Key] | undefined }) =>
    void navigate({ ...toLeads(readLeadsSearch({ ...search, ...next })), replace: true });
  const view = search.view ?? "board";
  return (
    <Page
      title={t("nav.leads")}
      tabs={
        <Tabs
          label={t("leads.view")}
          selected={view}
          onSelect={(id) => set({ view: id === "board" ? undefined : id })}
          tabs={VIEWS.map((id) => ({ id, label: t(`leads.view.${id}`) }))}
        />
      }
      layers={losing !== null && <LoseDialog {...losing} onClose={() => setLosing(null)} />}
    >
      <div className={styles.withPanel} data-open={search.deal === undefined ? undefined : ""}>
        <div className={styles.page}>
          {(view === "board" || view === "list") && <Bar search={search} onSet={set} />}
          {view === "board" && <BoardView search={search} onLose={(deal, stage) => setLosing({ deal, stage })} />}
          {view === "list" && <List search={search} />}
          {view === "people" && <PeopleList />}
          {view === "goals" && <GoalsView />}
          {view === "insights" && <InsightsView days={search.days} onDays={(days) => set({ days })} />}
        </div>
        {search.deal !== undefined && <DealPanel dealId={search.deal} onClose={() => set({ deal: undefined })} />}
      </div>
    </Page>
  );
}

interface BarProps {
  search: LeadsSearch;
  onSet: (next: { [Key in keyof LeadsSearch]: LeadsSearch[Key] | undefined }) => void;
}

function Bar({ search, onSet }: BarProps) {
  const t = useWords();
  const pipelines = useQuery(pipelinesQuery).data?.items ?? [];
  return (
    <div className={styles.bar}>
      <InputBox>
        <Search size={16} />
        <input
          type="search"
          aria-label={t("deals.search")}
          placeholder={t("deals.search")}
          value={search.q ?? ""}
          onChange={({ target }) => onSet({ q: target.value })}
        />
      </InputBox>
      {pipelines.length > 1 && (
        <select
          className={styles.choice}
          aria-label={t("deals.pipeline")}
          value={search.pipeline ?? pipelines[0]?.id}
          onChange={({ target }) => onSet({ pipeline: target.value })}
        >
          {pipelines.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <Switch label={t("deals.mine")} on={search.mine === true} onChange={(on) => onSet({ mine: on || undefined })} />
      <Switch label={t("deals.stale")} on={search.stale === true} onChange={(on) => onSet({ stale: on || undefined })} />
    </div>
  );
}

function BoardView({ search, onLose }: { search: LeadsSearch; onLose: (deal: Deal, stage: Stage) => void }) {
  const mayWrite = useMay("leads.write");
  const move = useMoveDeal();
  const { data, isPending, isError, error, refetch } = useQuery(boardQuery(search));
  if (isPending) return <Waiting />;
  if (isError) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data.columns.every(({ count }) => count === 0)) return <None />;
  const act = (deal: Deal, stage: Stage) => (stage.kind === "lost" ? onLose(deal, stage) : void move.run({ deal, stage }));
  return <DealBoard board={data} search={search} {...(mayWrite ? { onMove: act } : {})} />;
}

function List({ search }: { search: LeadsSearch }) {
  const t = useWords();
  const list = useInfiniteQuery(dealList(search));
  const deals = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending) return <Waiting />;
  if (list.isError && deals.length === 0) return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  if (deals.length === 0) return <None />;
  return (
    <>
      <ul className={styles.cards} aria-label={t("nav.leads")}>
        {deals.map((deal) => (
          <li key={deal.id}>
            <DealCard deal={deal} search={search} showsStage isOpen={search.deal === deal.id} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("deals.more")}
        </Button>
      )}
    </>
  );
}

const Waiting = () => (
  <Skeleton>
    <SkeletonBar width="60%" top={12} />
    <SkeletonBar width="80%" top={12} />
  </Skeleton>
);

function None() {
  const t = useWords();
  return <Blank icon={<Target size={20} />} title={t("deals.none")} text={t("deals.noneText")} />;
}
