import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Package } from "../../ui/icons.generated.ts";
import { Input } from "../../ui/input.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Switch } from "../../ui/switch.tsx";
import { toImport } from "../paths.ts";
import { showPrice, showQuantity } from "./amounts.ts";
import { CountDialog } from "./count-dialog.tsx";
import { PartDialog } from "./part-dialog.tsx";
import { PartPage } from "./part-page.tsx";
import { readStockSearch, type StockSearch, toPart, toStock, usePartId } from "./paths.ts";
import { type Part, partList, siteListQuery } from "./queries.ts";
import styles from "./stock.module.css";
import { useWords } from "./words/words.ts";

/** What lies where: parts by sites, what is below its minimum first. */
export function StockPage() {
  const partId = usePartId();
  return partId === undefined ? <StockTable /> : <PartPage key={partId} partId={partId} />;
}

function StockTable() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readStockSearch });
  const low = useInfiniteQuery(partList(search, true));
  const others = useInfiniteQuery({ ...partList(search, false), enabled: search.low !== true });
  const manages = useMay("stock.manage");
  const counts = useMay("stock.move");
  const [layer, setLayer] = useState<"part" | "count" | null>(null);
  const show = (next: StockSearch) => void navigate({ ...toStock(next), replace: true });
  const parts = [...(low.data?.pages ?? []), ...(search.low === true ? [] : (others.data?.pages ?? []))].flatMap(({ items }) => items);
  const list = low.hasNextPage || search.low === true ? low : others;
  const error = low.error ?? others.error;
  return (
    <Page
      title={t("nav.stock")}
      act={
        <>
          {counts && <Button onClick={() => setLayer("count")}>{t("stock.count")}</Button>}
          {manages && (
            <Link {...toImport({ kind: "part" })} className={buttonClass({})}>
              {t("stock.import")}
            </Link>
          )}
          {manages && (
            <Button tone="primary" onClick={() => setLayer("part")}>
              {t("stock.newPart")}
            </Button>
          )}
        </>
      }
      layers={
        <>
          {layer === "part" && <PartDialog onClose={() => setLayer(null)} />}
          {layer === "count" && <CountDialog onClose={() => setLayer(null)} />}
        </>
      }
    >
      <div className={styles.bar}>
        <Input
          type="search"
          aria-label={t("stock.search")}
          placeholder={t("stock.search")}
          value={search.q ?? ""}
          onChange={({ target }) => show({ ...search, q: target.value })}
        />
        <Switch
          label={t("stock.onlyLow")}
          on={search.low === true}
          onChange={(on) => show({ ...(search.q === undefined ? {} : { q: search.q }), ...(on ? { low: true } : {}) })}
        />
      </div>
      {low.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={12} />
          <SkeletonBar width="50%" top={12} />
        </Skeleton>
      )}
      {error !== null && parts.length === 0 && (
        <LoadError error={error} onRetry={() => void Promise.all([low.refetch(), others.refetch()])} />
      )}
      {low.isSuccess && !others.isFetching && error === null && parts.length === 0 && (
        <Blank icon={<Package size={20} />} title={t("stock.none")} text={t("stock.noneText")} />
      )}
      {parts.length > 0 && <PartsBySites parts={parts} />}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("stock.more")}
        </Button>
      )}
    </Page>
  );
}

function PartsBySites({ parts }: { parts: readonly Part[] }) {
  const t = useWords();
  const { language } = useLocale();
  const sites = useQuery(siteListQuery).data?.items ?? [];
  const used = sites.filter(({ id }) => parts.some(({ held }) => held.some(({ siteId }) => siteId === id)));
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("stock.part")}</th>
            {used.map(({ id, name }) => (
              <th key={id} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t("stock.total")}
            </th>
            <th scope="col" className={styles.number}>
              {t("stock.averageCost")}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">
                <Link className={styles.part} {...toPart(part.id)}>
                  {part.name}
                </Link>{" "}
                <span className={styles.quiet}>{part.code}</span>{" "}
                {part.held.some(({ isLow }) => isLow) && <Chip tone="warn">{t("stock.low")}</Chip>}
              </th>
              {used.map(({ id }) => (
                <td key={id} className={styles.number}>
                  <Held held={part.held.find(({ siteId }) => siteId === id)} />
                </td>
              ))}
              <td className={styles.number}>
                {showQuantity(language, part.quantity)} {part.unit}
              </td>
              <td className={styles.number}>{showPrice(language, part.averageCost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Held({ held }: { held: Part["held"][number] | undefined }) {
  const t = useWords();
  const { language } = useLocale();
  if (held === undefined) return null;
  const { quantity, reserved, minimum, isLow } = held;
  return (
    <>
      <span className={isLow ? styles.low : undefined}>{showQuantity(language, quantity)}</span>
      {reserved > 0 && <span className={styles.below}>{t("stock.reserved", { count: showQuantity(language, reserved) })}</span>}
      {minimum !== null && <span className={styles.below}>{t("stock.minimumIs", { count: showQuantity(language, minimum) })}</span>}
    </>
  );
}
