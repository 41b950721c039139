import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Contact } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { safeLink } from "../ui/safe-link.ts";
import { Spacer } from "../ui/spacer.tsx";
import styles from "./contact-page.module.css";
import { EditContactDialog } from "./edit-contact-dialog.tsx";
import { type FieldValue, sayValue, valuesOf } from "./fields/field-values.ts";
import { toCompany } from "./paths.ts";
import { type ContactField, contactFieldList } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What is known of a person, and the way to correct it. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const mayWrite = useMay("contacts.write");
  const fields = useQuery(contactFieldList).data?.items ?? [];
  const [editing, setEditing] = useState(false);
  return (
    <section className={styles.part} aria-label={t("contact.facts")}>
      <div className={styles.who}>
        <h2>{t("contact.facts")}</h2>
        <Spacer />
        {mayWrite && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t("contact.edit")}
          </Button>
        )}
      </div>
      <Facts>
        {contact.profileName !== null && <Fact name={t("contact.profileName")}>{contact.profileName}</Fact>}
        {contact.company !== null && (
          <Fact name={t("companies.company")}>
            <Link {...toCompany(contact.company.id)}>{contact.company.name}</Link>
          </Fact>
        )}
        <Fact name={t("contact.persona")}>{contact.persona}</Fact>
        <Fact name={t("contact.lifecycle")}>{t(`contact.lifecycle.${contact.lifecycle}`)}</Fact>
        <Fact name={t("contact.since")}>{new Date(contact.createdAt).toLocaleDateString(language, { timeZone })}</Fact>
        {fields.map((field) => {
          const value = valuesOf(contact)[field.key];
          return (
            value !== undefined && (
              <Fact key={field.id} name={field.label}>
                <Value field={field} value={value} />
              </Fact>
            )
          );
        })}
        {Object.entries(contact.attributes).map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === "string" ? value : JSON.stringify(value)}
          </Fact>
        ))}
      </Facts>
      {editing && <EditContactDialog contact={contact} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Value({ field, value }: { field: ContactField; value: FieldValue }) {
  const t = useWords();
  const { language } = useLocale();
  const said = sayValue(field, value, language, { yes: t("field.yes"), no: t("field.no") });
  const link = field.type === "link" ? safeLink(said) : undefined;
  return link === undefined ? (
    said
  ) : (
    <a href={link} target="_blank" rel="noreferrer noopener">
      {said}
    </a>
  );
}
