import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Search } from "../../ui/icons.generated.ts";
import { InputBox } from "../../ui/input.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Switch } from "../../ui/switch.tsx";
import styles from "./office.module.css";
import { type FirmsSearch, readFirmsSearch } from "./paths.ts";
import { useWords } from "./words/words.ts";

export const useFirmsSearch = (): FirmsSearch => useSearch({ strict: false, select: readFirmsSearch });

interface FirmsListProps {
  path: "/suppliers" | "/contractors";
  list: {
    isPending: boolean;
    isError: boolean;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  count: number;
  icon: ReactNode;
  /** What these are for, where there are none yet. */
  none: { title: string; text: string };
  children: ReactNode;
}

/** A list of firms with what looks in it: words, the archive, the next page. The address holds what is looked for. */
export function FirmsList({ path, list, count, icon, none, children }: FirmsListProps) {
  const t = useWords();
  const navigate = useNavigate();
  const search = useFirmsSearch();
  const set = (next: { [Key in keyof FirmsSearch]: FirmsSearch[Key] | undefined }) =>
    void navigate({ to: path, search: readFirmsSearch({ ...search, ...next }), replace: true });
  const isLooking = search.q !== undefined || search.archived === true;
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <InputBox>
          <Search size={16} />
          <input
            type="search"
            aria-label={t("office.search")}
            placeholder={t("office.search")}
            value={search.q ?? ""}
            onChange={({ target }) => set({ q: target.value })}
          />
        </InputBox>
        <Switch label={t("office.archived")} on={search.archived === true} onChange={(on) => set({ archived: on || undefined })} />
      </div>
      {list.isPending && (
        <Skeleton>
          <SkeletonBar width="60%" top={12} />
        </Skeleton>
      )}
      {list.isError && count === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isPending && !list.isError && count === 0 && (
        <Blank icon={icon} {...(isLooking ? { title: t("office.notFound"), text: t("office.notFoundText") } : none)} />
      )}
      {count > 0 && children}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("office.more")}
        </Button>
      )}
    </div>
  );
}
