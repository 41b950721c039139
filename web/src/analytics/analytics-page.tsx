import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { ChartColumn, Download, Target } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import styles from "./analytics.module.css";
import { Bars } from "./bars.tsx";
import { Board } from "./board.tsx";
import { FilterWarning } from "./filter-says.tsx";
import { Lines } from "./lines.tsx";
import { LiveTiles } from "./live-tiles.tsx";
import { Waiting } from "./part-states.tsx";
import { SCREENS } from "./paths.ts";
import { PeriodBar } from "./period-bar.tsx";
import { type Figure, figuresQuery } from "./queries.ts";
import { RecordsDialog } from "./records-dialog.tsx";
import { PARTS, type Part } from "./screens.ts";
import { MonthPart } from "./spend/month-part.tsx";
import { Split } from "./split.tsx";
import { Tiles } from "./tiles.tsx";
import { useFrame, useSetSearch } from "./use-frame.ts";
import { Week } from "./week.tsx";
import { useWords } from "./words/words.ts";

const ExportDialog = lazy(() => import("./export-dialog.tsx"));
const TargetsDialog = lazy(() => import("./targets/targets-dialog.tsx"));
const ReportsScreen = lazy(() => import("./reports/reports-screen.tsx"));
const FilterDialog = lazy(() => import("../inbox/find/filter-dialog.tsx"));

/** What a team looks at every morning: numbers, charts, and the conversations behind them. The address says which. */
export function AnalyticsPage() {
  const t = useWords();
  const { search } = useFrame();
  const set = useSetSearch();
  const [isFiltering, setFiltering] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const [isAiming, setAiming] = useState(false);
  const mayExport = useMay("analytics.export");
  const mayAim = useMay("analytics.targets");
  const { data: figures, isError, error, refetch } = useQuery(figuresQuery);
  const mayReport = useMay("analytics.reports");
  const screen = search.screen === "reports" && !mayReport ? "overview" : (search.screen ?? "overview");
  const shown = figures?.find(({ id, mayRead }) => id === search.show && mayRead);
  return (
    <Page
      title={t("nav.analytics")}
      tabs={
        <Tabs
          label={t("analytics.screen")}
          selected={screen}
          onSelect={(id) => set({ screen: id === "overview" ? undefined : id })}
          tabs={SCREENS.filter((id) => id !== "reports" || mayReport).map((id) => ({ id, label: t(`analytics.screen.${id}`) }))}
        />
      }
      act={
        <>
          {mayAim && (
            <Button size="small" onClick={() => setAiming(true)}>
              <Target size={14} /> {t("targets.title")}
            </Button>
          )}
          {mayExport && (
            <Button size="small" onClick={() => setExporting(true)}>
              <Download size={14} /> {t("analytics.export")}
            </Button>
          )}
        </>
      }
      layers={
        <Suspense>
          {isExporting && <ExportDialog onClose={() => setExporting(false)} />}
          {isAiming && <TargetsDialog figures={figures ?? []} onClose={() => setAiming(false)} />}
          {isFiltering && (
            <FilterDialog
              filter={search.filter}
              onClose={() => setFiltering(false)}
              onApply={(filter) => {
                set({ filter });
                setFiltering(false);
              }}
            />
          )}
          {shown !== undefined && (
            <RecordsDialog figure={shown} onClose={() => set({ show: undefined, at: undefined, by: undefined, key: undefined })} />
          )}
        </Suspense>
      }
    >
      <div className={styles.page}>
        {screen !== "reports" && <PeriodBar onFilter={() => setFiltering(true)} />}
        {screen !== "reports" && search.filter !== undefined && (
          <FilterWarning filter={search.filter} onRemove={() => set({ filter: undefined })} />
        )}
        {isError ? (
          <LoadError error={error} onRetry={() => void refetch()} />
        ) : figures === undefined ? (
          <Waiting failed={false} onRetry={() => void refetch()} />
        ) : screen === "reports" ? (
          <Suspense fallback={<Waiting failed={false} onRetry={() => void refetch()} />}>
            <ReportsScreen figures={figures.filter(({ mayRead }) => mayRead)} />
          </Suspense>
        ) : (
          <Screen parts={PARTS[screen]} figures={figures.filter(({ mayRead }) => mayRead)} />
        )}
      </div>
    </Page>
  );
}

/** The parts of a screen that this person may read. */
function Screen({ parts, figures }: { parts: Part[]; figures: Figure[] }) {
  const t = useWords();
  const { search } = useFrame();
  const { language, timeZone } = useLocale();
  const maySeeWall = useMay("desk.watch");
  const maySeeSpend = useMay("analytics.spend");
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const find = (ids: string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const isDrawn = (part: Part) =>
    part.kind === "live" ? maySeeWall : part.kind === "month" ? maySeeSpend : find(figuresOf(part)).length > 0;
  const drawn = parts.filter(isDrawn);
  if (drawn.length === 0)
    return <Blank icon={<ChartColumn size={20} />} title={t("analytics.noRight")} text={t("analytics.noRightText")} />;
  const unfiltered = search.filter === undefined ? [] : find(parts.flatMap(figuresOf)).filter(({ isFiltered }) => !isFiltered);
  return (
    <>
      {unfiltered.length > 0 && (
        <p className={styles.note}>
          {t("analytics.filterNot", { figures: [...new Set(unfiltered.map(({ label }) => label[language]))].join(", ") })}
        </p>
      )}
      <div className={styles.parts}>
        {drawn.map((part) => (
          <PartOf key={JSON.stringify(part)} part={part} figures={find(figuresOf(part))} />
        ))}
      </div>
      <p className={styles.note}>{t("analytics.zone", { zone: timeZone })}</p>
    </>
  );
}

/** @param figures those of the part that may be read: at least one, but for what reads none */
function PartOf({ part, figures }: { part: Part; figures: Figure[] }) {
  const [first] = figures;
  if (part.kind === "live") return <LiveTiles />;
  if (part.kind === "month") return <MonthPart />;
  if (first === undefined) return null;
  switch (part.kind) {
    case "tiles":
      return <Tiles figures={figures} />;
    case "bars":
      return <Bars figure={first} by={part.by} />;
    case "lines":
      return <Lines figures={figures} />;
    case "week":
      return <Week figure={first} />;
    case "split":
      return <Split figure={first} by={part.by} />;
    case "table":
      return <Board figures={figures} by={part.by} />;
  }
}

const figuresOf = (part: Part): string[] => ("figures" in part ? part.figures : "figure" in part ? [part.figure] : []);
