import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import styles from "./chart.module.css";
import { ChartPart } from "./chart-table.tsx";
import { Waiting } from "./part-states.tsx";
import { toAnalytics } from "./paths.ts";
import { type Figure, figureQuery } from "./queries.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When things happen: the hours of a week, darker where more did. It is a table by itself. */
export function Week({ figure }: { figure: Figure }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search, frame } = useFrame();
  const { data, isError, refetch } = useQuery(
    figureQuery(figure.id, { grain: "hour_of_week" }, { ...frame, compare: undefined }, figure.isFiltered),
  );
  const title = t("analytics.week", { figure: figure.label[language] });
  if (data === undefined)
    return (
      <ChartPart title={title}>
        <Waiting failed={isError} onRetry={() => void refetch()} />
      </ChartPart>
    );
  const counts = new Map(data.items.map(({ at, value }) => [at, value ?? 0]));
  const busy = [...counts.keys()].map((at) => Number(at?.slice(2)));
  const [first, last] = [Math.min(8, ...busy), Math.max(18, ...busy)];
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const top = Math.max(1, ...counts.values());
  return (
    <ChartPart title={title} hint={figure.meaning[language]}>
      <table className={styles.week}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour % 2 === 0 && `${hour}h`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <tr key={day}>
              <th scope="row">
                {new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(new Date(MONDAY + (day - 1) * DAY_MS))}
              </th>
              {hours.map((hour) => {
                const at = `${day}-${String(hour).padStart(2, "0")}`;
                const count = counts.get(at) ?? 0;
                return (
                  <td key={hour} data-heat={count === 0 ? 0 : Math.ceil((count / top) * 5)}>
                    {count > 0 && <Link {...toAnalytics({ ...search, show: figure.id, at })}>{sayValue(figure.unit, count, say)}</Link>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartPart>
  );
}
