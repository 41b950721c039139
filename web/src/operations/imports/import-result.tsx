import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import type { RecordImport } from "../queries.ts";
import styles from "./import-page.module.css";
import { ImportProblems } from "./import-problems.tsx";
import { useWords } from "./words/words.ts";

/** How far a file is, what became of its lines, and the way back. */
export function ImportResult({ one }: { one: RecordImport }) {
  const t = useWords();
  const { id, state, made, changed, failed, kept, rowCount } = one;
  const undo = useAct(t, () => unwrap(api.POST("/api/v1/record-imports/{importId}/undo", { params: { path: { importId: id } } })), {
    refresh: [["record-imports"], ["assets"], ["sites"], ["stock"]],
  });
  const isAtWork = state === "running" || state === "undoing";
  return (
    <section className={styles.result} aria-live="polite">
      <p className={ink.medium}>
        {isAtWork && t("imports.working", { done: made + changed + failed, count: rowCount })}
        {state === "done" && t("imports.done")}
        {state === "undone" && t("imports.undone")}
      </p>
      <p>
        {[
          t("imports.made", { count: made }),
          t("imports.changed", { count: changed }),
          t("imports.failed", { count: failed }),
          ...(kept > 0 ? [t("imports.kept", { count: kept })] : []),
        ].join(" · ")}
      </p>
      <ImportProblems one={one} />
      {state === "done" && (
        <div>
          <Button busy={undo.busy} onClick={() => void undo.run()}>
            {t("imports.undo")}
          </Button>
        </div>
      )}
    </section>
  );
}
