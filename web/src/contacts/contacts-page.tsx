import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { CircleAlert, Contact, ListFilter, Plus, Search } from "../ui/icons.generated.ts";
import { InputBox, Select } from "../ui/input.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { ColumnsMenu, useOwnColumns } from "./columns-menu.tsx";
import styles from "./contacts-page.module.css";
import { type ContactsSearch, readContactsSearch, SORTS } from "./contacts-search.ts";
import { ContactsTable } from "./contacts-table.tsx";
import { FilesMenu } from "./files-menu.tsx";
import { toCompanies, toDuplicates } from "./paths.ts";
import { contactFieldList, contactList } from "./queries.ts";
import { SaveSegmentDialog } from "./segments/segment-dialogs.tsx";
import { SegmentList } from "./segments/segment-list.tsx";
import { useWords } from "./words/words.ts";

const ContactsFilter = lazy(() => import("./filter/contacts-filter.tsx"));
const FilterChip = lazy(() => import("./filter/filter-chip.tsx"));
const NewContactDialog = lazy(() => import("./new-contact-dialog.tsx"));

/** After this pause in typing the server is asked. */
const PAUSE_MS = 250;

/** Everybody who wrote or was written down: found, narrowed and sorted. The address holds it all. */
export function ContactsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const mayWrite = useMay("contacts.write");
  const mayManage = useMay("segments.manage");
  const search = useSearch({ strict: false, select: readContactsSearch });
  const list = useInfiniteQuery(contactList(search));
  const [layer, setLayer] = useState<"filter" | "new" | "segment" | null>(null);
  const [shown, setShown] = useOwnColumns();
  const fields = (useQuery(contactFieldList).data?.items ?? []).filter(({ isArchived }) => !isArchived);
  const contacts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrowed = search.q !== undefined || search.filter !== undefined;
  const setSearch = (next: { [Key in keyof ContactsSearch]: ContactsSearch[Key] | undefined }) =>
    void navigate({ to: ".", search: readContactsSearch({ ...search, ...next }) as never, replace: true }); // the router knows each page's own words
  return (
    <Page
      title={t("nav.contacts")}
      act={
        <>
          <FilesMenu search={search} />
          {mayWrite && (
            <Button tone="primary" onClick={() => setLayer("new")}>
              <Plus size={16} /> {t("contacts.add")}
            </Button>
          )}
        </>
      }
      layers={
        <Suspense>
          {layer === "new" && <NewContactDialog onClose={() => setLayer(null)} />}
          {layer === "segment" && search.filter !== undefined && (
            <SaveSegmentDialog filter={search.filter} onClose={() => setLayer(null)} />
          )}
          {layer === "filter" && (
            <ContactsFilter
              filter={search.filter}
              onClose={() => setLayer(null)}
              onApply={(filter) => {
                setSearch({ filter });
                setLayer(null);
              }}
            />
          )}
        </Suspense>
      }
    >
      <div className={styles.page}>
        <SegmentList filter={search.filter} />
        <div className={styles.found}>
          <div className={styles.bar}>
            <Link {...toCompanies()}>{t("companies.title")}</Link>
            <Link {...toDuplicates()}>{t("duplicates.title")}</Link>
          </div>
          <search className={styles.bar}>
            <SearchField typed={search.q} onTyped={(q) => setSearch({ q })} />
            <Select
              className={styles.sort}
              aria-label={t("contacts.sort")}
              value={search.sort ?? "seen"}
              onChange={(event) => setSearch({ sort: SORTS.find((one) => one === event.target.value) })}
            >
              {SORTS.map((one) => (
                <option key={one} value={one}>
                  {t(`contacts.sort.${one}`)}
                </option>
              ))}
            </Select>
            <Button onClick={() => setLayer("filter")}>
              <ListFilter size={14} /> {t("contacts.filter")}
            </Button>
            {fields.length > 0 && <ColumnsMenu fields={fields} shown={shown} onChange={setShown} />}
            {search.filter !== undefined && (
              <Suspense>
                <FilterChip filter={search.filter} onEdit={() => setLayer("filter")} onRemove={() => setSearch({ filter: undefined })} />
              </Suspense>
            )}
            {search.filter !== undefined && mayManage && !JSON.stringify(search.filter).includes('"contact.segment"') && (
              <Button onClick={() => setLayer("segment")}>{t("segments.save")}</Button>
            )}
          </search>
          {list.isPending && <TableSkeleton />}
          {list.isError && contacts.length === 0 && (
            <Failed error={list.error} onRetry={() => void list.refetch()} onClear={() => setSearch({ q: undefined, filter: undefined })} />
          )}
          {list.isSuccess && contacts.length === 0 && (
            <Blank
              icon={<Contact size={20} />}
              title={t(isNarrowed ? "contacts.notFound" : "contacts.none")}
              text={t(isNarrowed ? "contacts.notFoundText" : "contacts.noneText")}
            >
              {isNarrowed && (
                <Button size="small" onClick={() => setSearch({ q: undefined, filter: undefined })}>
                  {t("contacts.clear")}
                </Button>
              )}
            </Blank>
          )}
          {contacts.length > 0 && <ContactsTable contacts={contacts} fields={fields.filter(({ key }) => shown.includes(key))} />}
          {list.hasNextPage && (
            <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("contacts.more")}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}

/** One request a pause; an address that changes otherwise is shown too. */
function SearchField({ typed, onTyped }: { typed: string | undefined; onTyped: (typed: string | undefined) => void }) {
  const t = useWords();
  const [text, setText] = useState(typed ?? "");
  const told = useRef(typed ?? "");
  const tell = useRef(onTyped);
  tell.current = onTyped;
  useEffect(() => {
    if ((typed ?? "") === told.current) return;
    told.current = typed ?? "";
    setText(told.current);
  }, [typed]);
  useEffect(() => {
    const next = text.trim();
    if (next === told.current) return;
    const timer = setTimeout(() => {
      told.current = next;
      tell.current(next === "" ? undefined : next);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <InputBox>
      <Search size={14} />
      <input
        type="search"
        aria-label={t("contacts.search")}
        placeholder={t("contacts.search")}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </InputBox>
  );
}

/** What a filter cannot ask is said in words; what was away can be asked for again. */
function Failed({ error, onRetry, onClear }: { error: Error; onRetry: () => void; onClear: () => void }) {
  const t = useWords();
  if (!(error instanceof ApiError) || error.status >= 500) return <LoadError onRetry={onRetry} />;
  return (
    <Blank icon={<CircleAlert size={20} />} tone="danger" title={t("contacts.filterUnreadable")} text={problemText(error, t)}>
      <Button size="small" onClick={onClear}>
        {t("contacts.clear")}
      </Button>
    </Blank>
  );
}

const TableSkeleton = () => (
  <Skeleton>
    {["60%", "45%", "70%", "50%", "65%"].map((width, index) => (
      <SkeletonBar key={width} width={width} top={index * 40 + 12} />
    ))}
  </Skeleton>
);
