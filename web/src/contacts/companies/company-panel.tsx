import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { contactQuery } from "../../inbox/queries.ts";
import { toCompany } from "../paths.ts";
import { useWords } from "../words/words.ts";
import styles from "./company-panel.module.css";

/** For whom the contact of a conversation works, beside it. Nothing where nobody wrote it down. */
export function CompanyPanel({ contactId }: { contactId: string }) {
  const t = useWords();
  const company = useQuery(contactQuery(contactId)).data?.company ?? null;
  if (company === null) return null;
  return (
    <section className={styles.section} aria-label={t("companies.company")}>
      <h3>{t("companies.company")}</h3>
      <Link {...toCompany(company.id)}>{company.name}</Link>
    </section>
  );
}
