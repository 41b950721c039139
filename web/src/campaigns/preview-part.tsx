import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { usePaused } from "../ui/use-paused.ts";
import styles from "./campaigns.module.css";
import { audienceQuery, type Campaign, previewQuery, type WrittenCampaign } from "./queries.ts";
import { sayReason } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface PreviewPartProps {
  campaign: Campaign | null;
  written: WrittenCampaign;
  /** Account and condition can be asked. */
  isWhole: boolean;
}

/** Whom it would reach now and whom not, what it would cost, and what some of them would read. */
export function PreviewPart({ campaign, written, isWhole }: PreviewPartProps) {
  const t = useWords();
  const { language } = useLocale();
  const number = new Intl.NumberFormat(language);
  const { audience, channelId, restDays, variants, priceMicros } = written;
  const contents = variants.map(({ content }) => (content.kind === "text" ? { ...content, text: content.text.trim() || "…" } : content));
  const asked = usePaused(JSON.stringify(isWhole ? { audience, channelId, restDays, contents } : null));
  const { data, isFetching } = useQuery(audienceQuery(JSON.parse(asked)));
  const preview = useQuery({ ...previewQuery(campaign?.id ?? "", campaign?.revision ?? 0), enabled: false });
  return (
    <>
      <section className={styles.card} aria-label={t("audience.title")} aria-busy={isFetching}>
        <h2>{t("audience.title")}</h2>
        {data === undefined ? (
          <p className={styles.hint}>{t("audience.notYet")}</p>
        ) : (
          <>
            <b className={styles.figure}>{number.format(data.reached)}</b>
            <p className={styles.hint}>{t("audience.of", { people: data.people })}</p>
            <ul className={styles.plain}>
              {Object.entries(data.leftOut).map(([reason, count]) => (
                <li key={reason}>
                  <span>{sayReason(reason, t)}</span> <span>{number.format(Number(count))}</span>
                </li>
              ))}
            </ul>
            {priceMicros !== null && (
              <p className={styles.hint}>{t("audience.cost", { amount: number.format((priceMicros * data.reached) / 1_000_000) })}</p>
            )}
          </>
        )}
      </section>
      {campaign !== null && (
        <section className={styles.card} aria-label={t("preview.title")}>
          <h2>{t("preview.title")}</h2>
          <Button size="small" busy={preview.isFetching} onClick={() => void preview.refetch()}>
            {t("preview.show")}
          </Button>
          <ul className={styles.samples}>
            {(preview.data?.items ?? []).map(({ contactId, variant, name, text, problem }) => (
              <li key={`${contactId} ${variant}`}>
                <b>{name}</b> <small>{variant}</small>
                {problem === null ? <p className={styles.sample}>{text}</p> : <p className={styles.problem}>{problem.message}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
