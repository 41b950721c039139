import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { type Delivery, deliveriesQuery } from "./queries.ts";
import { momentText } from "./texts.ts";
import { useSendAgain } from "./webhook-acts.ts";
import styles from "./webhooks.module.css";
import { useWords } from "./words/words.ts";

const STATES = ["all", "pending", "delivered", "dead"] as const;

/** What was told, with what came of it; what is settled is sent again by a button. */
export function DeliveryLog() {
  const t = useWords();
  const [shown, setShown] = useState<(typeof STATES)[number]>("all");
  const log = useInfiniteQuery(deliveriesQuery(shown === "all" ? undefined : shown));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t("webhooks.log")}>
      <div className={styles.head}>
        <h2>{t("webhooks.log")}</h2>
        <Spacer />
        <Tabs
          label={t("webhooks.log")}
          selected={shown}
          onSelect={setShown}
          tabs={STATES.map((id) => ({ id, label: t(`webhooks.state.${id}`) }))}
        />
      </div>
      {log.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={12} />
        </Skeleton>
      )}
      {log.isError && items.length === 0 && <LoadError error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && items.length === 0 && <p className={styles.meta}>{t("webhooks.logNone")}</p>}
      <ul className={styles.rows}>
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button size="wide" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("webhooks.logMore")}
        </Button>
      )}
    </section>
  );
}

const TONES = { pending: "warn", delivered: "ok", dead: "danger" } as const;

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { id, kind, endpointName, state, status, failure, attempts, nextAt, createdAt, body, answer } = delivery;
  const again = useSendAgain();
  return (
    <li>
      <details>
        <summary className={styles.head}>
          <Chip tone={TONES[state]}>{t(`webhooks.state.${state}`)}</Chip>
          <b>{kind}</b>
          <span className={styles.meta}>{endpointName}</span>
          <Spacer />
          <span className={styles.meta}>
            {status ?? (failure === null ? "" : (t.find(`failure.${failure}`) ?? failure))} · {t("webhooks.tries", { count: attempts })} ·{" "}
            {momentText(createdAt, language, timeZone)}
          </span>
        </summary>
        {nextAt !== null && <p className={styles.meta}>{t("webhooks.next", { when: momentText(nextAt, language, timeZone) })}</p>}
        <pre className={styles.raw}>{body}</pre>
        {answer !== null && answer !== "" && (
          <>
            <p className={styles.meta}>{t("webhooks.answer")}</p>
            <pre className={styles.raw}>{answer}</pre>
          </>
        )}
        <p className={styles.meta}>webhook-id: {id}</p>
      </details>
      {state !== "pending" && (
        <div>
          <Button size="small" busy={again.busy} onClick={() => void again.run(id)}>
            {t("webhooks.again")}
          </Button>
        </div>
      )}
    </li>
  );
}
