import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { meQuery } from "../../shell/session.tsx";
import { problemText } from "../../text/problems.ts";
import { Button } from "../../ui/button.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "../gate.module.css";
import { Gate, SignOut } from "../gate.tsx";
import { ownWorkspacesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { enterWorkspace } from "./enter-workspace.ts";

/** Where whoever comes from an address that their workspace is not open from is led: why, their other workspaces, and the way out. */
export function ShutOutPage() {
  const t = useWords();
  const me = useQuery(meQuery);
  const { data } = useQuery(ownWorkspacesQuery);
  const enter = useAct(t, enterWorkspace);
  if (me.data !== undefined) return <Navigate to="/" />;
  const current = data?.items.find(({ isCurrent }) => isCurrent);
  const others = data?.items.filter(({ isCurrent }) => !isCurrent) ?? [];
  return (
    <Gate title={current?.name ?? t("workspaces.title")} {...(me.error === null ? {} : { lead: problemText(me.error, t) })}>
      {others.length > 0 && (
        <ul className={styles.workspaces} aria-label={t("workspaces.others")}>
          {others.map(({ id, name }) => (
            <li key={id}>
              <Button size="wide" busy={enter.busy} onClick={() => void enter.run(id)}>
                {t("workspaces.enter", { name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button size="wide" busy={me.isFetching} onClick={() => void me.refetch()}>
        {t("workspaces.again")}
      </Button>
      <SignOut />
    </Gate>
  );
}
