import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay, useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { showPrice, showQuantity } from "../stock/amounts.ts";
import { type PurchaseDetail, purchaseQuery } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { AskQuotesDialog } from "./ask-quotes-dialog.tsx";
import { Letters } from "./letters.tsx";
import { usePurchaseActs } from "./purchase-acts.ts";
import { PurchaseHistory } from "./purchase-history.tsx";
import styles from "./purchases.module.css";
import { QuoteDialog } from "./quote-dialog.tsx";
import { QuotesTable } from "./quotes-table.tsx";
import { ReceiveDialog } from "./receive-dialog.tsx";
import { StateChip } from "./state-chip.tsx";

/** One purchase: where it stands, what suppliers want, who decides, what arrived and who did what. */
export function OpenPurchase({ purchaseId, onBack }: { purchaseId: string; onBack: (() => void) | undefined }) {
  const t = useWords();
  const purchase = useQuery(purchaseQuery(purchaseId));
  if (purchase.isPending)
    return (
      <Skeleton>
        <SkeletonBar width="70%" top={12} />
      </Skeleton>
    );
  if (purchase.data === undefined) return <LoadError error={purchase.error} onRetry={() => void purchase.refetch()} />;
  return (
    <article className={styles.detail}>
      {onBack !== undefined && <Button onClick={onBack}>{t("stock.back")}</Button>}
      <Detail purchase={purchase.data} />
    </article>
  );
}

function Detail({ purchase }: { purchase: PurchaseDetail }) {
  const t = useWords();
  const me = useMe();
  const buys = useMay("purchases.buy");
  const acts = usePurchaseActs(purchase.id);
  const [layer, setLayer] = useState<"ask" | "receive" | { supplierId: string } | null>(null);
  const { state, number, title, requester, reason } = purchase;
  const isQuotable = state === "requested" || state === "quoting" || state === "awaiting_approval" || state === "approved";
  const mayCancel = (buys || requester.id === me.id) && (isQuotable || state === "ordered");
  return (
    <>
      <header>
        <p className={styles.line}>
          <span className={styles.quiet}>{t("purchases.number", { number: String(number).padStart(4, "0") })}</span>
          <StateChip state={state} />
        </p>
        <h2>{title}</h2>
        <p className={styles.quiet}>
          {[t("purchases.by", { name: requester.name }), purchase.workOrder?.code, reason].filter(Boolean).join(" · ")}
        </p>
      </header>
      <Way purchase={purchase} />
      <div className={styles.acts}>
        {buys && state === "quoting" && purchase.quoteId !== null && (
          <Button tone="primary" busy={acts.ask.busy} onClick={() => void acts.ask.run()}>
            {t("purchases.ask")}
          </Button>
        )}
        {buys && state === "approved" && (
          <Button tone="primary" busy={acts.order.busy} onClick={() => void acts.order.run()}>
            {t("purchases.order")}
          </Button>
        )}
        {buys && (state === "ordered" || state === "partly_received") && (
          <Button tone="primary" onClick={() => setLayer("receive")}>
            {t("purchases.receive")}
          </Button>
        )}
        {buys && (state === "requested" || state === "quoting") && (
          <Button onClick={() => setLayer("ask")}>{t("purchases.askQuotes")}</Button>
        )}
        {buys && isQuotable && <Button onClick={() => setLayer({ supplierId: "" })}>{t("purchases.addQuote")}</Button>}
        {DONE[state] >= DONE.approved && (
          <ButtonLink href={`/api/v1/purchases/${purchase.id}/pdf`} download>
            {t("purchases.pdf")}
          </ButtonLink>
        )}
        {mayCancel && (
          <Button tone="danger" busy={acts.cancel.busy} onClick={() => void acts.cancel.run()}>
            {t("purchases.cancel")}
          </Button>
        )}
      </div>
      <ApprovalCard purchase={purchase} acts={acts} />
      <Lines purchase={purchase} />
      <QuotesTable purchase={purchase} onChoose={buys && isQuotable ? (id) => void acts.choose.run(id) : undefined} />
      <Letters purchase={purchase} onType={buys && isQuotable ? (supplierId) => setLayer({ supplierId }) : undefined} />
      <PurchaseHistory purchase={purchase} />
      {layer === "ask" && <AskQuotesDialog purchase={purchase} onClose={() => setLayer(null)} />}
      {layer !== null && typeof layer === "object" && (
        <QuoteDialog purchase={purchase} from={layer.supplierId} onClose={() => setLayer(null)} />
      )}
      {layer === "receive" && <ReceiveDialog purchase={purchase} onClose={() => setLayer(null)} />}
    </>
  );
}

const WAY = ["request", "quotes", "approval", "order", "receipt"] as const;
/** How many steps are done in each state. */
const DONE = {
  requested: 1,
  quoting: 1,
  awaiting_approval: 2,
  approved: 3,
  ordered: 4,
  partly_received: 4,
  received: 5,
  rejected: 2,
  // Nothing of it is under way any longer.
  cancelled: -1,
} as const;

function Way({ purchase: { state } }: { purchase: PurchaseDetail }) {
  const t = useWords();
  return (
    <ol className={styles.way}>
      {WAY.map((step, place) => (
        <li
          key={step}
          className={classes(place < DONE[state] && styles.past, place === DONE[state] && styles.now)}
          aria-current={place === DONE[state] ? "step" : undefined}
        >
          {t(`purchases.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Lines({ purchase: { lines, state } }: { purchase: PurchaseDetail }) {
  const t = useWords();
  const { language } = useLocale();
  const isOrdered = state === "ordered" || state === "partly_received" || state === "received";
  return (
    <section>
      <h3>{t("purchases.lines")}</h3>
      <ul className={styles.rows}>
        {lines.map(({ id, description, quantity, received, unit, lastPaid }) => (
          <li key={id} className={styles.line}>
            <span>
              {description}
              {lastPaid !== null && (
                <span className={styles.below}>
                  {t("purchases.lastPaid", { price: showPrice(language, lastPaid.unitPrice), supplier: lastPaid.supplier })}
                </span>
              )}
            </span>
            <span className={styles.number}>
              {isOrdered
                ? t("purchases.outstanding", { received: showQuantity(language, received), quantity: showQuantity(language, quantity) })
                : showQuantity(language, quantity)}{" "}
              {unit}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
