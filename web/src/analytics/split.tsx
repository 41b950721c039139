import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import { ChangeMark } from "./change-mark.tsx";
import styles from "./chart.module.css";
import { ChartPart } from "./chart-table.tsx";
import { Waiting } from "./part-states.tsx";
import { toAnalytics } from "./paths.ts";
import { type Figure, figureQuery } from "./queries.ts";
import { keyName } from "./say.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

const MOST = 8;

/** A figure in the parts of a dimension, the largest first. It is a table by itself. */
export function Split({ figure, by }: { figure: Figure; by: string }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search, frame } = useFrame();
  const { data, isError, refetch } = useQuery(figureQuery(figure.id, { grain: "total", by }, frame, figure.isFiltered));
  const dimension = figure.dimensions.find(({ id }) => id === by);
  const title = t("analytics.by", { figure: figure.label[language], dimension: (dimension?.label[language] ?? by).toLowerCase() });
  if (data === undefined)
    return (
      <ChartPart title={title}>
        <Waiting failed={isError} onRetry={() => void refetch()} />
      </ChartPart>
    );
  const rows = data.items
    .filter(({ rows: its }) => its > 0)
    .toSorted((a, b) => (by === "score" ? Number(b.key) - Number(a.key) : (b.value ?? 0) - (a.value ?? 0)));
  const top = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  const before = new Map(data.before?.items.map(({ key, value }) => [key, value]));
  return (
    <ChartPart
      title={title}
      hint={figure.meaning[language]}
      beside={rows.length > MOST && t("analytics.first", { most: MOST, all: rows.length })}
    >
      {rows.length === 0 ? (
        <p className={styles.nothing}>{t("analytics.nothing")}</p>
      ) : (
        <table className={styles.split}>
          <caption>{title}</caption>
          <tbody>
            {rows.slice(0, MOST).map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Link {...toAnalytics({ ...search, show: figure.id, by, key: row.key ?? "" })}>
                    {keyName(figure, by, row, language, t("analytics.none"))}
                  </Link>
                </th>
                <td className={styles.track} aria-hidden="true">
                  <i style={{ width: `${((row.value ?? 0) / top) * 100}%` }} />
                </td>
                <td className={styles.value}>{sayValue(figure.unit, row.value, say)}</td>
                <td className={styles.value}>
                  {data.before !== null && <ChangeMark figure={figure} value={row.value} before={before.get(row.key) ?? null} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartPart>
  );
}
