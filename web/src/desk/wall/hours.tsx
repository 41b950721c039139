import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import ink from "../../ui/ink.module.css";
import type { Wall } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./below.module.css";

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [520, 220, 30, 22];

/** What came and what ended, hour by hour, beside yesterday; the same numbers as a table for those who do not see it. */
export function Hours({ wall }: { wall: Wall }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hour12: false, timeZone }).format(new Date(wall.at)));
  const lively = wall.hours.filter(({ came, ended, cameYesterday }) => came + ended + cameYesterday > 0).map((one) => one.hour);
  const [first, last] = [Math.min(8, hour, ...lively), Math.max(18, hour, ...lively)];
  const shown = wall.hours.filter((one) => one.hour >= first && one.hour <= last);
  const top = Math.max(4, ...shown.flatMap(({ came, ended, cameYesterday }) => [came, ended, cameYesterday]));
  const x = (at: number) => LEFT + ((at - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 8);
  const y = (count: number) => HEIGHT - BOTTOM - (count / top) * (HEIGHT - BOTTOM - 12);
  const line = (pick: (one: Wall["hours"][number]) => number, until: number) =>
    shown
      .filter((one) => one.hour <= until)
      .map((one, index) => `${index === 0 ? "M" : "L"}${x(one.hour).toFixed(1)} ${y(pick(one)).toFixed(1)}`)
      .join("");
  const came = line((one) => one.came, hour);
  return (
    <section className={styles.hours} aria-label={t("wall.hours")}>
      <h2>
        {t("wall.hours")} <span className={ink.secondary}>{t("wall.now", { time: clockTime(wall.at, language, timeZone) })}</span>
      </h2>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(top * share)} y2={y(top * share)} className={styles.grid} />
            <text x={LEFT - 8} y={y(top * share) + 4} textAnchor="end">
              {Math.round(top * share)}
            </text>
          </g>
        ))}
        {shown
          .filter((one) => (one.hour - first) % 2 === 0)
          .map((one) => (
            <text key={one.hour} x={x(one.hour)} y={HEIGHT - 6} textAnchor="middle">
              {t("wall.hour", { hour: one.hour })}
            </text>
          ))}
        {came !== "" && (
          <path d={`${came}L${x(Math.min(hour, last)).toFixed(1)} ${y(0)}L${x(first).toFixed(1)} ${y(0)}Z`} className={styles.area} />
        )}
        <path d={line((one) => one.cameYesterday, 23)} className={styles.yesterday} />
        <path d={line((one) => one.ended, hour)} className={styles.ended} />
        <path d={came} className={styles.came} />
      </svg>
      <p className={styles.legend}>
        <span className={styles.cameKey}>{t("wall.came")}</span> <span className={styles.endedKey}>{t("wall.ended")}</span>{" "}
        <span>{t("wall.yesterday")}</span>
      </p>
      <table className={ink.unseen}>
        <caption>{t("wall.hours")}</caption>
        <thead>
          <tr>
            <th>{t("wall.hourHead")}</th>
            <th>{t("wall.came")}</th>
            <th>{t("wall.ended")}</th>
            <th>{t("wall.yesterday")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.hour}>
              <th>{one.hour}</th>
              <td>{one.came}</td>
              <td>{one.ended}</td>
              <td>{one.cameYesterday}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
