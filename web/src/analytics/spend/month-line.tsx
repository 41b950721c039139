import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { sayValue } from "../../../../rules/say-value.ts";
import { useLocale } from "../../text/locale.tsx";
import { useOnePane } from "../../ui/use-one-pane.ts";
import charts from "../chart.module.css";
import { ChartPart, ChartTable } from "../chart-table.tsx";
import { sayStep } from "../say.ts";
import { useFrame, useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import type { SpendKind, SpendMonth } from "./queries.ts";
import styles from "./spend.module.css";
import { toRecords } from "./to-records.ts";

const [WIDE, NARROW, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [808, 380, 232, 60, 12, 12, 24];
const MICROS_A_CENT = 10_000;

/** One kind of spend through its month: what it adds up to day by day, the budget, and where it would end. Today is not over: it is paler. */
export function MonthLine({ month, one }: { month: SpendMonth; one: SpendKind }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search } = useFrame();
  const width = useOnePane() ? NARROW : WIDE;
  const title = t("spend.byDay", { kind: one.label[language] });
  const { days, projected } = one;
  const { daysOver } = month;
  const sums = days.map((_none, index) => days.slice(0, index + 1).reduce((sum, day) => sum + day, 0));
  // Days that begin after today have nothing to say.
  const known = Math.min(days.length, daysOver + 1);
  const budget = one.budget === null ? null : one.budget * MICROS_A_CENT;
  const x = scaleLinear([1, days.length], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, Math.max(1, budget ?? 0, projected ?? 0, sums[known - 1] ?? 0)], [HEIGHT - BOTTOM, TOP]).nice(4);
  const draw = line<[day: number, sum: number]>(
    ([day]) => x(day),
    ([, sum]) => y(sum),
  );
  const points = sums.slice(0, known).map((sum, index): [number, number] => [index + 1, sum]);
  const hasToday = daysOver < days.length;
  const whole = points.slice(0, daysOver);
  const dayOf = (day: number) => `${month.month}-${String(day).padStart(2, "0")}`;
  const money = (value: number) => sayValue("micros", value, say);
  const labelled = days.map((_none, index) => index + 1).filter((day) => day === 1 || day % 7 === 1);
  return (
    <ChartPart
      title={title}
      hint={t("spend.projectedHint")}
      wide
      beside={
        <>
          <span className={charts.key}>
            <i style={{ background: "var(--s1)" }} /> {t("spend.spent")}
          </span>
          {budget !== null && (
            <span className={charts.key}>
              <i style={{ background: "var(--s2)" }} /> {t("spend.budget")}
            </span>
          )}
          {projected !== null && hasToday && (
            <span className={charts.key}>
              <i style={{ background: "var(--s6)" }} /> {t("spend.projection")}
            </span>
          )}
        </>
      }
    >
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={charts.chart} aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={charts.grid} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {money(tick)}
            </text>
          </g>
        ))}
        {budget !== null && <path className={charts.target} stroke="var(--s2)" d={`M${LEFT} ${y(budget)}H${width - RIGHT}`} />}
        <path className={charts.line} stroke="var(--s1)" d={draw(whole) ?? ""} />
        {hasToday && (
          <g className={charts.now}>
            <path className={charts.line} stroke="var(--s1)" d={draw(points.slice(Math.max(0, daysOver - 1))) ?? ""} />
          </g>
        )}
        {hasToday && projected !== null && whole.length > 0 && (
          <path className={charts.target} stroke="var(--s6)" d={draw([...whole.slice(-1), [days.length, projected]]) ?? ""} />
        )}
        {points.map(([day, sum]) => (
          <circle key={day} cx={x(day)} cy={y(sum)} r={2} fill="var(--s1)" className={day > daysOver ? charts.now : undefined}>
            <title>{`${sayStep(dayOf(day), "day", language)}: ${money(sum)}${day > daysOver ? ` (${t("analytics.soFar")})` : ""}`}</title>
          </circle>
        ))}
        {labelled.map((day) => (
          <text key={day} x={x(day)} y={HEIGHT - 6} textAnchor={day === 1 ? "start" : "middle"}>
            {sayStep(dayOf(day), "day", language)}
          </text>
        ))}
      </svg>
      {one.spent === 0 && <p className={styles.nothing}>{t("spend.nothing")}</p>}
      <ChartTable
        caption={title}
        heads={[t("spend.ofDay"), t("spend.upTo")]}
        lines={points.map(([day, sum]) => ({
          key: String(day),
          says: `${sayStep(dayOf(day), "day", language)}${day > daysOver ? ` (${t("analytics.soFar")})` : ""}`,
          target: toRecords(search, month, one.shownBy.spent, dayOf(day)),
          values: [money(days[day - 1] ?? 0), money(sum)],
        }))}
      />
    </ChartPart>
  );
}
