import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { scaleBand, scaleLinear } from "d3-scale";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import { useOnePane } from "../ui/use-one-pane.ts";
import styles from "./chart.module.css";
import { ChartPart, ChartTable } from "./chart-table.tsx";
import { Waiting } from "./part-states.tsx";
import { toAnalytics } from "./paths.ts";
import { beginOf, stepsOf } from "./period.ts";
import { type Figure, type FigureRow, figureQuery } from "./queries.ts";
import { keyName, sayStep } from "./say.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

const [WIDE, NARROW, HEIGHT, TOP, BOTTOM] = [808, 380, 232, 8, 24];
/** Amounts of money are longer words than counts. */
const leftOf = ({ unit }: Figure): number => (unit === "cents" || unit === "micros" ? 60 : 44);
const COLOURS = ["var(--s1)", "var(--s4)", "var(--s5)", "var(--s3)", "var(--s2)", "var(--s6)"];
/** What is left over stands together in the last colour. */
const MOST = COLOURS.length;
const REST = "\u0000rest";

interface Series {
  key: string | null;
  says: string;
  total: number;
  at: Map<string, number>;
}

/** One figure, step by step, in the parts of a dimension. Today is not over: its bar is paler. */
export function Bars({ figure, by }: { figure: Figure; by?: string | undefined }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search, frame, today } = useFrame();
  const { period } = frame;
  const isNarrow = useOnePane();
  const width = isNarrow ? NARROW : WIDE;
  const left = leftOf(figure);
  const { data, isError, refetch } = useQuery(figureQuery(figure.id, { grain: period.step, by }, frame, figure.isFiltered));
  const title = t("analytics.perStep", { figure: figure.label[language], step: t(`analytics.step.${period.step}`) });
  if (data === undefined)
    return (
      <ChartPart title={title} wide>
        <Waiting failed={isError} onRetry={() => void refetch()} />
      </ChartPart>
    );
  const steps = stepsOf(period);
  const series = seriesOf(
    data.items,
    figure.unit === "share",
    (row) => keyName(figure, by, row, language, t("analytics.none")),
    t("analytics.others"),
  );
  const sums = steps.map((step) => series.reduce((sum, { at }) => sum + (at.get(step) ?? 0), 0));
  const x = scaleBand(steps, [left, width]).paddingInner(0.32).paddingOuter(0.1);
  const y = scaleLinear([0, Math.max(figure.unit === "share" ? 0.01 : 1, ...sums)], [HEIGHT - BOTTOM, TOP]).nice(4);
  const now = beginOf(today, period.step);
  const every = Math.ceil(steps.length / (isNarrow ? 4 : 8));
  const targetOf = (step: string) => toAnalytics({ ...search, show: figure.id, at: step, by: undefined, key: undefined } as never);
  return (
    <ChartPart
      title={title}
      hint={figure.meaning[language]}
      wide
      beside={
        series.length > 1 &&
        series.map(({ key, says, total }, index) => (
          <span key={says} className={styles.key}>
            <i style={{ background: COLOURS[index] }} />
            {key === REST ? says : <Link {...toAnalytics({ ...search, show: figure.id, by: by ?? "", key: key ?? "" })}>{says}</Link>}{" "}
            <b>{sayValue(figure.unit, total, say)}</b>
          </span>
        ))
      }
    >
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
        {period.step === "day" &&
          steps
            .filter(isWeekend)
            .map((step) => (
              <rect
                key={step}
                x={(x(step) ?? 0) - x.step() * 0.16}
                y={TOP}
                width={x.step()}
                height={HEIGHT - BOTTOM - TOP}
                className={styles.weekend}
              />
            ))}
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {sayValue(figure.unit, tick, say)}
            </text>
          </g>
        ))}
        {steps.map((step, index) => (
          <Link key={step} {...targetOf(step)} tabIndex={-1} className={step === now ? styles.now : undefined}>
            <title>{`${sayStep(step, period.step, language)}: ${sayValue(figure.unit, sums[index] ?? 0, say)}${step === now ? ` (${t("analytics.soFar")})` : ""}`}</title>
            <rect x={x(step)} y={TOP} width={x.bandwidth()} height={HEIGHT - BOTTOM - TOP} fill="transparent" />
            {stacked(series, step).map(({ from, to, colour }) => (
              <rect
                key={colour}
                x={x(step)}
                y={y(to)}
                width={x.bandwidth()}
                height={Math.max(0, y(from) - y(to) - 0.5)}
                rx={1}
                fill={colour}
              />
            ))}
          </Link>
        ))}
        {steps.map(
          (step, index) =>
            (step === now || (index % every === 0 && steps.length - index > every / 2)) && (
              <text
                key={step}
                x={(x(step) ?? 0) + x.bandwidth() / (index === steps.length - 1 ? 1 : 2)}
                y={HEIGHT - 6}
                textAnchor={index === steps.length - 1 ? "end" : "middle"}
                className={step === now ? styles.strong : undefined}
              >
                {step === now && period.step === "day" ? t("analytics.today") : sayStep(step, period.step, language)}
              </text>
            ),
        )}
      </svg>
      {data.items.length === 0 && <p className={styles.nothing}>{t("analytics.nothing")}</p>}
      <ChartTable
        caption={title}
        heads={series.map(({ says }) => says)}
        lines={steps.map((step) => ({
          key: step,
          says: `${sayStep(step, period.step, language)}${step === now ? ` (${t("analytics.soFar")})` : ""}`,
          target: targetOf(step),
          values: series.map(({ at }) => sayValue(figure.unit, at.get(step) ?? (figure.unit === "share" ? null : 0), say)),
        }))}
      />
    </ChartPart>
  );
}

/** The largest parts first, the others together. A share has no parts that add up: it stands alone. */
function seriesOf(rows: readonly FigureRow[], isShare: boolean, nameOf: (row: FigureRow) => string, others: string): Series[] {
  const byKey = new Map<string | null, Series>();
  for (const row of rows) {
    const series = byKey.get(row.key) ?? { key: row.key, says: nameOf(row), total: 0, at: new Map<string, number>() };
    byKey.set(row.key, series);
    if (row.at === null || row.value === null) continue;
    series.at.set(row.at, row.value);
    series.total += isShare ? 0 : row.value;
  }
  const sorted = [...byKey.values()].sort((a, b) => b.total - a.total);
  if (sorted.length <= MOST) return sorted;
  const rest: Series = { key: REST, says: others, total: 0, at: new Map() };
  for (const { total, at } of sorted.slice(MOST - 1)) {
    rest.total += total;
    for (const [step, value] of at) rest.at.set(step, (rest.at.get(step) ?? 0) + value);
  }
  return [...sorted.slice(0, MOST - 1), rest];
}

function stacked(series: readonly Series[], step: string): { from: number; to: number; colour: string }[] {
  let sum = 0;
  return series.flatMap(({ at }, index) => {
    const value = at.get(step) ?? 0;
    sum += value;
    return value === 0 ? [] : [{ from: sum - value, to: sum, colour: COLOURS[index] as string }]; // there are as many colours as series
  });
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(Date.parse(day)).getUTCDay());
