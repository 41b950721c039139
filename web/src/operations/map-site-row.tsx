import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { OrderCard } from "./order-card.tsx";
import styles from "./order-map.module.css";
import type { OrdersSearch } from "./paths.ts";
import { type MapSite, orderList } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface MapSiteRowProps {
  site: MapSite;
  search: OrdersSearch;
  /** Its orders are shown. */
  isOpen: boolean;
  onToggle: () => void;
}

/** A site of the map in words: how much is to be done there, how one gets there, and on demand which orders. */
export function MapSiteRow({ site, search, isOpen, onToggle }: MapSiteRowProps) {
  const t = useWords();
  const { id, name, address, place, openCount, lateCount, worstPriority } = site;
  const tone = worstPriority === "urgent" ? "danger" : worstPriority === "high" ? "warn" : undefined;
  return (
    <li className={styles.site} data-site={id} data-open={isOpen ? "" : undefined}>
      <button type="button" className={styles.name} aria-expanded={isOpen} onClick={onToggle}>
        <b>{name}</b>
        <span>
          {t("map.open", { count: openCount })} <Chip tone={tone}>{t(`priority.${worstPriority}`)}</Chip>
        </span>
      </button>
      <div className={styles.facts}>
        {lateCount > 0 && <span className={styles.late}>{t("map.late", { count: lateCount })}</span>}
        {place === null ? (
          address !== "" && <Outside href={`search?query=${encodeURIComponent(address)}`}>{address}</Outside>
        ) : (
          <>
            <span>{address}</span>
            <Outside href={`directions?to=${place.latitude}%2C${place.longitude}`}>{t("map.route")}</Outside>
          </>
        )}
      </div>
      {isOpen && <SiteOrders search={{ ...search, siteId: id }} />}
    </li>
  );
}

const Outside = ({ href, children }: { href: string; children: string }) => (
  <a href={`https://www.openstreetmap.org/${href}`} target="_blank" rel="noreferrer">
    {children}
  </a>
);

function SiteOrders({ search: { over: _, ...search } }: { search: OrdersSearch }) {
  const t = useWords();
  const list = useInfiniteQuery(orderList(search));
  if (list.isError && list.data === undefined) return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div aria-busy={list.isPending}>
      <ul className={styles.sites}>
        {list.data?.pages
          .flatMap(({ items }) => items)
          .map((order) => (
            <li key={order.id}>
              <OrderCard order={order} showsState />
            </li>
          ))}
      </ul>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("orders.more")}
        </Button>
      )}
    </div>
  );
}
