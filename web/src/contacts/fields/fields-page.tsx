import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowDown, ArrowUp, Pencil, Plus } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type ContactField, contactFieldList, fieldsRefresh } from "../queries.ts";
import { FieldDialog } from "./field-dialog.tsx";
import styles from "./fields-page.module.css";
import { useWords } from "./words/words.ts";

/** What the workspace wants to know of its contacts: made, changed, put into order, archived. */
export function FieldsPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(contactFieldList);
  const [changed, setChanged] = useState<ContactField | "new" | null>(null);
  const order = useAct(t, (ids: string[]) => unwrap(api.PUT("/api/v1/contact-fields/order", { body: { ids } })), {
    refresh: fieldsRefresh,
  });
  const fields = data?.items ?? [];
  function move(index: number, by: number) {
    const ids = fields.map(({ id }) => id);
    ids.splice(index + by, 0, ...ids.splice(index, 1));
    void order.run(ids);
  }
  return (
    <SettingsPage title={t("fields.title")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("fields.about")}</p>
        <div>
          <Button tone="primary" onClick={() => setChanged("new")}>
            <Plus size={16} /> {t("fields.add")}
          </Button>
        </div>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className={ink.secondary}>{t("fields.none")}</p>}
        <ul className={styles.lines}>
          {fields.map((field, index) => (
            <li key={field.id}>
              <span className={ink.oneLine}>{field.label}</span>
              <span className={ink.quiet}>{t(`fields.type.${field.type}`)}</span>
              {field.isRequired && <Chip outline>{t("fields.isRequired")}</Chip>}
              {field.isArchived && <Chip outline>{t("fields.isArchived")}</Chip>}
              <Spacer />
              {index > 0 && (
                <IconButton label={t("fields.up", { name: field.label })} onClick={() => move(index, -1)}>
                  <ArrowUp size={14} />
                </IconButton>
              )}
              {index < fields.length - 1 && (
                <IconButton label={t("fields.down", { name: field.label })} onClick={() => move(index, 1)}>
                  <ArrowDown size={14} />
                </IconButton>
              )}
              <IconButton label={t("fields.edit", { name: field.label })} onClick={() => setChanged(field)}>
                <Pencil size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      </div>
      {changed !== null && <FieldDialog field={changed === "new" ? null : changed} onClose={() => setChanged(null)} />}
    </SettingsPage>
  );
}
