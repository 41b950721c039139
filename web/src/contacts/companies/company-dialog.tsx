import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type Company, companiesRefresh } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { numberName } from "./number-name.ts";

/** Countries whose numbers companies of ours have most often; one that is set already stands beside them. */
const COUNTRIES = ["BR", "PT", "ES", "AR", "CL", "CO", "MX", "UY", "US"];

interface CompanyDialogProps {
  /** Null writes down a new one. */
  company: Company | null;
  onClose: () => void;
  onSaved?: (company: Company) => void;
}

/** A company, written down or corrected. A tax id that another has is said beside it, with whose it is. */
export default function CompanyDialog({ company, onClose, onSaved }: CompanyDialogProps) {
  const t = useWords();
  const [name, setName] = useState(company?.name ?? "");
  const [country, setCountry] = useState(company?.taxId?.country ?? "BR");
  const [number, setNumber] = useState(company?.taxId?.id ?? "");
  const [domain, setDomain] = useState(company?.domain ?? "");
  const [note, setNote] = useState(company?.note ?? "");
  const save = useAct(
    t,
    () => {
      const taxId = number.trim() === "" ? null : { country, id: number.trim() };
      const body = { name: name.trim(), taxId, domain: domain.trim() === "" ? null : domain.trim(), note: note.trim() };
      return company === null
        ? unwrap(api.POST("/api/v1/companies", { body }))
        : unwrap(api.PATCH("/api/v1/companies/{companyId}", { params: { path: { companyId: company.id } }, body }));
    },
    { problem: "inline", refresh: companiesRefresh },
  );
  async function submit() {
    const saved = await save.run();
    if (saved === undefined) return;
    onClose();
    onSaved?.(saved);
  }
  return (
    <FormDialog
      title={t(company === null ? "companies.add" : "companies.edit")}
      onClose={onClose}
      onSubmit={submit}
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
      <TextField
        label={t("contacts.name")}
        value={name}
        required
        pattern=".*\S.*"
        maxLength={120}
        autoFocus
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField label={t("companies.country")} value={country} onChange={({ target }) => setCountry(target.value)}>
        {[...new Set([country, ...COUNTRIES])].sort().map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </SelectField>
      <TextField label={t(numberName(country))} value={number} maxLength={30} onChange={({ target }) => setNumber(target.value)} />
      <TextField
        label={t("companies.domain")}
        hint={t("companies.domainHint")}
        value={domain}
        maxLength={300}
        onChange={({ target }) => setDomain(target.value)}
      />
      <TextField label={t("companies.note")} value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
    </FormDialog>
  );
}
