import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import type { ContactImport } from "../queries.ts";
import styles from "./import-page.module.css";
import { useWords } from "./words/words.ts";

/** How far a file is, what became of its lines, and the way back. */
export function ImportResult({ one }: { one: ContactImport }) {
  const t = useWords();
  const { id, state, made, changed, skipped, failed, kept, rowCount } = one;
  const undo = useAct(t, () => unwrap(api.POST("/api/v1/contact-imports/{importId}/undo", { params: { path: { importId: id } } })), {
    refresh: [["contact-imports"], ["contacts"]],
  });
  const isAtWork = state === "checking" || state === "running" || state === "undoing";
  return (
    <section className={styles.result} aria-live="polite">
      <p className={ink.medium}>
        {isAtWork && t("imports.working", { done: made + changed + skipped + failed, count: rowCount })}
        {state === "checked" && t("imports.checked")}
        {state === "done" && t("imports.done")}
        {state === "undone" && t("imports.undone")}
      </p>
      <p>
        {[
          t("imports.made", { count: made }),
          t("imports.changed", { count: changed }),
          t("imports.skipped", { count: skipped }),
          t("imports.failed", { count: failed }),
          ...(kept > 0 ? [t("imports.kept", { count: kept })] : []),
        ].join(" · ")}
      </p>
      {one.firstProblems.length > 0 && (
        <>
          <ul className={styles.lines}>
            {one.firstProblems.slice(0, 10).map(({ number, problems }) => (
              <li key={number}>
                <span>{t("imports.line", { number })}</span>
                <span className={ink.secondary}>
                  {problems
                    .map(({ column, problem }) => {
                      const said = t.find(`imports.wrong.${problem}`) ?? problem;
                      return column === null ? said : `${one.headings[column] ?? ""}: ${said}`;
                    })
                    .join(", ")}
                </span>
              </li>
            ))}
          </ul>
          <a href={`/api/v1/contact-imports/${id}/problems.csv`} download>
            {t("imports.problems")}
          </a>
        </>
      )}
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
