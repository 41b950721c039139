import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { Blank } from "../ui/blank.tsx";
import { MapPin } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { MapGround, type PlacedSite } from "./map-ground.tsx";
import { MapSiteRow } from "./map-site-row.tsx";
import styles from "./order-map.module.css";
import type { OrdersSearch } from "./paths.ts";
import { type MapSite, mapQuery, tilesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const NO_SITES: MapSite[] = [];

/** Where there is something to be done. The list beside the map says the same, for the keyboard and for who does not see it. */
export function OrderMap({ search }: { search: OrdersSearch }) {
  const t = useWords();
  const [chosenId, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const { data, isPending, isError, error, refetch } = useQuery(mapQuery(search));
  const ground = useQuery(tilesQuery);
  const sites = data?.sites ?? NO_SITES;
  const placed = useMemo(() => sites.filter(isPlaced), [sites]);
  const unplaced = sites.filter((site) => !isPlaced(site));
  const choose = useCallback((siteId: string) => {
    setChosen(siteId);
    list.current?.querySelector<HTMLElement>(`[data-site="${siteId}"] button`)?.focus();
  }, []);
  if (isError && data === undefined) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data?.sites.length === 0 && data.elsewhereCount === 0)
    return <Blank icon={<MapPin size={20} />} title={t("orders.none")} text={t("orders.noneText")} />;
  const row = (site: MapSite) => (
    <MapSiteRow
      key={site.id}
      site={site}
      search={search}
      isOpen={site.id === chosenId}
      onToggle={() => setChosen(site.id === chosenId ? null : site.id)}
    />
  );
  return (
    <div className={styles.map} aria-busy={isPending}>
      <MapGround sites={placed} tiles={ground.data?.tiles ?? null} chosenId={chosenId} onChoose={choose} />
      <div ref={list} className={styles.beside}>
        {placed.length > 0 && (
          <ul className={styles.sites} aria-label={t("map.placed")}>
            {placed.map(row)}
          </ul>
        )}
        {unplaced.length > 0 && (
          <>
            <h2>{t("map.unplaced")}</h2>
            <ul className={styles.sites} aria-label={t("map.unplaced")}>
              {unplaced.map(row)}
            </ul>
          </>
        )}
        {data !== undefined && data.siteCount > sites.length && <p>{t("map.narrow", { count: data.siteCount - sites.length })}</p>}
        {data !== undefined && data.elsewhereCount > 0 && <p>{t("map.elsewhere", { count: data.elsewhereCount })}</p>}
      </div>
    </div>
  );
}

const isPlaced = (site: MapSite): site is PlacedSite => site.place !== null;
