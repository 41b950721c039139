import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { Plus } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { ownWorkspacesQuery } from "../../queries.ts";
import { enterWorkspace } from "../../workspaces/enter-workspace.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { NewWorkspaceDialog } from "./new-workspace-dialog.tsx";

/** The workspaces that the person belongs to, the way into each, and a new one. */
export function WorkspacesPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(ownWorkspacesQuery);
  const mayCreate = useMay("workspace.create");
  const enter = useAct(t, enterWorkspace);
  const [isNew, setNew] = useState(false);
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("workspaces.about")}</p>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      <ul className={styles.lines} aria-label={t("section.workspaces")}>
        {data?.items.map(({ id, name, role, roleName, isCurrent }) => (
          <li key={id}>
            <span className={styles.what}>
              <span>{name}</span>
              <span className={classes(ink.small, ink.secondary)}>{roleName ?? t(`role.${role}`)}</span>
            </span>
            {isCurrent ? (
              <Chip tone="ok">{t("workspaces.here")}</Chip>
            ) : (
              <Button busy={enter.busy} onClick={() => void enter.run(id)}>
                {t("workspaces.enter", { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayCreate && (
        <div>
          <Button onClick={() => setNew(true)}>
            <Plus size={14} /> {t("workspaces.new")}
          </Button>
        </div>
      )}
      {isNew && <NewWorkspaceDialog onClose={() => setNew(false)} />}
    </div>
  );
}
