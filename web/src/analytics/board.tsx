import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { useSort } from "../ui/use-sort.ts";
import styles from "./chart.module.css";
import { ChartPart } from "./chart-table.tsx";
import { Waiting } from "./part-states.tsx";
import { toAnalytics } from "./paths.ts";
import { type Figure, figureQuery } from "./queries.ts";
import { keyName } from "./say.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

interface Row {
  key: string;
  says: string;
  values: (number | null)[];
}

/** Several figures beside each other, a line for each member, queue or channel. */
export function Board({ figures, by }: { figures: Figure[]; by: string }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const [sort, setSort] = useSort();
  const { search, frame } = useFrame();
  const asked = { ...frame, compare: undefined };
  const answers = useQueries({ queries: figures.map(({ id, isFiltered }) => figureQuery(id, { grain: "total", by }, asked, isFiltered)) });
  const dimension = figures[0]?.dimensions.find(({ id }) => id === by);
  const title = dimension?.label[language] ?? by;
  const isFull = figures.length > 4;
  if (answers.some(({ data }) => data === undefined))
    return (
      <ChartPart title={title} wide full={isFull}>
        <Waiting failed={answers.some(({ isError }) => isError)} onRetry={() => answers.forEach(({ refetch }) => void refetch())} />
      </ChartPart>
    );
  const rows = new Map<string, Row>();
  for (const [index, { data }] of answers.entries())
    for (const item of data?.items ?? []) {
      const figure = figures[index] as Figure; // an answer each
      const key = item.key ?? "";
      const row = rows.get(key) ?? { key, says: keyName(figure, by, item, language, t("analytics.none")), values: figures.map(() => null) };
      row.values[index] = item.value;
      rows.set(key, row);
    }
  const columns: Column<Row>[] = [
    { id: "name", title, cell: ({ says }) => says, value: ({ says }) => says },
    ...figures.map((figure, index): Column<Row> => {
      const { id, label, unit } = figure;
      return {
        id: id.replaceAll(".", "_"),
        title: label[language],
        value: ({ values }) => values[index] ?? -1,
        isMinor: index > 2,
        cell: ({ key, values }) => {
          const value = values[index] ?? null;
          if (value === null) return "–";
          return (
            <Link className={styles.cell} {...toAnalytics({ ...search, show: id, by, key })}>
              {sayValue(unit, value, say)}
            </Link>
          );
        },
      };
    }),
  ];
  const shown = [...rows.values()].sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0));
  return (
    <ChartPart title={title} wide full={isFull}>
      {shown.length === 0 ? (
        <p className={styles.nothing}>{t("analytics.nothing")}</p>
      ) : (
        <DataTable
          label={title}
          rows={shown}
          idOf={({ key }) => key}
          columns={columns}
          sort={sort}
          onSort={setSort}
          csv={{ fileName: `${by}-${frame.period.from}-${frame.period.to}.csv`, label: t("analytics.csv") }}
        />
      )}
    </ChartPart>
  );
}
