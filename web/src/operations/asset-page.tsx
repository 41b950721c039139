import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay, useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Plus } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { AssetDialog } from "./asset-dialog.tsx";
import { AssetFigures } from "./asset-figures.tsx";
import { AssetLabel } from "./asset-label.tsx";
import { NewOrderDialog } from "./new-order-dialog.tsx";
import { OrderCard } from "./order-card.tsx";
import styles from "./orders.module.css";
import { useNamed } from "./paths.ts";
import { type Asset, assetQuery, ordersAbout } from "./queries.ts";
import { useArchiveAsset } from "./record-acts.ts";
import { moneyText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

/** One asset: what is known of it, its label and its orders. */
export function AssetPage() {
  const t = useWords();
  const assetId = useNamed("assetId") ?? "";
  const { data, isError, error, refetch } = useQuery(assetQuery(assetId));
  if (data !== undefined) return <Opened key={data.id} asset={data} />;
  return <Page title={t("nav.assets")}>{isError && <LoadError error={error} onRetry={() => void refetch()} />}</Page>;
}

function Opened({ asset }: { asset: Asset }) {
  const t = useWords();
  const mayWrite = useMay("operations.write");
  const [layer, setLayer] = useState<"order" | "edit" | null>(null);
  const archive = useArchiveAsset();
  const orders = useQuery(ordersAbout({ assetId: asset.id })).data?.items ?? [];
  const verb = asset.archivedAt === null ? "archive" : "restore";
  return (
    <Page
      title={asset.code}
      act={
        mayWrite && (
          <>
            <Button onClick={() => setLayer("edit")}>{t("assets.edit")}</Button>
            <Button tone="primary" onClick={() => setLayer("order")}>
              <Plus size={16} /> {t("orders.new")}
            </Button>
          </>
        )
      }
      layers={
        <>
          {layer === "order" && <NewOrderDialog known={{ assetId: asset.id }} onClose={() => setLayer(null)} />}
          {layer === "edit" && <AssetDialog asset={asset} onClose={() => setLayer(null)} />}
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <section className={styles.part} aria-label={asset.name}>
            <h2>{asset.name}</h2>
            <AssetFacts asset={asset} />
            {mayWrite && (
              <div className={styles.acts}>
                <Button size="small" busy={archive.busy} onClick={() => void archive.run({ assetId: asset.id, verb })}>
                  {t(`assets.${verb}`)}
                </Button>
              </div>
            )}
          </section>
          <AssetFigures assetId={asset.id} />
          <section className={styles.part} aria-label={t("assets.orders")}>
            <h2>{t("assets.orders")}</h2>
            {orders.length === 0 && <p className={ink.secondary}>{t("assets.noOrders")}</p>}
            <ul className={styles.rows}>
              {orders.map((order) => (
                <li key={order.id}>
                  <OrderCard order={order} showsState />
                </li>
              ))}
            </ul>
          </section>
        </div>
        <div className={styles.side}>
          <AssetLabel asset={asset} />
        </div>
      </div>
    </Page>
  );
}

function AssetFacts({ asset }: { asset: Asset }) {
  const t = useWords();
  const { language } = useLocale();
  const { currency } = useMe().workspace;
  const day = (iso: string) => new Intl.DateTimeFormat(language, { timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
  const { siteName, kind, manufacturer, model, serial, purchasedOn, costCents, warrantyUntil, specifications } = asset;
  return (
    <Facts>
      {siteName !== null && <Fact name={t("assets.place")}>{siteName}</Fact>}
      {Object.entries({ kind, manufacturer, model, serial }).map(
        ([name, value]) =>
          value !== "" && (
            <Fact key={name} name={t.find(`assets.${name}`) ?? name}>
              {value}
            </Fact>
          ),
      )}
      {purchasedOn !== null && <Fact name={t("assets.bought")}>{day(purchasedOn)}</Fact>}
      {costCents !== null && <Fact name={t("assets.cost")}>{moneyText(costCents, language, currency)}</Fact>}
      {warrantyUntil !== null && <Fact name={t("assets.warranty")}>{day(warrantyUntil)}</Fact>}
      {Object.entries(specifications).map(([name, value]) => (
        <Fact key={name} name={name}>
          {String(value)}
        </Fact>
      ))}
    </Facts>
  );
}
