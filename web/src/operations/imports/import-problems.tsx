import ink from "../../ui/ink.module.css";
import type { RecordImport } from "../queries.ts";
import styles from "./import-page.module.css";
import { useWords } from "./words/words.ts";

const SHOWN = 20;

/** The first lines that cannot be taken, each with why. */
export function ImportProblems({ one: { firstProblems, headings } }: { one: Pick<RecordImport, "firstProblems" | "headings"> }) {
  const t = useWords();
  return (
    <ul className={styles.lines}>
      {firstProblems.slice(0, SHOWN).map(({ number, problems }) => (
        <li key={number}>
          <span>{t("imports.line", { number })}</span>
          <span className={ink.secondary}>
            {problems
              .map(({ column, problem }) => {
                const said = t.find(`imports.wrong.${problem}`) ?? `${t("imports.wrong.other")} (${problem})`;
                return column === null ? said : `${headings[column] ?? ""}: ${said}`;
              })
              .join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
