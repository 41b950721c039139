import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError, api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useAct } from "../ui/use-act.ts";
import { CompanyField } from "./companies/company-field.tsx";
import { changedValues, type FieldValue } from "./fields/field-values.ts";
import { problemsOf, ValueFields } from "./fields/value-fields.tsx";
import { toContact } from "./paths.ts";
import { contactFieldList } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Writes down a person. Somebody who is there already is not written down twice: the dialog leads to them. */
export default function NewContactDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [email, setEmail] = useState("");
  const { data: known } = useQuery(contactFieldList);
  const [company, setCompany] = useState<{ id: string; name: string } | null>(null);
  const [values, setValues] = useState<Record<string, FieldValue | null | undefined>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [existing, setExisting] = useState<string | null>(null);
  const make = useAct(
    t,
    async () => {
      setExisting(null);
      setProblems({});
      const written = [
        { kind: "phone" as const, value: phone.trim() },
        { kind: "email" as const, value: email.trim() },
      ];
      const identities = written.filter(({ value }) => value !== "");
      return unwrap(
        api.POST("/api/v1/contacts", {
          body: { name: name.trim(), identities, companyId: company?.id ?? null, fields: changedValues({}, values) },
        }),
      ).catch((error: unknown) => {
        setProblems(problemsOf(error));
        const contactId = error instanceof ApiError && error.code === "inbox.contact_exists" ? error.facts["contactId"] : null;
        setExisting(typeof contactId === "string" ? contactId : null);
        throw error;
      });
    },
    { problem: "inline", refresh: [["contacts"]] },
  );
  async function submit() {
    if (name.trim() === "") return make.setProblem(t("contacts.nameMissing"));
    if (phone.trim() === "" && email.trim() === "") return make.setProblem(t("contacts.addressMissing"));
    const made = await make.run();
    if (made === undefined) return;
    onClose();
    void navigate(toContact(made.id));
  }
  return (
    <FormDialog
      title={t("contacts.add")}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          {existing !== null && make.problem !== null && <Link {...toContact(existing)}>{t("contacts.openExisting")}</Link>}
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t("contacts.add")}
          </Button>
        </>
      }
    >
      <TextField label={t("contacts.name")} value={name} maxLength={200} autoFocus onChange={(event) => setName(event.target.value)} />
      <TextField
        label={t("contacts.phone")}
        hint={t("contacts.phoneHint")}
        type="tel"
        value={phone}
        maxLength={40}
        onChange={(event) => setPhone(event.target.value)}
      />
      <TextField
        label={t("contacts.email")}
        value={email}
        maxLength={254}
        inputMode="email"
        onChange={(event) => setEmail(event.target.value)}
      />
      <CompanyField value={company} onChange={setCompany} />
      <ValueFields
        fields={(known?.items ?? []).filter(({ isRequired }) => isRequired)}
        values={values}
        onChange={setValues}
        problems={problems}
      />
    </FormDialog>
  );
}
