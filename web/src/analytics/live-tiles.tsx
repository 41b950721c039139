import { useQuery } from "@tanstack/react-query";
import { sayValue } from "../../../rules/say-value.ts";
import { wallQuery } from "../desk/queries.ts";
import { useLocale } from "../text/locale.tsx";
import { clockTime } from "../text/times.ts";
import styles from "./tiles.module.css";
import { useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

/** How things stand this minute, as the wall of the queues counts it. */
export function LiveTiles() {
  const t = useWords();
  const say = useSayAs();
  const { language, timeZone } = useLocale();
  const { data: wall } = useQuery(wallQuery);
  if (wall === undefined) return null;
  const facts = [
    { says: t("analytics.waiting"), value: sayValue("count", wall.waiting, say) },
    { says: t("analytics.inService"), value: sayValue("count", wall.inService, say) },
    { says: t("analytics.online"), value: sayValue("count", wall.online, say) },
  ];
  const time = clockTime(wall.at, language, timeZone);
  return (
    <section className={styles.live} aria-label={t("analytics.now", { time })}>
      <i /> {t("analytics.now", { time })}
      {facts.map(({ says, value }) => (
        <span key={says}>
          <b>{value}</b> {says}
        </span>
      ))}
    </section>
  );
}
