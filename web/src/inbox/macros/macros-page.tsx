import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Pencil, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useAct } from "../../ui/use-act.ts";
import { actionsQuery } from "../queries.ts";
import { MacroDialog } from "./macro-dialog.tsx";
import styles from "./macros-page.module.css";
import { type Macro, macrosQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["macros"]];

/** Acts that are repeated together: one's own macros and everybody's. */
export function MacrosPage() {
  const t = useWords();
  const { language } = useLocale();
  const { data, error, refetch } = useQuery(macrosQuery);
  const acts = useQuery(actionsQuery).data?.items ?? [];
  const [edited, setEdited] = useState<Macro | "new" | null>(null);
  const restore = useAct(t, ({ name, scope, steps }: Macro) => unwrap(api.POST("/api/v1/macros", { body: { name, scope, steps } })), {
    refresh,
  });
  const remove = useAct(t, ({ id }: Macro) => unwrap(api.DELETE("/api/v1/macros/{macroId}", { params: { path: { macroId: id } } })), {
    refresh,
    done: (_, macro) => ({ text: t("macros.removed", { name: macro.name }), undo: () => void restore.run(macro) }),
  });
  const nameOf = (action: string) => acts.find(({ id }) => id === action)?.label[language] ?? t("macros.gone");
  return (
    <SettingsPage
      title={t("macros.title")}
      act={
        <Button tone="primary" size="small" onClick={() => setEdited("new")}>
          {t("macros.new")}
        </Button>
      }
    >
      <div className={styles.page}>
        <p className={ink.secondary}>{t("macros.about")}</p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className={ink.secondary}>{t("macros.none")}</p>}
        <ul className={styles.lines}>
          {data?.items.map((macro) => (
            <li key={macro.id}>
              <span className={ink.medium}>{macro.name}</span>
              <span className={styles.acts}>{macro.steps.map(({ action }) => nameOf(action)).join(" → ")}</span>
              <Chip outline>{t(`macros.${macro.scope}`)}</Chip>
              <span className={ink.quiet}>{t("macros.uses", { count: macro.uses })}</span>
              {macro.mayChange && (
                <>
                  <IconButton label={t("macros.edit", { name: macro.name })} onClick={() => setEdited(macro)}>
                    <Pencil size={14} />
                  </IconButton>
                  <IconButton label={t("macros.remove", { name: macro.name })} onClick={() => void remove.run(macro)}>
                    <Trash2 size={14} />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
      {edited !== null && <MacroDialog macro={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </SettingsPage>
  );
}
