import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { useAct } from "../../ui/use-act.ts";
import { showQuantity } from "./amounts.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { ledgerQuery, type Movement, onTheWayQuery, partQuery } from "./queries.ts";
import styles from "./stock.module.css";
import { useWords } from "./words/words.ts";

/** One part: what is on its way, and all that happened to it. */
export function PartPage({ partId }: { partId: string }) {
  const t = useWords();
  const part = useQuery(partQuery(partId));
  const ledger = useInfiniteQuery(ledgerQuery(partId));
  const mayMove = useMay("stock.move");
  const [moves, setMoves] = useState(false);
  const movements = ledger.data?.pages.flatMap(({ items }) => items) ?? [];
  const error = part.error ?? ledger.error;
  return (
    <Page
      title={part.data?.name ?? t("nav.stock")}
      act={
        mayMove &&
        part.data !== undefined && (
          <Button tone="primary" onClick={() => setMoves(true)}>
            {t("stock.move")}
          </Button>
        )
      }
      layers={moves && part.data !== undefined && <MoveDialog part={part.data} onClose={() => setMoves(false)} />}
    >
      {error !== null && <LoadError error={error} onRetry={() => void Promise.all([part.refetch(), ledger.refetch()])} />}
      {ledger.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={12} />
        </Skeleton>
      )}
      <OnTheWay partId={partId} />
      <h2 className={styles.group}>{t("stock.ledger")}</h2>
      {ledger.isSuccess && movements.length === 0 && <p className={styles.quiet}>{t("stock.noMovements")}</p>}
      <ul className={styles.rows}>
        {movements.map((movement) => (
          <MovementRow key={movement.id} movement={movement} />
        ))}
      </ul>
      {ledger.hasNextPage && (
        <Button size="wide" busy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
          {t("stock.more")}
        </Button>
      )}
    </Page>
  );
}

function MovementRow({ movement }: { movement: Movement }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { kind, quantity, reserved, part, site, at, by, reason, workOrder, quantityAfter } = movement;
  const change = quantity === 0 ? reserved : quantity;
  return (
    <li className={styles.row}>
      <span>
        {t(`stock.kind.${kind}`)} · {site.name}
        <span className={styles.below}>
          {[new Date(at).toLocaleString(language, { timeZone, dateStyle: "short", timeStyle: "short" }), by.name, workOrder?.code, reason]
            .filter((one) => one !== undefined && one !== "")
            .join(" · ")}
        </span>
      </span>
      <span className={styles.number}>
        {change > 0 ? "+" : ""}
        {showQuantity(language, change)} {part.unit}
        <span className={styles.below}>{t("stock.leaves", { count: showQuantity(language, quantityAfter) })}</span>
      </span>
    </li>
  );
}

function OnTheWay({ partId }: { partId: string }) {
  const t = useWords();
  const { language } = useLocale();
  const transfers = useQuery(onTheWayQuery(partId)).data?.items ?? [];
  const mayMove = useMay("stock.move");
  const receive = useAct(
    t,
    (transferId: string) => unwrap(api.POST("/api/v1/stock/transfers/{transferId}/receive", { params: { path: { transferId } } })),
    { refresh: [["stock"]] },
  );
  if (transfers.length === 0) return null;
  return (
    <>
      <h2 className={styles.group}>{t("stock.onTheWay")}</h2>
      <ul className={styles.rows}>
        {transfers.map(({ id, from, to, quantity, part }) => (
          <li key={id} className={styles.row}>
            <span>
              {from.name} → {to.name}: {showQuantity(language, quantity)} {part.unit}
            </span>
            {mayMove && (
              <Button busy={receive.busy} onClick={() => void receive.run(id)}>
                {t("stock.arrived")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
