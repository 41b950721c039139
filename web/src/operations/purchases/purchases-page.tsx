import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay, useMe } from "../../shell/session.tsx";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { ShoppingCart } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useOnePane } from "../../ui/use-one-pane.ts";
import { showCents } from "../stock/amounts.ts";
import { readPurchasesSearch, toPurchase, toPurchases, usePurchaseId } from "../stock/paths.ts";
import { type Purchase, purchaseList } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import { OpenPurchase } from "./open-purchase.tsx";
import styles from "./purchases.module.css";
import { RequestDialog } from "./request-dialog.tsx";
import { StateChip } from "./state-chip.tsx";

/** Purchases by what is to be done, and one of them beside the list. */
export function PurchasesPage() {
  const t = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readPurchasesSearch });
  const purchaseId = usePurchaseId();
  const isOnePane = useOnePane();
  const list = useInfiniteQuery(purchaseList(search, me.id));
  const mayRequest = useMay("purchases.request");
  const [asks, setAsks] = useState(false);
  const purchases = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const go = (step: number) => {
    const at = purchases.findIndex(({ id }) => id === purchaseId);
    const next = purchases[Math.min(Math.max(at + step, 0), purchases.length - 1)];
    if (next !== undefined) void navigate(toPurchase(next.id, search));
  };
  useShortcuts({ j: () => go(1), k: () => go(-1), n: () => mayRequest && setAsks(true) });
  const hasList = !isOnePane || purchaseId === undefined;
  return (
    <Page
      title={t("nav.purchases")}
      tabs={
        <Tabs
          label={t("purchases.which")}
          selected={search.which ?? "open"}
          onSelect={(which) => void navigate({ ...toPurchases(which === "open" ? {} : { which }), replace: true })}
          tabs={(["open", "mine", "ended"] as const).map((id) => ({ id, label: t(`purchases.${id}`) }))}
        />
      }
      act={
        mayRequest && (
          <Button tone="primary" onClick={() => setAsks(true)}>
            {t("purchases.new")}
          </Button>
        )
      }
      layers={asks && <RequestDialog onClose={() => setAsks(false)} onMade={(id) => void navigate(toPurchase(id))} />}
    >
      <div className={styles.panes}>
        {hasList && (
          <div className={styles.list}>
            {list.isPending && (
              <Skeleton>
                <SkeletonBar width="80%" top={12} />
                <SkeletonBar width="60%" top={12} />
              </Skeleton>
            )}
            {list.isError && purchases.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
            {list.isSuccess && purchases.length === 0 && (
              <Blank icon={<ShoppingCart size={20} />} title={t("purchases.none")} text={t("purchases.noneText")} />
            )}
            <ul className={styles.rows}>
              {purchases.map((purchase) => (
                <PurchaseRow key={purchase.id} purchase={purchase} isOn={purchase.id === purchaseId} search={search} />
              ))}
            </ul>
            {list.hasNextPage && (
              <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t("stock.more")}
              </Button>
            )}
          </div>
        )}
        {purchaseId === undefined ? (
          !isOnePane && purchases.length > 0 && <p className={styles.quiet}>{t("purchases.choose")}</p>
        ) : (
          <OpenPurchase
            key={purchaseId}
            purchaseId={purchaseId}
            onBack={isOnePane ? () => void navigate(toPurchases(search)) : undefined}
          />
        )}
      </div>
    </Page>
  );
}

interface PurchaseRowProps {
  purchase: Purchase;
  isOn: boolean;
  search: Parameters<typeof toPurchase>[1];
}

function PurchaseRow({ purchase, isOn, search }: PurchaseRowProps) {
  const t = useWords();
  const { language } = useLocale();
  const { id, number, title, totalCents, isUrgent, workOrder, site, requester, state, approver } = purchase;
  return (
    <li>
      <Link {...toPurchase(id, search)} className={classes(styles.row, isOn && styles.on)} aria-current={isOn ? "true" : undefined}>
        <span className={styles.line}>
          <span className={styles.quiet}>{String(number).padStart(4, "0")}</span>
          <b>{title}</b>
          <span className={styles.number}>{totalCents === null ? "–" : showCents(language, totalCents)}</span>
        </span>
        <span className={styles.line}>
          <span className={styles.quiet}>
            {[workOrder?.code, site?.name, approver === null ? requester.name : t("purchases.with", { name: approver.name })]
              .filter((one) => one !== undefined)
              .join(", ")}
          </span>
          {isUrgent && <Chip tone="danger">{t("purchases.urgent")}</Chip>}
          <StateChip state={state} />
        </span>
      </Link>
    </li>
  );
}
