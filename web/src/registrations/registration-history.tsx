import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { useNow } from "../ui/use-now.ts";
import type { Registration } from "./queries.ts";
import styles from "./review.module.css";
import { useWords } from "./words/words.ts";

/** Who did what, the last first. */
export function RegistrationHistory({ registration: { history } }: { registration: Registration }) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  return (
    <details className={styles.history}>
      <summary>{t("registrations.history")}</summary>
      <ol>
        {history.toReversed().map(({ id, what, actorName, happenedAt }) => (
          <li key={id}>
            <span>{t(`registrations.what.${what}`)}</span>
            <span>
              {actorName}, {stamp(happenedAt, now, t, language, timeZone)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
