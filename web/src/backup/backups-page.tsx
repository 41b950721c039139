import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { SettingsPage } from "../shell/settings-page.tsx";
import { useLocale } from "../text/locale.tsx";
import { fileSize, seconds } from "../text/times.ts";
import { Banner } from "../ui/banner.tsx";
import { Blank } from "../ui/blank.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Archive } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import type { Sort } from "../ui/table-rows.ts";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import styles from "./backups.module.css";
import { type Backups, backupsQuery, type Drill, type Run } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** A day and its time, whole. */
const WIDTH_OF_TIME = "148px";

/** How the installation's backups stand, and whether a restore was tried. */
export function BackupsPage() {
  const t = useWords();
  const { data, isPending, error, refetch } = useQuery(backupsQuery);
  return (
    <SettingsPage title={t("settings.backups")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("backups.says")}</p>
        {isPending && (
          <Skeleton>
            <SkeletonBar width="70%" top={12} />
          </Skeleton>
        )}
        {data === undefined && error !== null && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <Standing backups={data} />}
      </div>
    </SettingsPage>
  );
}

function Standing({ backups }: { backups: Backups }) {
  const t = useWords();
  const at = useStamp();
  const { place, isReadable, lateSince, runs } = backups;
  if (place === null) return <Blank icon={<Archive size={20} />} title={t("backups.noPlace")} text={t("backups.noPlaceText")} />;
  const [last] = runs;
  return (
    <>
      {!isReadable && <Banner role="alert">{t("backups.unreadable")}</Banner>}
      {lateSince !== null && (
        <Banner role="alert">
          {t("backups.late", { when: at(lateSince) })} <code>npm run backup</code>
        </Banner>
      )}
      <Facts>
        <Fact name={t("backups.place")}>{place}</Fact>
        <Fact name={t("backups.last")}>{last === undefined ? t("backups.none") : at(last.endedAt)}</Fact>
      </Facts>
      {last?.holdsDatabase === false && <p className={ink.secondary}>{t("backups.filesOnly")}</p>}
      {runs.length > 0 && <Runs runs={runs} />}
      <Drills backups={backups} />
    </>
  );
}

function Runs({ runs }: { runs: Run[] }) {
  const t = useWords();
  const at = useStamp();
  const { language } = useLocale();
  const [sort, setSort] = useSort();
  const columns = useMemo<Column<Run>[]>(
    () => [
      { id: "ended", width: WIDTH_OF_TIME, title: t("backups.ended"), cell: ({ endedAt }) => at(endedAt), value: ({ endedAt }) => endedAt },
      { id: "kind", title: t("backups.kind"), cell: ({ kind }) => t(`backups.kind.${kind}`), value: ({ kind }) => kind },
      { id: "took", title: t("backups.took"), cell: (run) => seconds(tookMs(run) / 1_000), value: tookMs, isMinor: true },
      { id: "size", title: t("backups.size"), cell: ({ bytes }) => fileSize(bytes, language), value: ({ bytes }) => bytes },
    ],
    [t, at, language],
  );
  return (
    <section className={styles.part} aria-label={t("backups.runs")}>
      <h2>{t("backups.runs")}</h2>
      <DataTable<Run>
        label={t("backups.runs")}
        rows={runs}
        idOf={({ startedAt }) => startedAt}
        columns={columns}
        sort={sort}
        onSort={setSort}
      />
    </section>
  );
}

const tookMs = ({ startedAt, endedAt }: Run): number => Date.parse(endedAt) - Date.parse(startedAt);

function Drills({ backups: { drills, drillDueAt } }: { backups: Backups }) {
  const t = useWords();
  const at = useStamp();
  const now = useNow();
  const { language } = useLocale();
  // The address holds how the runs are sorted.
  const [sort, setSort] = useState<Sort | null>(null);
  const columns = useMemo<Column<Drill>[]>(() => {
    const count = new Intl.NumberFormat(language);
    return [
      {
        id: "at",
        width: WIDTH_OF_TIME,
        title: t("backups.drillAt"),
        cell: ({ startedAt }) => at(startedAt),
        value: ({ startedAt }) => startedAt,
      },
      { id: "took", title: t("backups.took"), cell: (one) => seconds(one.seconds), value: (one) => one.seconds },
      { id: "reaches", title: t("backups.reaches"), cell: (one) => at(one.reachesUntil), value: (one) => one.reachesUntil, isMinor: true },
      {
        id: "counted",
        title: t("backups.counted"),
        cell: ({ rows, files }) => t("backups.countedText", { rows: count.format(rows), files: count.format(files) }),
        isMinor: true,
      },
      {
        id: "rows",
        title: t("backups.rows"),
        cell: ({ different }) => <span title={different.join(", ")}>{t("backups.differ", { count: different.length })}</span>,
        value: ({ different }) => different.length,
      },
    ];
  }, [t, at, language]);
  if (drillDueAt === null) return null;
  return (
    <section className={styles.part} aria-label={t("backups.drills")}>
      <h2>{t("backups.drills")}</h2>
      <p className={ink.secondary}>
        {t("backups.drillSays")} <code>npm run restore -- --drill</code>.{" "}
        {t(Date.parse(drillDueAt) < now ? "backups.drillLate" : "backups.drillDue", { when: at(drillDueAt) })}
      </p>
      {drills.length === 0 ? (
        <p className={ink.secondary}>{t("backups.drillNone")}</p>
      ) : (
        <DataTable<Drill>
          label={t("backups.drills")}
          rows={drills}
          idOf={({ startedAt }) => startedAt}
          columns={columns}
          sort={sort}
          onSort={setSort}
        />
      )}
    </section>
  );
}

/** A moment in the reader's words. */
function useStamp(): (iso: string) => string {
  const { language, timeZone } = useLocale();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone });
    return (iso: string) => format.format(new Date(iso));
  }, [language, timeZone]);
}
