import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Plus, Search, Wrench } from "../ui/icons.generated.ts";
import { InputBox } from "../ui/input.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { AssetDialog } from "./asset-dialog.tsx";
import styles from "./orders.module.css";
import { type AssetsSearch, readAssetsSearch, toAsset, toAssets, toImport, toSites } from "./paths.ts";
import { type Asset, assetList } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What is maintained, by name. The address holds what is looked for. */
export function AssetsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readAssetsSearch });
  const mayWrite = useMay("operations.write");
  const [isNew, setNew] = useState(false);
  const list = useInfiniteQuery(assetList(search));
  const assets = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const set = (next: { [Key in keyof AssetsSearch]: AssetsSearch[Key] | undefined }) =>
    void navigate({ ...toAssets(), search: readAssetsSearch({ ...search, ...next }), replace: true });
  return (
    <Page
      title={t("nav.assets")}
      act={
        <>
          <Link {...toSites()} className={buttonClass({})}>
            {t("nav.sites")}
          </Link>
          {mayWrite && (
            <Link {...toImport({ kind: "asset" })} className={buttonClass({})}>
              {t("assets.import")}
            </Link>
          )}
          {mayWrite && (
            <Button tone="primary" onClick={() => setNew(true)}>
              <Plus size={16} /> {t("assets.new")}
            </Button>
          )}
        </>
      }
      layers={isNew && <AssetDialog onClose={() => setNew(false)} />}
    >
      <div className={styles.page}>
        <div className={styles.bar}>
          <InputBox>
            <Search size={16} />
            <input
              type="search"
              aria-label={t("assets.search")}
              placeholder={t("assets.search")}
              value={search.q ?? ""}
              onChange={({ target }) => set({ q: target.value })}
            />
          </InputBox>
          <Switch label={t("assets.archived")} on={search.archived === true} onChange={(on) => set({ archived: on || undefined })} />
        </div>
        {list.isPending && (
          <Skeleton>
            <SkeletonBar width="60%" top={12} />
          </Skeleton>
        )}
        {list.isError && assets.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && assets.length === 0 && (
          <Blank icon={<Wrench size={20} />} title={t("assets.none")} text={t("assets.noneText")} />
        )}
        <ul className={styles.rows} aria-label={t("nav.assets")}>
          {assets.map((asset) => (
            <li key={asset.id}>
              <AssetLine asset={asset} />
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("orders.more")}
          </Button>
        )}
      </div>
    </Page>
  );
}

function AssetLine({ asset: { id, code, name, model, siteName, openOrders } }: { asset: Asset }) {
  const t = useWords();
  return (
    <article className={styles.card}>
      <Link {...toAsset(id)}>
        {code} · {name}
      </Link>
      <div className={styles.meta}>
        {model !== "" && <span>{model}</span>}
        {siteName !== null && <span>{siteName}</span>}
        {openOrders > 0 && (
          <span>
            {t("assets.openOrders")}: {openOrders}
          </span>
        )}
      </div>
    </article>
  );
}
