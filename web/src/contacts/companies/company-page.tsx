import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { FormDialog } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "../contact-page.module.css";
import { ContactsTable } from "../contacts-table.tsx";
import { toCompanies, useCompanyId } from "../paths.ts";
import { type Company, companiesRefresh, companyContacts, companyQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { numberName } from "./number-name.ts";
import { taxIdText } from "./tax-id-text.ts";

const CompanyDialog = lazy(() => import("./company-dialog.tsx"));

/** What is known of a company, and the contacts that work for it. */
export function CompanyPage() {
  const t = useWords();
  const mayWrite = useMay("contacts.write");
  const mayRemove = useMay("companies.remove");
  const { data: company, error, refetch } = useQuery(companyQuery(useCompanyId()));
  const [layer, setLayer] = useState<"edit" | "remove" | null>(null);
  const name = company?.name ?? "";
  useEffect(() => {
    if (name !== "") document.title = `${name} · Prosa`;
  }, [name]);
  return (
    <Page
      title={name === "" ? t("companies.title") : name}
      tabs={<Link {...toCompanies()}>{t("companies.title")}</Link>}
      act={
        company !== undefined && (
          <>
            {mayWrite && <Button onClick={() => setLayer("edit")}>{t("contact.edit")}</Button>}
            {mayRemove && <Button onClick={() => setLayer("remove")}>{t("companies.remove")}</Button>}
          </>
        )
      }
      layers={
        company !== undefined && (
          <Suspense>
            {layer === "edit" && <CompanyDialog company={company} onClose={() => setLayer(null)} />}
            {layer === "remove" && <RemoveDialog company={company} onClose={() => setLayer(null)} />}
          </Suspense>
        )
      }
    >
      {error !== null && company === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {company !== undefined && (
        <div className={styles.side}>
          <Facts>
            {company.taxId !== null && <Fact name={t(numberName(company.taxId.country))}>{taxIdText(company.taxId)}</Fact>}
            {company.domain !== null && <Fact name={t("companies.domain")}>{company.domain}</Fact>}
            {company.note !== "" && <Fact name={t("companies.note")}>{company.note}</Fact>}
          </Facts>
          <Contacts companyId={company.id} />
        </div>
      )}
    </Page>
  );
}

function Contacts({ companyId }: { companyId: string }) {
  const t = useWords();
  const list = useInfiniteQuery(companyContacts(companyId));
  const contacts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles.part} aria-label={t("nav.contacts")}>
      <h2>{t("nav.contacts")}</h2>
      {list.isError && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && contacts.length === 0 && <p className={ink.secondary}>{t("companies.nobody")}</p>}
      {contacts.length > 0 && <ContactsTable contacts={contacts} fields={[]} />}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("contacts.more")}
        </Button>
      )}
    </section>
  );
}

function RemoveDialog({ company: { id, name }, onClose }: { company: Company; onClose: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/companies/{companyId}", { params: { path: { companyId: id } } })), {
    problem: "inline",
    refresh: companiesRefresh,
    done: () => {
      onClose();
      void navigate(toCompanies());
      return undefined;
    },
  });
  return (
    <FormDialog
      title={t("companies.removeTitle", { name })}
      onClose={onClose}
      onSubmit={() => remove.run()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("companies.remove")}
          </Button>
        </>
      }
    >
      <p>{t("companies.removeText")}</p>
    </FormDialog>
  );
}
