import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useLocale } from "../../../text/locale.tsx";
import { Blank } from "../../../ui/blank.tsx";
import { Button } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { ClipboardList } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { usePaused } from "../../../ui/use-paused.ts";
import { auditLog } from "../queries.ts";
import styles from "../settings.module.css";
import { AuditFilters } from "./audit-filters.tsx";
import { narrowingOf, useAuditSearch } from "./audit-search.ts";
import { AuditTable } from "./audit-table.tsx";
import { useWords } from "./words/words.ts";

/** Who did what: searched, narrowed, taken out as a sheet. What it is narrowed to stands in the address. */
export function AuditPage() {
  const t = useWords();
  const { timeZone } = useLocale();
  const [search, change] = useAuditSearch();
  const words = usePaused(search.search ?? "");
  const { search: _typed, ...rest } = search;
  const narrowing = narrowingOf(words === "" ? rest : { ...rest, search: words }, timeZone);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...auditLog(narrowing),
    placeholderData: keepPreviousData,
  });
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <div className={classes(styles.page, styles.wide)}>
      <p className={ink.secondary}>{t("audit.about")}</p>
      <AuditFilters search={search} onChange={change} narrowing={narrowing} />
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {entries?.length === 0 && <Blank icon={<ClipboardList size={20} />} title={t("audit.noneTitle")} text={t("audit.none")} />}
      {entries !== undefined && entries.length > 0 && <AuditTable entries={entries} />}
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("audit.more")}
          </Button>
        </div>
      )}
    </div>
  );
}
