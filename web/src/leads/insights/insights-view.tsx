import { useQuery } from "@tanstack/react-query";
import { Blank } from "../../ui/blank.tsx";
import { Target } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import leadStyles from "../leads.module.css";
import { useWords } from "../words/words.ts";
import { CountedList } from "./counted-list.tsx";
import styles from "./insights.module.css";
import { insightsQuery } from "./queries.ts";
import { TalkLinks } from "./talk-links.tsx";

const DAYS = [7, 30, 90, 365] as const;
const FIRST_DAYS = 30;

/** What recurs in conversations with customers, each with those behind it. @param days looks back so far */
export function InsightsView({ days = FIRST_DAYS, onDays }: { days: number | undefined; onDays: (days: number) => void }) {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(insightsQuery(days));
  if (isPending)
    return (
      <Skeleton>
        <SkeletonBar width="60%" top={12} />
      </Skeleton>
    );
  if (isError) return <LoadError error={error} onRetry={() => void refetch()} />;
  const { looked, words, objections, lostReasons, unanswered, abandoned } = data;
  return (
    <>
      <div className={leadStyles.bar}>
        <select
          className={leadStyles.choice}
          aria-label={t("insights.days")}
          value={days}
          onChange={({ target }) => onDays(Number(target.value))}
        >
          {[...new Set([...DAYS, days])].map((one) => (
            <option key={one} value={one}>
              {t("insights.lastDays", { days: one })}
            </option>
          ))}
        </select>
        <span className={leadStyles.meta}>{t("insights.looked", { count: looked })}</span>
      </div>
      {looked === 0 && lostReasons.length === 0 ? (
        <Blank icon={<Target size={20} />} title={t("insights.none")} text={t("insights.noneText")} />
      ) : (
        <div className={styles.insights}>
          <section aria-label={t("insights.unanswered")}>
            <h2>
              {t("insights.unanswered")} <span className={leadStyles.meta}>{unanswered.count}</span>
            </h2>
            <ul>
              {unanswered.items.map((one) => (
                <li key={one.conversationId}>
                  <TalkLinks talks={[one]} />
                  <q>{one.text}</q>
                </li>
              ))}
            </ul>
          </section>
          <CountedList title={t("insights.objections")} items={objections} nameOf={(key) => t(`objection.${key}`)} />
          <CountedList title={t("insights.lostReasons")} items={lostReasons} nameOf={(key) => key} />
          <CountedList title={t("insights.words")} items={words} nameOf={(key) => key} />
          <section aria-label={t("insights.abandoned")}>
            <h2>
              {t("insights.abandoned")} <span className={leadStyles.meta}>{abandoned.count}</span>
            </h2>
            <p className={leadStyles.meta}>{t("insights.abandonedText")}</p>
            <TalkLinks talks={abandoned.talks} />
          </section>
        </div>
      )}
    </>
  );
}
