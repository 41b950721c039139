import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { momentText } from "../texts.ts";
import styles from "../webhooks.module.css";
import { useWords } from "../words/words.ts";
import { useExchangeAgain } from "./crm-acts.ts";
import { type Exchange, exchangesQuery } from "./queries.ts";

const STATES = ["all", "pending", "done", "dead"] as const;
const FIELDS = ["title", "value", "place"] as const;

/** What went to and fro, and why not; what is settled is sent again by a button. */
export function ExchangeLog() {
  const t = useWords();
  const [shown, setShown] = useState<(typeof STATES)[number]>("all");
  const log = useInfiniteQuery(exchangesQuery(shown === "all" ? undefined : shown));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t("crm.log")}>
      <div className={styles.head}>
        <h2>{t("crm.log")}</h2>
        <Spacer />
        <Tabs label={t("crm.log")} selected={shown} onSelect={setShown} tabs={STATES.map((id) => ({ id, label: t(`crm.state.${id}`) }))} />
      </div>
      {log.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={12} />
        </Skeleton>
      )}
      {log.isError && items.length === 0 && <LoadError error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && items.length === 0 && <p className={styles.meta}>{t("crm.logNone")}</p>}
      <ul className={styles.rows}>
        {items.map((exchange) => (
          <ExchangeRow key={exchange.id} exchange={exchange} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button size="wide" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("crm.logMore")}
        </Button>
      )}
    </section>
  );
}

const TONES = { pending: "warn", done: "ok", dead: "danger" } as const;

function ExchangeRow({ exchange }: { exchange: Exchange }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { id, dealTitle, state, status, failure, attempts, nextAt, createdAt, answer, sent, received } = exchange;
  const again = useExchangeAgain();
  const names = (facts: Exchange["sent"]) =>
    FIELDS.filter((field) => facts[field] !== undefined)
      .map((field) => t(`crm.field.${field}`))
      .join(", ");
  const [went, came] = [names(sent), names(received)];
  const parts = [went === "" ? [] : `${t("crm.sent")}: ${went}`, came === "" ? [] : `${t("crm.received")}: ${came}`].flat();
  const trouble = status ?? (failure === null ? null : (t.find(`failure.${failure}`) ?? failure));
  return (
    <li>
      <div className={styles.head}>
        <Chip tone={TONES[state]}>{t(`crm.state.${state}`)}</Chip>
        <b>{dealTitle}</b>
        <Spacer />
        <span className={styles.meta}>
          {trouble === null ? "" : `${trouble} · `}
          {t("crm.tries", { count: attempts })} · {momentText(createdAt, language, timeZone)}
        </span>
      </div>
      {(parts.length > 0 || state === "done") && <p className={styles.meta}>{parts.length === 0 ? t("crm.nothing") : parts.join(" · ")}</p>}
      {nextAt !== null && attempts > 0 && <p className={styles.meta}>{t("crm.next", { when: momentText(nextAt, language, timeZone) })}</p>}
      {answer !== null && answer !== "" && <pre className={styles.raw}>{answer}</pre>}
      {state !== "pending" && (
        <div>
          <Button size="small" busy={again.busy} onClick={() => void again.run(id)}>
            {t("crm.sendAgain")}
          </Button>
        </div>
      )}
    </li>
  );
}
