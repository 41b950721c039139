import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Pencil, Plus } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { formList, type RegistrationForm } from "../queries.ts";
import { FormEditor } from "./form-editor.tsx";
import styles from "./forms-page.module.css";
import { useWords } from "./words/words.ts";

/** What people are asked for, who decides, and what comes of it. */
export function FormsPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(formList);
  const [changed, setChanged] = useState<RegistrationForm | "new" | null>(null);
  return (
    <SettingsPage title={t("forms.title")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("forms.about")}</p>
        <div>
          <Button tone="primary" onClick={() => setChanged("new")}>
            <Plus size={16} /> {t("forms.add")}
          </Button>
        </div>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className={ink.secondary}>{t("forms.none")}</p>}
        <ul className={styles.lines}>
          {data?.items.map((form) => (
            <li key={form.id}>
              <span className={ink.oneLine}>{form.name}</span>
              <span className={ink.quiet}>{t("forms.count", { count: form.fields.length })}</span>
              <span className={ink.quiet}>{t("forms.hours", { hours: form.promiseHours })}</span>
              <Spacer />
              <IconButton label={t("forms.edit", { name: form.name })} onClick={() => setChanged(form)}>
                <Pencil size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      </div>
      {changed !== null && <FormEditor form={changed === "new" ? null : changed} onClose={() => setChanged(null)} />}
    </SettingsPage>
  );
}
