import { useState } from "react";
import { api, type Contact, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./contact-page.module.css";
import { useWords } from "./words/words.ts";

const LIFECYCLES = ["lead", "qualified", "customer", "inactive"] as const;

/** What is known of a person, and the way to correct it. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const mayWrite = useMay("contacts.write");
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
        <Fact name={t("contact.persona")}>{contact.persona}</Fact>
        <Fact name={t("contact.lifecycle")}>{t(`contact.lifecycle.${contact.lifecycle}`)}</Fact>
        <Fact name={t("contact.since")}>{new Date(contact.createdAt).toLocaleDateString(language, { timeZone })}</Fact>
        {Object.entries(contact.attributes).map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === "string" ? value : JSON.stringify(value)}
          </Fact>
        ))}
      </Facts>
      {editing && <EditDialog contact={contact} onClose={() => setEditing(false)} />}
    </section>
  );
}

function EditDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords();
  const [name, setName] = useState(contact.name ?? "");
  const [persona, setPersona] = useState(contact.persona);
  const [lifecycle, setLifecycle] = useState(contact.lifecycle);
  const save = useAct(
    t,
    () => {
      const body = {
        name: name.trim() === "" ? null : name.trim(),
        lifecycle,
        ...(persona.trim() === "" ? {} : { persona: persona.trim() }),
      };
      return unwrap(api.PATCH("/api/v1/contacts/{contactId}", { params: { path: { contactId: contact.id } }, body }));
    },
    { problem: "inline", refresh: [["contact", contact.id], ["contacts"], ["conversations"]] },
  );
  return (
    <FormDialog
      title={t("contact.edit")}
      onClose={onClose}
      onSubmit={async () => (await save.run()) !== undefined && onClose()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("contacts.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("contacts.name")} value={name} maxLength={200} autoFocus onChange={(event) => setName(event.target.value)} />
      <TextField label={t("contact.persona")} value={persona} maxLength={40} onChange={(event) => setPersona(event.target.value)} />
      <SelectField
        label={t("contact.lifecycle")}
        value={lifecycle}
        onChange={(event) => setLifecycle(LIFECYCLES.find((one) => one === event.target.value) ?? lifecycle)}
      >
        {LIFECYCLES.map((one) => (
          <option key={one} value={one}>
            {t(`contact.lifecycle.${one}`)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
