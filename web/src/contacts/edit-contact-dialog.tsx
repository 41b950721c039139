import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Contact, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useAct } from "../ui/use-act.ts";
import { CompanyField } from "./companies/company-field.tsx";
import { changedValues, type FieldValue, valuesOf } from "./fields/field-values.ts";
import { problemsOf, ValueFields } from "./fields/value-fields.tsx";
import { contactFieldList } from "./queries.ts";
import { useWords } from "./words/words.ts";

const LIFECYCLES = ["lead", "qualified", "customer", "inactive"] as const;

/** What is known of a person, corrected. */
export function EditContactDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords();
  const { data } = useQuery(contactFieldList);
  const [name, setName] = useState(contact.name ?? "");
  const [persona, setPersona] = useState(contact.persona);
  const [lifecycle, setLifecycle] = useState(contact.lifecycle);
  const [company, setCompany] = useState(contact.company);
  const [values, setValues] = useState<Record<string, FieldValue | null | undefined>>(valuesOf(contact));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const save = useAct(
    t,
    () => {
      setProblems({});
      const fields = changedValues(valuesOf(contact), values);
      const body = {
        name: name.trim() === "" ? null : name.trim(),
        lifecycle,
        ...(company?.id === contact.company?.id ? {} : { companyId: company?.id ?? null }),
        ...(persona.trim() === "" ? {} : { persona: persona.trim() }),
        ...(Object.keys(fields).length === 0 ? {} : { fields }),
      };
      return unwrap(api.PATCH("/api/v1/contacts/{contactId}", { params: { path: { contactId: contact.id } }, body })).catch(
        (error: unknown) => {
          setProblems(problemsOf(error));
          throw error;
        },
      );
    },
    { problem: "inline", refresh: [["contact", contact.id], ["contacts"], ["conversations"], ["companies"]] },
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
      <CompanyField value={company} onChange={setCompany} />
      <ValueFields fields={data?.items ?? []} values={values} onChange={setValues} problems={problems} />
    </FormDialog>
  );
}
