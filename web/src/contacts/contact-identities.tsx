import { useState } from "react";
import { api, type Contact, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { formatPhone } from "../text/phone.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Plus, X } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./contact-page.module.css";
import { useWords } from "./words/words.ts";

const KINDS = ["phone", "email"] as const;

/** How a person is reached. What a channel said stays; what a member wrote down can be taken away until somebody writes from it. */
export function ContactIdentities({ contact }: { contact: Contact }) {
  const t = useWords();
  const mayWrite = useMay("contacts.write");
  const [adding, setAdding] = useState(false);
  const remove = useAct(
    t,
    ({ kind, value }: Contact["identities"][number]) =>
      unwrap(
        api.DELETE("/api/v1/contacts/{contactId}/identities/{identityKind}/{identityValue}", {
          params: { path: { contactId: contact.id, identityKind: kind, identityValue: value } },
        }),
      ),
    { refresh: [["contact", contact.id], ["contacts"]] },
  );
  return (
    <section className={styles.part} aria-label={t("contact.identities")}>
      <h2>{t("contact.identities")}</h2>
      {contact.identities.length === 0 && <p className={ink.secondary}>{t("contact.noIdentity")}</p>}
      {contact.identities.map((identity) => (
        <div key={`${identity.kind} ${identity.value}`} className={styles.line}>
          <span className={ink.figures}>{formatPhone(identity.value)}</span>
          <span className={classes(ink.small, ink.secondary)}>
            {t.find(`contact.kind.${identity.kind}`) ?? identity.kind} · {t(identity.isConfirmed ? "contact.confirmed" : "contact.byHand")}
          </span>
          {mayWrite && !identity.isConfirmed && (
            <IconButton
              label={t("contact.removeIdentity", { value: formatPhone(identity.value) })}
              onClick={() => void remove.run(identity)}
            >
              <X size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {mayWrite && !adding && (
        <Button size="small" onClick={() => setAdding(true)}>
          <Plus size={14} /> {t("contact.addIdentity")}
        </Button>
      )}
      {adding && <AddIdentity contactId={contact.id} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddIdentity({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const t = useWords();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("phone");
  const [value, setValue] = useState("");
  const add = useAct(
    t,
    () => unwrap(api.POST("/api/v1/contacts/{contactId}/identities", { params: { path: { contactId } }, body: { kind, value } })),
    { problem: "inline", refresh: [["contact", contactId], ["contacts"]] },
  );
  return (
    <Form
      onSubmit={async () => (await add.run()) !== undefined && onClose()}
      busy={add.busy}
      problem={add.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="primary" busy={add.busy}>
            {t("contact.addAction")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("contact.kind")}
        value={kind}
        onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? kind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`contact.kind.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("contacts.address")}
        value={value}
        maxLength={254}
        required
        autoFocus
        onChange={(event) => setValue(event.target.value)}
      />
    </Form>
  );
}
