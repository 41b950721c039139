import { useQuery } from "@tanstack/react-query";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Download, X } from "../../../ui/icons.generated.ts";
import { membersQuery } from "../../queries.ts";
import { type AuditNarrowing, auditActions } from "../queries.ts";
import styles from "../settings.module.css";
import type { AuditSearch } from "./audit-search.ts";
import { useWords } from "./words/words.ts";

const NOTHING: AuditSearch = { search: "", action: "", actorId: "", from: "", until: "" };

interface AuditFiltersProps {
  search: AuditSearch;
  onChange: (change: AuditSearch) => void;
  /** The same as the server reads it, for the sheet. */
  narrowing: AuditNarrowing;
}

/** Words, act, person and days; and what they leave as a sheet. */
export function AuditFilters({ search, onChange, narrowing }: AuditFiltersProps) {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const actions = useQuery(auditActions).data?.items ?? [];
  const isNarrowed = Object.keys(search).length > 0;
  return (
    <>
      <div className={styles.filters}>
        <TextField
          label={t("audit.search")}
          type="search"
          value={search.search ?? ""}
          maxLength={200}
          onChange={({ target }) => onChange({ search: target.value })}
        />
        <SelectField label={t("audit.action")} value={search.action ?? ""} onChange={({ target }) => onChange({ action: target.value })}>
          <option value="">{t("audit.anyAction")}</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {t.find(`act.${action}`) ?? action}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("audit.actor")} value={search.actorId ?? ""} onChange={({ target }) => onChange({ actorId: target.value })}>
          <option value="">{t("audit.anybody")}</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("audit.from")}
          type="date"
          value={search.from ?? ""}
          onChange={({ target }) => onChange({ from: target.value })}
        />
        <TextField
          label={t("audit.until")}
          type="date"
          value={search.until ?? ""}
          onChange={({ target }) => onChange({ until: target.value })}
        />
      </div>
      <div className={styles.acts}>
        <ButtonLink size="small" href={`/api/v1/audit-log/export.csv?${new URLSearchParams({ ...narrowing })}`} download>
          <Download size={14} /> {t("audit.export")}
        </ButtonLink>
        {isNarrowed && (
          <Button size="small" tone="ghost" onClick={() => onChange(NOTHING)}>
            <X size={14} /> {t("audit.clear")}
          </Button>
        )}
      </div>
    </>
  );
}
