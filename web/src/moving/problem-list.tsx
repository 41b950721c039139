import { useQuery } from "@tanstack/react-query";
import styles from "./moving.module.css";
import { type Move, problemsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What did not come whole, by their own numbers. */
export function ProblemList({ move: { id, state, phase } }: { move: Move }) {
  const t = useWords();
  const items = useQuery(problemsQuery(id, `${state} ${phase}`)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details>
      <summary>{t("moving.problems", { count: items.length })}</summary>
      <ul className={styles.problems}>
        {items.map(({ kind, theirId, problem }) => (
          <li key={`${kind} ${theirId} ${problem}`}>
            <b>{t.find(`moving.of.${kind}`)?.replace("{id}", theirId) ?? `${kind} ${theirId}`}</b>{" "}
            {t.find(`moving.why.${problem}`) ?? problem}
          </li>
        ))}
      </ul>
    </details>
  );
}
