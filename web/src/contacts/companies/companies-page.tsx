import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Plus, Search, Users } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { usePaused } from "../../ui/use-paused.ts";
import styles from "../contacts-page.module.css";
import { toCompany, toContacts } from "../paths.ts";
import { type Company, companyList } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { taxIdText } from "./tax-id-text.ts";

const CompanyDialog = lazy(() => import("./company-dialog.tsx"));

/** Whom contacts work for, by name. */
export function CompaniesPage() {
  const t = useWords();
  const navigate = useNavigate();
  const mayWrite = useMay("contacts.write");
  const [typed, setTyped] = useState("");
  const [isNew, setNew] = useState(false);
  const list = useInfiniteQuery(companyList(usePaused(typed.trim())));
  const companies = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t("companies.title")}
      tabs={<Link {...toContacts()}>{t("nav.contacts")}</Link>}
      act={
        mayWrite && (
          <Button tone="primary" onClick={() => setNew(true)}>
            <Plus size={16} /> {t("companies.add")}
          </Button>
        )
      }
      layers={
        <Suspense>
          {isNew && <CompanyDialog company={null} onClose={() => setNew(false)} onSaved={({ id }) => void navigate(toCompany(id))} />}
        </Suspense>
      }
    >
      <search className={styles.bar}>
        <InputBox>
          <Search size={14} />
          <input
            type="search"
            aria-label={t("companies.search")}
            placeholder={t("companies.search")}
            maxLength={200}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </InputBox>
      </search>
      {list.isError && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && companies.length === 0 && (
        <Blank
          icon={<Users size={20} />}
          title={t(typed === "" ? "companies.none" : "companies.notFound")}
          text={t(typed === "" ? "companies.noneText" : "contacts.notFoundText")}
        />
      )}
      {companies.length > 0 && <CompaniesTable companies={companies} />}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("contacts.more")}
        </Button>
      )}
    </Page>
  );
}

function CompaniesTable({ companies }: { companies: readonly Company[] }) {
  const t = useWords();
  const { language } = useLocale();
  const columns: Column<Company>[] = [
    {
      id: "name",
      title: t("contacts.name"),
      cell: ({ id, name }) => (
        <Link {...toCompany(id)} className={ink.oneLine} title={name}>
          {name}
        </Link>
      ),
    },
    {
      id: "taxId",
      title: t("companies.taxId"),
      width: "220px",
      isMinor: true,
      cell: ({ taxId }) => taxId !== null && <span className={ink.figures}>{taxIdText(taxId)}</span>,
    },
    { id: "domain", title: t("companies.domain"), width: "220px", isMinor: true, cell: ({ domain }) => domain },
    {
      id: "contacts",
      title: t("nav.contacts"),
      width: "100px",
      cell: ({ contactCount }) => <span className={ink.figures}>{contactCount.toLocaleString(language)}</span>,
    },
  ];
  return (
    <DataTable<Company>
      label={t("companies.title")}
      rows={companies}
      idOf={({ id }) => id}
      columns={columns}
      sort={null}
      onSort={() => undefined}
    />
  );
}
