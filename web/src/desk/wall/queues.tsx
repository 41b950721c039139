import { useLocale } from "../../text/locale.tsx";
import { duration, seconds } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { CircleCheck } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import type { Wall } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { percent, placeOnRuler, since } from "./figures.ts";
import { Load } from "./load.tsx";
import styles from "./queues.module.css";

/** Where nothing is promised the ruler is this long. */
const RULER_SECONDS = 1800;

/** A line a queue: who waits, on a ruler with its limit, and who can take them. */
export function Queues({ wall }: { wall: Wall }) {
  const t = useWords();
  return (
    <table className={styles.queues}>
      <thead>
        <tr>
          <th>{t("wall.queue")}</th>
          <th className={styles.number}>{t("wall.waitingHead")}</th>
          <th className={styles.rulerHead}>
            {t("wall.ruler")} <span style={{ left: "74%" }}>{t("wall.limit")}</span>
          </th>
          <th className={styles.number}>{t("wall.oldestHead")}</th>
          <th className={styles.number}>{t("wall.keptHead")}</th>
          <th>{t("wall.capacity")}</th>
          <th>{t("wall.team")}</th>
        </tr>
      </thead>
      <tbody>
        {wall.queues.map((queue) => (
          <Queue key={queue.id} queue={queue} agents={wall.agents} />
        ))}
      </tbody>
    </table>
  );
}

function Queue({ queue, agents }: { queue: Wall["queues"][number]; agents: Wall["agents"] }) {
  const t = useWords();
  const { language } = useLocale();
  const now = useNow();
  const limit = queue.firstResponseSeconds;
  const oldest = queue.oldestSince === null ? null : since(queue.oldestSince, now);
  const isOver = limit !== null && oldest !== null && oldest > limit;
  const present = agents.filter(({ id, state }) => queue.agentIds.includes(id) && state !== "offline");
  return (
    <tr className={isOver ? styles.over : undefined}>
      <th scope="row">
        <span className={styles.queueName}>{queue.name}</span>
        <span className={classes(ink.small, ink.secondary)}>
          {limit === null ? t("wall.noLimit") : t("wall.limitOf", { time: duration(limit * 1000, t) })}
        </span>
      </th>
      <td className={classes(styles.number, styles.waiting)}>{queue.waiting}</td>
      <td className={styles.rulerCell}>{queue.waiting === 0 ? <NobodyWaits /> : <Ruler queue={queue} now={now} />}</td>
      <td className={classes(styles.number, ink.figures, isOver && ink.danger)}>{oldest === null ? "–" : seconds(oldest)}</td>
      <td className={classes(styles.number, ink.figures)}>{percent(queue.keptToday, language)}</td>
      <td>
        <Load used={queue.inService} of={queue.capacity} />
        <span className={classes(ink.small, ink.secondary)}>{t("wall.places", { used: queue.inService, of: queue.capacity })}</span>
      </td>
      <td>
        <span className={styles.faces}>
          {present.slice(0, 4).map(({ id, name }) => (
            <span key={id} title={name}>
              <Avatar name={name} size={24} />
            </span>
          ))}
          {present.length > 4 && <span className={ink.small}>+{present.length - 4}</span>}
          {present.length === 0 && <span className={classes(ink.small, ink.danger)}>{t("wall.nobodyOnline")}</span>}
        </span>
      </td>
    </tr>
  );
}

function NobodyWaits() {
  const t = useWords();
  return (
    <span className={classes(styles.calm, ink.secondary)}>
      <CircleCheck size={14} /> {t("wall.nobodyWaits")}
    </span>
  );
}

/** A point for each who waits: the further right, the longer. The words say it to whoever does not see it. */
function Ruler({ queue, now }: { queue: Wall["queues"][number]; now: number }) {
  const t = useWords();
  const limit = queue.firstResponseSeconds ?? RULER_SECONDS;
  const over = queue.waitingSince.filter((at) => since(at, now) > limit).length;
  return (
    <div
      className={styles.ruler}
      role="img"
      aria-label={t("wall.rulerWords", { count: queue.waiting, over: queue.firstResponseSeconds === null ? 0 : over })}
    >
      <i className={styles.track} />
      {queue.firstResponseSeconds !== null && <i className={styles.limit} />}
      {queue.waitingSince.map((at) => {
        const waited = since(at, now);
        const tone =
          queue.firstResponseSeconds === null || waited < limit * 0.8 ? styles.early : waited <= limit ? styles.late : styles.broken;
        return <i key={at} className={classes(styles.point, tone)} style={{ left: `${Math.min(98, placeOnRuler(waited, limit))}%` }} />;
      })}
    </div>
  );
}
