import { useQueries } from "@tanstack/react-query";
import { scaleLinear, scalePoint } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import { useOnePane } from "../ui/use-one-pane.ts";
import styles from "./chart.module.css";
import { ChartPart, ChartTable } from "./chart-table.tsx";
import { Waiting } from "./part-states.tsx";
import { toAnalytics } from "./paths.ts";
import { stepsOf } from "./period.ts";
import { type Figure, figureQuery } from "./queries.ts";
import { sayStep } from "./say.ts";
import { useSayTarget, useTargets } from "./targets/queries.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

const [WIDE, NARROW, HEIGHT, LEFT, TOP, BOTTOM] = [500, 380, 232, 52, 8, 24];
const COLOURS = ["var(--s5)", "var(--s3)", "var(--s1)"];

/** Figures of one unit beside each other, such as median, mean and nine of ten. A step of which nothing can be said is a gap. */
export function Lines({ figures }: { figures: Figure[] }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search, frame } = useFrame();
  const { step: grain } = frame.period;
  const width = useOnePane() ? NARROW : WIDE;
  const answers = useQueries({ queries: figures.map(({ id, isFiltered }) => figureQuery(id, { grain }, frame, isFiltered)) });
  const targetOf = useTargets();
  const sayTarget = useSayTarget();
  const [first] = figures;
  const failed = answers.find(({ isError }) => isError);
  if (first === undefined) return null;
  const title = t("analytics.perStep", { figure: first.label[language].replace(/ \(.*\)$/, ""), step: t(`analytics.step.${grain}`) });
  if (answers.some(({ data }) => data === undefined))
    return (
      <ChartPart title={title}>
        <Waiting failed={failed !== undefined} onRetry={() => answers.forEach(({ refetch }) => void refetch())} />
      </ChartPart>
    );
  const steps = stepsOf(frame.period);
  const values = answers.map(({ data }) => new Map(data?.items.map(({ at, value }) => [at, value])));
  // Nobody said what the part that a filter leaves should come to.
  const targets = figures.map(({ id }) => steps.map((step) => (frame.filter === undefined ? targetOf(id, step) : null)));
  const x = scalePoint(steps, [LEFT, width - 10]);
  const y = scaleLinear(
    [
      0,
      Math.max(
        first.unit === "seconds" ? 60 : 1,
        ...values.flatMap((one) => [...one.values()].map((value) => value ?? 0)),
        ...targets.flat().map((value) => value ?? 0),
      ),
    ],
    [HEIGHT - BOTTOM, TOP],
  ).nice(4);
  const every = Math.ceil(steps.length / 5);
  return (
    <ChartPart
      title={title}
      hint={first.meaning[language]}
      beside={figures.map(({ id, label }, index) => (
        <span key={id} className={styles.key}>
          <i style={{ background: COLOURS[index] }} />
          {/\((.*)\)$/.exec(label[language])?.[1] ?? label[language]}
        </span>
      ))}
    >
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - 10} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {sayValue(first.unit, tick, say)}
            </text>
          </g>
        ))}
        {targets.map((one, index) => (
          <path
            key={figures[index]?.id}
            className={styles.target}
            stroke={COLOURS[index]}
            d={
              line<number | null>()
                .defined((value) => value !== null)
                .curve(curveStepAfter)
                .x((_, at) => x(steps[at] ?? "") ?? 0)
                .y((value) => y(value ?? 0))(one) ?? ""
            }
          />
        ))}
        {values.map((one, index) => {
          const path = line<string>()
            .defined((step) => typeof one.get(step) === "number")
            .x((step) => x(step) ?? 0)
            .y((step) => y(one.get(step) ?? 0));
          return (
            <g key={figures[index]?.id} stroke={COLOURS[index]} fill={COLOURS[index]}>
              <path d={path(steps) ?? ""} className={styles.line} />
              {steps
                .filter((step) => typeof one.get(step) === "number")
                .map((step) => (
                  <circle key={step} cx={x(step)} cy={y(one.get(step) ?? 0)} r={steps.length > 40 ? 1.2 : 2}>
                    <title>{`${sayStep(step, grain, language)}: ${sayValue(first.unit, one.get(step) ?? null, say)}`}</title>
                  </circle>
                ))}
            </g>
          );
        })}
        {steps.map(
          (step, index) =>
            index % every === 0 && (
              <text key={step} x={x(step)} y={HEIGHT - 6} textAnchor="middle">
                {sayStep(step, grain, language)}
              </text>
            ),
        )}
      </svg>
      <ChartTable
        caption={title}
        heads={figures.map(({ label }) => label[language])}
        lines={steps.map((step, at) => ({
          key: step,
          says: sayStep(step, grain, language),
          target: toAnalytics({ ...search, show: first.id, at: step }),
          values: values.map((one, index) => {
            const [value, target] = [one.get(step) ?? null, targets[index]?.[at] ?? null];
            return [sayValue(first.unit, value, say), sayTarget(figures[index] ?? first, value, target)].join(" ").trim();
          }),
        }))}
      />
    </ChartPart>
  );
}
