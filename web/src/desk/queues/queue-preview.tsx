import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { ChartColumn } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import { previewQuery, type Queue } from "../queries.ts";
import { percent } from "../wall/figures.ts";
import { useWords } from "../words/words.ts";
import styles from "./queues.module.css";

/** What the settings mean: whether it is open now, who is next, and what these promises would have been worth. */
export function QueuePreview({ draft }: { draft: Queue }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { firstResponseSeconds, resolutionSeconds } = draft;
  const { data } = useQuery(
    previewQuery(draft.id, {
      ...(firstResponseSeconds === null ? {} : { firstResponseSeconds }),
      ...(resolutionSeconds === null ? {} : { resolutionSeconds }),
    }),
  );
  if (data === undefined) return <aside className={styles.preview} />;
  const until = data.changesAt === null ? null : stamp(data.changesAt, now, t, language, timeZone);
  return (
    <aside className={styles.preview} aria-label={t("queues.preview")}>
      <h3>{t("queues.preview")}</h3>
      <p className={classes(styles.open, data.isOpen ? styles.isOpen : styles.isClosed)}>
        <i />{" "}
        {until === null
          ? t(data.isOpen ? "queues.openAlways" : "queues.closedAlways")
          : t(data.isOpen ? "queues.openUntil" : "queues.closedUntil", { time: until })}
      </p>
      <h3>{t("queues.next")}</h3>
      {data.nobodyBecause !== null && <p className={ink.secondary}>{t(`queues.nobody.${data.nobodyBecause}`)}</p>}
      <ol className={styles.next}>
        {data.next.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one person may be next more than once
          <li key={index}>
            <Avatar name={one.name} size={24} /> <span>{one.name}</span>{" "}
            <span className={ink.secondary}>{t("queues.wouldServe", { count: one.load })}</span>
          </li>
        ))}
      </ol>
      {(["firstResponse", "resolution"] as const).map(
        (promise) =>
          data[promise].share !== null && (
            <p key={promise} className={styles.whatIf}>
              <ChartColumn size={14} />{" "}
              {t(`queues.whatIf.${promise}`, { share: percent(data[promise].share, language), count: data[promise].promised })}
            </p>
          ),
      )}
    </aside>
  );
}
