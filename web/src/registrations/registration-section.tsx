import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Plus } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { NewRegistrationDialog } from "./new-registration-dialog.tsx";
import { toRegistration } from "./paths.ts";
import { type Listed, registrationsOf } from "./queries.ts";
import styles from "./registration-section.module.css";
import { useWords } from "./words/words.ts";

interface RegistrationSectionProps {
  /** Of the open conversation; absent on the contact's own page. */
  conversationId?: string;
  contactId: string;
}

const TONES = { pending: "accent", needs_correction: "warn", approved: "ok", rejected: "danger" } as const satisfies Record<
  Listed["status"],
  string
>;

/** What the person has handed in, and a way to write one down for them. */
export function RegistrationSection({ conversationId, contactId }: RegistrationSectionProps) {
  const t = useWords();
  const maySubmit = useMay("registrations.submit");
  const [isNew, setNew] = useState(false);
  const { data } = useQuery(registrationsOf({ contactId }));
  const items = data?.items ?? [];
  if (items.length === 0 && !maySubmit) return null;
  const isTalk = conversationId !== undefined;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.registrations")}>
      <Heading>{t("nav.registrations")}</Heading>
      {items.map((one) => (
        <Link key={one.id} {...toRegistration(one.id)} className={styles.line} aria-label={t("registrations.open", { number: one.number })}>
          <span className={ink.oneLine}>
            {one.form.name} {one.number}
          </span>
          <Chip tone={TONES[one.status]}>{t(`registrations.is.${one.status}`)}</Chip>
        </Link>
      ))}
      {maySubmit && (
        <div>
          <Button size="small" onClick={() => setNew(true)}>
            <Plus size={14} /> {t("registrations.new")}
          </Button>
        </div>
      )}
      {isNew && (
        <NewRegistrationDialog
          conversationId={conversationId}
          contactId={contactId}
          onClose={() => setNew(false)}
          onMade={() => setNew(false)}
        />
      )}
    </section>
  );
}
