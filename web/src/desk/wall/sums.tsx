import { useLocale } from "../../text/locale.tsx";
import { seconds } from "../../text/times.ts";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import type { Wall } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { percent, since } from "./figures.ts";
import styles from "./wall.module.css";

/** The figures of the moment and of today. */
export function Sums({ wall }: { wall: Wall }) {
  const t = useWords();
  const { language } = useLocale();
  const now = useNow();
  const [busiest] = wall.queues;
  const oldest = wall.queues
    .filter(({ oldestSince }) => oldestSince !== null)
    .toSorted((a, b) => ((a.oldestSince ?? "") < (b.oldestSince ?? "") ? -1 : 1))[0];
  return (
    <dl className={styles.sums}>
      <Sum
        name={t("wall.waiting")}
        value={String(wall.waiting)}
        below={
          busiest !== undefined && busiest.waiting > 0
            ? t("wall.waitingIn", { count: busiest.waiting, queue: busiest.name })
            : t("wall.nobodyWaits")
        }
      />
      <Sum
        name={t("wall.oldest")}
        value={oldest?.oldestSince == null ? "–" : seconds(since(oldest.oldestSince, now))}
        below={oldest?.name ?? t("wall.nobodyWaits")}
      />
      <Sum
        name={t("wall.breached")}
        value={String(wall.breached)}
        below={t(wall.breached > 0 ? "wall.breachedNow" : "wall.breachedNone")}
        {...(wall.breached > 0 ? { tone: "danger" as const } : {})}
      />
      <Sum
        name={t("wall.kept")}
        value={percent(wall.keptToday, language)}
        below={t("wall.today")}
        {...(wall.keptToday !== null && wall.keptToday < 0.95 ? { tone: "warn" as const } : {})}
      />
      <Sum name={t("wall.inService")} value={String(wall.inService)} below={t("wall.online", { count: wall.online })} />
      <Sum
        name={t("wall.handling")}
        value={wall.handlingSeconds === null ? "–" : seconds(wall.handlingSeconds)}
        below={t("wall.medianToday")}
      />
    </dl>
  );
}

const Sum = ({ name, value, below, tone }: { name: string; value: string; below: string; tone?: "danger" | "warn" }) => (
  <div className={styles.sum}>
    <dt>{name}</dt>
    <dd className={classes(ink.figures, tone !== undefined && styles[tone])}>{value}</dd>
    <dd className={classes(styles.below12, ink.secondary, ink.oneLine)}>{below}</dd>
  </div>
);
